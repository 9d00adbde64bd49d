"""Advice that is kept on the site: saved, reopened as it was, shared, deleted."""
