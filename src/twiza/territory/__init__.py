"""Territory: places and what is known of them."""

from twiza.territory.places import find_places, place_json

__all__ = ["find_places", "place_json"]
