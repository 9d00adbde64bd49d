"""What the command line shows: tables and sentences in four languages."""
