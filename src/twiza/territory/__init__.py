"""Territory: places and what is known of them."""

from twiza.territory.communes import (
    commune_json,
    find_communes,
    known_names,
    surroundings_json,
)
from twiza.territory.places import find_places, place_json

__all__ = [
    "commune_json",
    "find_communes",
    "find_places",
    "known_names",
    "place_json",
    "surroundings_json",
]
