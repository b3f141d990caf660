"""What tables tell in the formats of others: pure functions from rows to objects and texts."""
