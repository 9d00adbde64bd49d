"""A dated path in words: for a terminal, a calendar, a chart."""
