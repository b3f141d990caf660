"""The screens: each view's report in words and tables, natural frequencies first."""
