"""The guide: mechanisms, places and the rulebook they come from."""
