"""Flows that come later than what causes them, and purchases that come before.

Every flow has the shape (…, months): one plan, or one row per scenario. Days may differ
by scenario, as an array of shape (scenarios, 1). A month counts thirty days.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from twiza.finance.months import Numbers

DAYS_IN_MONTH = 30


def cumulated(flow: Numbers) -> Numbers:
    """What has come before each month and after the last, shape (…, months + 1)."""
    found = np.zeros((*flow.shape[:-1], flow.shape[-1] + 1))
    np.cumsum(flow, axis=-1, out=found[..., 1:])
    return found


def at_places(cumulative: Numbers, places: Any) -> Numbers:
    """A cumulated flow between its months: straight lines, nothing before the first."""
    places = np.clip(places, 0.0, cumulative.shape[-1] - 1)
    below = np.floor(places).astype(np.int64)
    share = places - below
    above = np.minimum(below + 1, cumulative.shape[-1] - 1)
    if cumulative.ndim == 1 and below.ndim > 1:
        low, high = cumulative[below], cumulative[above]
    elif below.ndim == 1:
        low, high = cumulative[..., below], cumulative[..., above]
    else:
        shape = np.broadcast_shapes(cumulative.shape[:-1], below.shape[:-1])
        cumulative = np.broadcast_to(cumulative, (*shape, cumulative.shape[-1]))
        below = np.broadcast_to(below, (*shape, below.shape[-1]))
        above = np.broadcast_to(above, (*shape, above.shape[-1]))
        low = np.take_along_axis(cumulative, below, axis=-1)
        high = np.take_along_axis(cumulative, above, axis=-1)
    found: Numbers = low + (high - low) * share
    return found


def delayed(flow: Numbers, days: Any) -> Numbers:
    """The same flow `days` later: 45 days send half to the next month, half beyond.

    returns  shape (…, months); what falls after the last month is left out
    """
    ends = np.arange(flow.shape[-1] + 1) - np.asarray(days) / DAYS_IN_MONTH
    found: Numbers = np.diff(at_places(cumulated(flow), ends), axis=-1)
    return found


def coming(flow: Numbers, days: Any, months: int) -> Numbers:
    """At the end of each of `months` what the next `days` will take.

    flow  must reach far enough beyond `months`
    """
    cumulative = cumulated(flow)
    ends = np.arange(1, months + 1)
    ahead = at_places(cumulative, ends + np.asarray(days) / DAYS_IN_MONTH)
    found: Numbers = ahead - cumulative[..., 1 : months + 1]
    return found
