"""Units of figures: a product of powers of base units; a share is the empty product."""

from __future__ import annotations

from twiza.errors import PackError

BASES = (
    *("MAD", "MMAD", "EUR", "job", "person", "project"),
    *("hour", "day", "month", "year"),
)
Unit = tuple[tuple[str, int], ...]

SHARE: Unit = ()


def unit_of(text: str, where: str) -> Unit:
    """`MAD`, `share`, `job/MMAD`, `MAD/EUR`…"""
    if text in ("share", "percent", "%", "pct"):
        if text == "share":
            return SHARE
        raise PackError(
            where,
            found=text,
            expected="a share from 0 to 1",
            mend="write 0.25, unit: share",
        )
    top, _, below = text.partition("/")
    for base in (top, below):
        if base and base not in BASES:
            raise PackError(
                where,
                found=f"the unit {base!r}",
                expected=f"one of: {', '.join(BASES)}, share",
                mend="correct the unit's spelling",
            )
    powers = {top: 1}
    if below:
        powers[below] = powers.get(below, 0) - 1
    return _unit(powers)


def product(left: Unit, right: Unit, sign: int = 1) -> Unit:
    """The unit of left × right, or of left / right where `sign` is -1."""
    powers = dict(left)
    for base, power in right:
        powers[base] = powers.get(base, 0) + sign * power
    return _unit(powers)


def _unit(powers: dict[str, int]) -> Unit:
    return tuple(sorted((base, power) for base, power in powers.items() if power))


def shown(unit: Unit) -> str:
    if not unit:
        return "share"
    top = [base for base, power in unit for _ in range(power)]
    below = [base for base, power in unit for _ in range(-power)]
    return "·".join(top or ["1"]) + ("/" + "·".join(below) if below else "")
