"""Sources: how fresh each is, what hangs on it, and whether its link still says so."""
