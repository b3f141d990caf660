"""How the book is kept in a file of SQLite: its tables, what made it, and how it is written."""
