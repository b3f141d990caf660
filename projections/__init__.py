"""What the record amounts to: pure functions from histories to spans, and from spans to reports."""
