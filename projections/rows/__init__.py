"""What the book holds, as frozen classes: one for each kind of row, every field documented."""
