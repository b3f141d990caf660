"""What leaves the book: a row class for each kind, with the fields that every view can rely on.

Types only: what derives rows from histories stands in `projections/spans`, what makes sense of
them in the views.
"""
