"""Places over time: the tree of areas, groups and cases in it, and what the record covers."""
