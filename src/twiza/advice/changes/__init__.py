"""Why not, and the smallest changes that would open a mechanism."""

from twiza.advice.changes.asking import known_mechanism, what_would_open
from twiza.advice.changes.cells import Change
from twiza.advice.changes.levers import Levers
from twiza.advice.changes.smallest import Smallest, smallest_changes
from twiza.advice.changes.telling import changes_answer

__all__ = [
    "Change",
    "Levers",
    "Smallest",
    "changes_answer",
    "known_mechanism",
    "smallest_changes",
    "what_would_open",
]
