"""How a scenario differs from the plan as written. One plan is a scenario in which
nothing differs.
"""

from __future__ import annotations

from typing import Any

from twiza.records import record


@record
class Shocks:
    """Factors and delays, each one number or one per scenario, shape (scenarios, 1).

    price, volume, unit_cost, wages, overheads, investment, eur
                    factors on what the plan states; `eur` on dirhams per euro
    yearly_volume   factors by accounting year, shape (scenarios, years), or None
    collect_days    added to the days in which customers pay
    sales_delay     whole months by which all sales start later
    inflation       added to the yearly rate
    loans           share of every loan that the bank grants
    loan_rate       added to the yearly rate of every loan
    premiums        share of every grant and premium that is paid
    premium_delay   whole months by which they are paid later
    lines           factors of single lines: ("price", "Room nights"), ("volume", …),
                    ("unit_cost", …), ("premiums", …)
    """

    price: Any = 1.0
    volume: Any = 1.0
    unit_cost: Any = 1.0
    wages: Any = 1.0
    overheads: Any = 1.0
    investment: Any = 1.0
    eur: Any = 1.0
    yearly_volume: Any = None
    collect_days: Any = 0.0
    sales_delay: Any = 0
    inflation: Any = 0.0
    loans: Any = 1.0
    loan_rate: Any = 0.0
    premiums: Any = 1.0
    premium_delay: Any = 0
    lines: dict[tuple[str, str], Any] = {}  # noqa: RUF012  nobody changes a default

    def of_line(self, kind: str, name: str) -> Any:
        """The factor of one line: that of its kind, times its own."""
        return getattr(self, kind) * self.lines.get((kind, name), 1.0)


AS_WRITTEN = Shocks()
