"""From the history of a stream to its rows: pure functions, each of one stream alone."""
