"""One file for each kind of stream: its events, its state, how it evolves, and its decisions."""
