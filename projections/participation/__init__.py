"""The say of residents and others: promised and given, at which tables, at which level, learned."""
