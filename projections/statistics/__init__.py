"""Pure statistics behind the figures: no clock, no ledger, no third-party code."""
