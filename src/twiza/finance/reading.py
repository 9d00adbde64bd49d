"""Reads the `plan` of a venture file: every figure with its bounds, every gap named."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from twiza.finance.defaults import Defaults
from twiza.finance.model import (
    CURRENCIES,
    INVESTMENT_KINDS,
    SUPPLIES_KINDS,
    Investment,
    Loan,
    Overhead,
    OwnFunds,
    Plan,
    Post,
    Purchase,
    Sale,
)
from twiza.finance.options import read_economic, read_risk
from twiza.packs.model import Rulebook
from twiza.packs.reading import Node

MOST_YEARS = 40
MOST_LINES = 500
MOST_MONEY = 1e12
MOST_DAYS = 720
SEASON_SLACK = 1e-6
REQUIRED = "start horizon_years"
OPTIONAL = (
    "currency discount_rate inflation_rate eur_mad investments sales purchases"
    " stock_days staff overheads funding vat_due business_tax_class payout_share"
    " written appraisal risk"
)


def read_plan(node: Node, rulebook: Rulebook, on: datetime.date) -> Plan:
    """The plan below `plan:`; what it leaves out is filled in and listed.

    on      the date of the rules: the latest figures known then fill the gaps
    raises  InputError with line, what was found, what was expected, how to mend it
    """
    return _Reading(node, rulebook, on).plan()


class _Reading:
    def __init__(self, node: Node, rulebook: Rulebook, on: datetime.date) -> None:
        self.node = node
        self.part = node.keyed(REQUIRED, OPTIONAL)
        self.start = _month(self.part["start"])
        self.years = _whole(self.part["horizon_years"], 1, MOST_YEARS)
        self.defaults = Defaults(rulebook, on, self.start)

    def plan(self) -> Plan:
        if "currency" in self.part:
            self.part["currency"].one_of(("MAD",))
        investments = tuple(map(self._investment, self._lines("investments")))
        opening = self._opening(investments)
        sales = tuple(self._sale(line, opening) for line in self._lines("sales"))
        names = [sale.name for sale in sales]
        funding = self._funding()
        return Plan(
            start=self.start,
            horizon_years=self.years,
            discount_rate=self._rate("discount_rate"),
            inflation_rate=self._rate("inflation_rate"),
            eur_mad=self._figure("eur_mad", 0.01, 1_000.0),
            investments=investments,
            sales=sales,
            purchases=tuple(
                self._purchase(line, names) for line in self._lines("purchases")
            ),
            stock_days=self._figure("stock_days", 0.0, MOST_DAYS),
            staff=tuple(map(self._post, self._lines("staff"))),
            overheads=tuple(map(self._overhead, self._lines("overheads"))),
            own_funds=tuple(map(self._own_funds, _items(funding, "own_funds"))),
            loans=tuple(map(self._loan, _items(funding, "loans"))),
            takes_package=self._takes_package(funding),
            vat_on_receipts=self._chosen("vat_due", ("receipts", "invoices"))
            == "receipts",
            business_tax_class=self._class(),
            payout_share=self._share("payout_share"),
            economic=read_economic(self.node),
            risk=read_risk(self.node),
            assumed=self.defaults.used(),
        )

    # One line each

    def _investment(self, node: Node) -> Investment:
        part = node.keyed("name kind amount month", "life_years vat_rate")
        kind = part["kind"].one_of(INVESTMENT_KINDS)
        name = part["name"].text()
        if kind == "land" and "life_years" in part:
            raise part["life_years"].wrong(
                "no life: land does not wear out", "remove it"
            )
        if kind != "land" and "life_years" not in part:
            raise node.wrong(
                "the key 'life_years'", "add life_years: …", found="no such key"
            )
        life = None if kind == "land" else _number(part["life_years"], 1 / 12, 100)
        return Investment(
            name,
            kind,
            _number(part["amount"], 0, MOST_MONEY),
            self._month_of(part["month"]),
            life,
            self._vat(part, f"investments: {name}", 0.0 if kind == "land" else None),
        )

    def _sale(self, node: Node, opening: int) -> Sale:
        part = node.keyed(
            "name price yearly_volume",
            "unit currency vat_rate deducts_vat season days_to_collect from_month",
        )
        name, currency = part["name"].text(), self._currency(part)
        vat_rate = self._vat(part, f"sales: {name}")
        return Sale(
            name=name,
            unit=part["unit"].text() if "unit" in part else "",
            price=_number(part["price"], 0, MOST_MONEY),
            currency=currency,
            vat_rate=vat_rate,
            deducts_vat=self._deducts(part, name, vat_rate, currency),
            yearly_volume=_volumes(part["yearly_volume"]),
            season=self._season(part, name),
            days_to_collect=self._days(part, "days_to_collect", f"sales: {name}"),
            from_month=self._from(part, f"sales: {name}", opening),
        )

    def _deducts(
        self, part: dict[str, Node], name: str, vat_rate: float, currency: str
    ) -> bool:
        if "deducts_vat" in part:
            return part["deducts_vat"].flag()
        if vat_rate:
            return True
        # Exports keep the right to deduct; what is exempt at home does not.
        deducts = currency != "MAD"
        self.defaults.note(f"sales: {name}: deducts_vat", deducts, "plan")
        return deducts

    def _purchase(self, node: Node, sales: list[str]) -> Purchase:
        part = node.keyed(
            "name for",
            "unit_cost share_of_sales currency vat_rate days_to_pay local_share",
        )
        if ("unit_cost" in part) == ("share_of_sales" in part):
            raise node.wrong(
                "either unit_cost or share_of_sales",
                "keep one of the two",
                found="both" if "unit_cost" in part else "neither",
            )
        name, share = part["name"].text(), part.get("share_of_sales")
        if share is not None:
            _number(share, 0, 1)
        return Purchase(
            name=name,
            sale=part["for"].one_of(sales),
            unit_cost=_number(part["unit_cost"], 0, MOST_MONEY)
            if share is None
            else None,
            share_of_sales=None if share is None else share.number(),
            currency=self._currency(part),
            vat_rate=self._vat(part, f"purchases: {name}"),
            days_to_pay=self._days(part, "days_to_pay", f"purchases: {name}"),
        )

    def _post(self, node: Node) -> Post:
        part = node.keyed("role number gross_monthly_wage", "from_month")
        role = part["role"].text()
        return Post(
            role,
            _number(part["number"], 0, 100_000),
            _number(part["gross_monthly_wage"], 0, MOST_MONEY),
            self._from(part, f"staff: {role}", 1),
        )

    def _overhead(self, node: Node) -> Overhead:
        part = node.keyed("name monthly", "vat_rate from_month")
        name = part["name"].text()
        return Overhead(
            name,
            _number(part["monthly"], 0, MOST_MONEY),
            self._vat(part, f"overheads: {name}"),
            self._from(part, f"overheads: {name}", 1),
        )

    def _own_funds(self, node: Node) -> OwnFunds:
        part = node.keyed("amount month", "currency")
        return OwnFunds(
            _number(part["amount"], 0, MOST_MONEY),
            self._currency(part),
            self._month_of(part["month"]),
        )

    def _loan(self, node: Node) -> Loan:
        part = node.keyed("name amount yearly_rate months month", "grace_months")
        month, months = self._month_of(part["month"]), part["months"]
        number = _whole(months, 1, MOST_YEARS * 12)
        if month + number > self.years * 12:
            last = self.years * 12 - month
            raise months.wrong(
                f"at most {last} months, so that the plan sees the loan repaid",
                "shorten the loan, or lengthen horizon_years",
            )
        grace = 0
        if "grace_months" in part:
            grace = _whole(part["grace_months"], 0, number - 1)
        return Loan(
            part["name"].text(),
            _number(part["amount"], 0, MOST_MONEY),
            _number(part["yearly_rate"], 0, 1),
            number,
            grace,
            month,
        )

    # Keys and what stands for them when they are left out

    def _lines(self, key: str) -> list[Node]:
        if key not in self.part:
            return []
        lines = self.part[key].items()
        if len(lines) > MOST_LINES:
            raise self.part[key].wrong(
                f"at most {MOST_LINES} lines",
                "put lines together",
                found=f"{len(lines):,}",
            )
        return lines

    def _opening(self, investments: tuple[Investment, ...]) -> int:
        """The month after the last building or equipment is paid."""
        paid = [line.month for line in investments if line.kind in SUPPLIES_KINDS]
        return max(paid, default=0) + 1

    def _funding(self) -> dict[str, Node]:
        if "funding" not in self.part:
            return {}
        return self.part["funding"].keyed("", "own_funds loans mechanisms")

    def _takes_package(self, funding: dict[str, Node]) -> bool:
        if "mechanisms" not in funding:
            return False
        return funding["mechanisms"].one_of(("from_package", "none")) == "from_package"

    def _currency(self, part: dict[str, Node]) -> str:
        return part["currency"].one_of(CURRENCIES) if "currency" in part else "MAD"

    def _month_of(self, node: Node) -> int:
        return _whole(node, 1, self.years * 12)

    def _from(self, part: dict[str, Node], line: str, otherwise: int) -> int:
        if "from_month" in part:
            return self._month_of(part["from_month"])
        self.defaults.note(f"{line}: from_month", otherwise, "plan")
        return otherwise

    def _vat(
        self, part: dict[str, Node], line: str, otherwise: float | None = None
    ) -> float:
        if "vat_rate" in part:
            return _number(part["vat_rate"], 0, 1)
        if otherwise is not None:
            return otherwise
        return self.defaults.vat(f"{line}: vat_rate")

    def _days(self, part: dict[str, Node], key: str, line: str) -> float:
        if key in part:
            return _number(part[key], 0, MOST_DAYS)
        self.defaults.note(f"{line}: {key}", 0, "plan")
        return 0.0

    def _season(self, part: dict[str, Node], name: str) -> tuple[float, ...]:
        if "season" not in part:
            self.defaults.note(f"sales: {name}: season", "even", "plan")
            return (1 / 12,) * 12
        node = part["season"]
        shares = tuple(_number(item, 0, 1) for item in node.items())
        if len(shares) != 12 or abs(sum(shares) - 1) > SEASON_SLACK:
            raise node.wrong(
                "twelve shares, January to December, that add up to 1",
                "correct the shares",
                found=f"{len(shares)} shares that add up to {sum(shares):.4g}",
            )
        return shares

    def _rate(self, key: str) -> float:
        return self._stated(key, lambda node: _number(node, 0, 0.99))

    def _share(self, key: str) -> float:
        return self._stated(key, lambda node: _number(node, 0, 1))

    def _figure(self, key: str, least: float, most: float) -> float:
        return self._stated(key, lambda node: _number(node, least, most))

    def _stated(self, key: str, read: Callable[[Node], float]) -> float:
        if key in self.part:
            return read(self.part[key])
        return self.defaults.figure(key)

    def _chosen(self, key: str, choices: tuple[str, ...]) -> str:
        if key in self.part:
            return self.part[key].one_of(choices)
        self.defaults.note(key, choices[0], "plan-manual-vat")
        return choices[0]

    def _class(self) -> int | None:
        if "business_tax_class" in self.part:
            return _whole(self.part["business_tax_class"], 1, 3)
        self.defaults.note("business_tax_class", None, "plan")
        return None


def _items(funding: dict[str, Node], key: str) -> list[Node]:
    return funding[key].items() if key in funding else []


def _month(node: Node) -> datetime.date:
    try:
        return datetime.date.fromisoformat(f"{node.text_value}-01")
    except ValueError:
        raise node.wrong("a month of the form 2027-03", "write year-month") from None


def _number(node: Node, least: float, most: float) -> float:
    value = node.number()
    if not least <= value <= most:
        raise node.wrong(f"from {least:,.15g} to {most:,.15g}", "correct the figure")
    return float(value)


def _whole(node: Node, least: int, most: int) -> int:
    value = _number(node, least, most)
    if value != int(value):
        raise node.wrong("a whole number", "round it")
    return int(value)


def _volumes(node: Node) -> tuple[float, ...]:
    single = node.items_value is None
    items = [node] if single else node.items()
    if not items:
        raise node.wrong("at least one yearly volume", "add one", found="none")
    return tuple(_number(item, 0, MOST_MONEY) for item in items)
