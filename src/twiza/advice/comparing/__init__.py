"""Comparing: variants of a venture side by side, and one venture in many provinces."""

from twiza.advice.comparing.comparison import compare, elsewhere
from twiza.advice.comparing.variants import Variant, lettered, moved, variant_of

__all__ = ["Variant", "compare", "elsewhere", "lettered", "moved", "variant_of"]
