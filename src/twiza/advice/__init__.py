"""Advice: what an investor can get, the best lawful package, why not the rest, and the
path.
"""

from twiza.advice.answer import advise
from twiza.advice.venture import Venture, read_venture, read_venture_file, write_venture

__all__ = ["Venture", "advise", "read_venture", "read_venture_file", "write_venture"]
