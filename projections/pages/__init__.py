"""Pages that residents and councillors read: what a page holds, its drawings, and its HTML."""
