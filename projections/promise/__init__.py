"""The life of a promise: from its history to its status at every moment."""
