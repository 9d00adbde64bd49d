"""The rules over a table of many, with NumPy."""

from twiza.rules.table.answers import STATUSES, Column
from twiza.rules.table.evaluating import Table

__all__ = ["STATUSES", "Column", "Table"]
