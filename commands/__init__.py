"""The commands, a file for each group: they parse, call and print, and decide nothing."""
