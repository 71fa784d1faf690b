"""From words to places: quotations to spans, names to mentions, turns to their permanent ids."""
