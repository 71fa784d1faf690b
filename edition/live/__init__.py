"""The live preview: sources watched, changed pages rendered, open browsers told. None of it is part of the site."""
