"""Signatures: keys in files, who signed a record, checkpoints, timestamps."""
