"""The answer as flat values a template shows without thinking."""
