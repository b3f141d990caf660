"""What is kept: the file of a ledger, and the one transaction in which it grows."""
