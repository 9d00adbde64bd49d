"""Twiza: what an investor abroad can get back home, on what source, and what next."""

__version__ = "0.1.0"
