"""Whether the conditions for participation were met at the start, and have stayed the same."""
