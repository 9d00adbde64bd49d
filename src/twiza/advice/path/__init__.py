"""The path: which steps a venture needs, in which order, and when, where and how.

`path_answer` counts in days and is part of every answer; `plan_path`, in `plan`, lays
the steps out over a calendar and packs visits into stays.
"""

from twiza.advice.path.days import path_answer, path_of
from twiza.advice.path.order import in_order

__all__ = ["in_order", "path_answer", "path_of"]
