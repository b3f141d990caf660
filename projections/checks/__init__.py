"""Named checks over the whole ledger: each finding is a code and its fields."""
