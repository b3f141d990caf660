"""Which rules applied to a case, a group or an area, since when, who changed them, and how."""
