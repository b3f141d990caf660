"""The vocabulary and the rules of the ledger: pure values and pure decisions."""
