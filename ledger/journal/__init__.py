"""Journals: the files that people write and read, and that exports give back."""
