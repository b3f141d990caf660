"""What the program takes, beside what anything would take: `make bench` writes the page."""
