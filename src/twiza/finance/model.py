"""A business plan as its author states it: amounts before tax, months from 1."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from twiza.records import record

if TYPE_CHECKING:
    from twiza.finance.appraisal.economic import Economic
    from twiza.finance.options import Risk

INVESTMENT_KINDS = ("land", "building", "equipment", "start_up")
CURRENCIES = ("MAD", "EUR")
SUPPLIES_KINDS = ("building", "equipment")  # paid before the first sale can be made


@record
class Investment:
    """Something bought once, in `month`, worn out over `life_years` (land never)."""

    name: str
    kind: str
    amount: float
    month: int
    life_years: float | None
    vat_rate: float


@record
class Sale:
    """What is sold: `yearly_volume` by year of sale, the last one then holds on."""

    name: str
    unit: str
    price: float
    currency: str
    vat_rate: float
    deducts_vat: bool  # whether VAT paid on its purchases may be deducted
    yearly_volume: tuple[float, ...]
    season: tuple[float, ...]  # shares of January to December, together 1
    days_to_collect: float
    from_month: int


@record
class Purchase:
    """What is bought for each unit sold, or as a share of the sales of `sale`."""

    name: str
    sale: str
    unit_cost: float | None
    share_of_sales: float | None
    currency: str
    vat_rate: float
    days_to_pay: float


@record
class Post:
    """People on one wage; the firm pays social charges on top."""

    role: str
    number: float
    gross_monthly_wage: float
    from_month: int


@record
class Overhead:
    name: str
    monthly: float
    vat_rate: float
    from_month: int


@record
class OwnFunds:
    amount: float
    currency: str
    month: int


@record
class Loan:
    """Interest alone in the months of grace, which count within `months`; then level
    instalments. The first payment falls one month after the loan is paid out.
    """

    name: str
    amount: float
    yearly_rate: float
    months: int
    grace_months: int
    month: int


@record
class Assumed:
    """A value that the plan did not state: what was used instead, and why."""

    key: str
    value: object
    source: str


@record
class Plan:
    """A business plan: what is stated, and in `assumed` what was filled in."""

    start: datetime.date  # the first day of month 1
    horizon_years: int
    discount_rate: float
    inflation_rate: float
    eur_mad: float
    investments: tuple[Investment, ...]
    sales: tuple[Sale, ...]
    purchases: tuple[Purchase, ...]
    stock_days: float
    staff: tuple[Post, ...]
    overheads: tuple[Overhead, ...]
    own_funds: tuple[OwnFunds, ...]
    loans: tuple[Loan, ...]
    takes_package: bool
    vat_on_receipts: bool  # VAT is due when customers pay, else when they are billed
    business_tax_class: int | None
    payout_share: float  # of the profit of a year, paid out in the next
    economic: Economic | None
    risk: Risk
    assumed: tuple[Assumed, ...]

    @property
    def months(self) -> int:
        return self.horizon_years * 12

    @property
    def realisation_month(self) -> int:
        """The month of the last building or equipment; 1 where there is none."""
        paid = [i.month for i in self.investments if i.kind in SUPPLIES_KINDS]
        return max(paid, default=1)
