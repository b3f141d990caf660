"""The trust score of an area: which promises count, as which roots, and what they amount to."""
