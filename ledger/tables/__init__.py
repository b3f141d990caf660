"""Tables of others, such as spreadsheets: read, and turned into records by a mapping."""
