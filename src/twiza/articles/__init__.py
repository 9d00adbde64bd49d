"""Guide articles: prose in Markdown whose every figure comes from the rulebook."""

from twiza.articles.figures import Figure, figure
from twiza.articles.model import Article, Text
from twiza.articles.placeholders import Piece, Placeholder, pieces
from twiza.articles.reading import load_articles

__all__ = [
    "Article",
    "Figure",
    "Piece",
    "Placeholder",
    "Text",
    "figure",
    "load_articles",
    "pieces",
]
