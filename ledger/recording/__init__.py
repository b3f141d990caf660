"""Recording: from what somebody wrote to what is kept, decided inside the writing transaction."""
