"""The best lawful package: which aids may stand together, and what they are worth.

The search over the sets that the declared combinations and the shared ceilings allow is
exact, and says so. Only grants and premiums add up; guarantees and loans have lines of
their own.
"""

from twiza.advice.package.aids import adds_up, may_combine
from twiza.advice.package.answer import (
    package_answer,
    package_in_short,
    package_sources,
)
from twiza.advice.package.best import (
    Package,
    best_package,
    likely_package,
    simplest_package,
)
from twiza.advice.package.terms import Terms, terms_of
from twiza.packs.model import ADDING_KINDS, PACKAGE_KINDS

__all__ = [
    "ADDING_KINDS",
    "PACKAGE_KINDS",
    "Package",
    "Terms",
    "adds_up",
    "best_package",
    "likely_package",
    "may_combine",
    "package_answer",
    "package_in_short",
    "package_sources",
    "simplest_package",
    "terms_of",
]
