"""Populations: a table of many ventures, evaluated at once and written as a table."""

from twiza.population.simulate import PART_ROWS, simulate
from twiza.population.summary import Simulation

__all__ = ["PART_ROWS", "Simulation", "simulate"]
