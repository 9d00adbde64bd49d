"""Variants side by side, and one venture in many provinces."""
