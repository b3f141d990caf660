"""Tidy tables of a ledger, for spreadsheets, databases and programs that calculate."""
