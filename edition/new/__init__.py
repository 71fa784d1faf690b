"""A new edition from transcripts, or interviews added to one that is there."""
