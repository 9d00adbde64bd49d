"""The dated path: its form, its page, its calendar file."""
