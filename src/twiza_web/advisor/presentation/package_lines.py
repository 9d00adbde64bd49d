"""What stands beside the money of a package: ceilings, own funds, guarantees, loans."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from twiza_web.advisor.presentation.drawing import Holes
from twiza_web.advisor.presentation.wording import Json, Wording

Sums = dict[str, str]


def line_sums(package: Json, wording: Wording) -> Sums:
    """The sums that these lines hold open, in words."""
    found: Sums = {}
    for one in package["ceilings"]:
        if one["cuts"] and one["left"] is not None:
            less = one["asked"]["most"] - one["left"]["most"]
            found[f"most {one['id']}"] = wording.money(one["left"]["most"])
            found[f"less {one['id']}"] = wording.money(less)
    if package["own_funds"]:
        found["own"] = wording.money(package["own_funds"]["least"])
    for one in package["guarantees"]:
        found |= _sums(one["id"], one["principal_covered"], one.get("loan"), wording)
    for one in package["loans"]:
        found |= _sums(one["id"], one["principal"], one, wording)
    if not package["proved"]:
        found["at_most"] = wording.money(package["at_most"])
    return found


def _sums(name: str, amount: Json, loan: Json | None, wording: Wording) -> Sums:
    found = {}
    if amount["most"]:
        found[f"apart {name}"] = wording.range(amount)
    if loan and loan["saved_a_year"] and loan["saved_a_year"]["most"] > 0:
        found[f"year {name}"] = wording.range(loan["saved_a_year"])
        if loan["saved_in_all"]:
            found[f"all {name}"] = wording.range(loan["saved_in_all"])
    return found


def limits_in_words(package: Json, holes: Holes, wording: Wording) -> list[str]:
    """The ceilings that cut, or whose figure nobody found; the investor's own part."""
    found = [
        text for one in package["ceilings"] if (text := _ceiling(one, holes, wording))
    ]
    own = package["own_funds"]
    if own:
        values = {"amount": holes["own"], "name": wording.mechanism(own["for"])}
        found.append(_("Bring at least %(amount)s yourself, for: %(name)s.") % values)
    return found


def _ceiling(one: Json, holes: Holes, wording: Wording) -> str:
    name = wording.word("ceilings", one["id"])
    if one["left"] is None:
        return _("%(name)s. The ceiling was not found: ask.") % {"name": name}
    if not one["cuts"]:
        return ""
    values = {
        "name": name,
        "most": holes[f"most {one['id']}"],
        "less": holes[f"less {one['id']}"],
    }
    text = _("%(name)s. At most %(most)s: %(less)s less than asked.") % values
    return text if one["is_certain"] else f"{text} {_('To be confirmed.')}"


def lent_in_words(package: Json, holes: Holes, wording: Wording) -> list[str]:
    """What is guaranteed or lent, and what it costs beside the average loan."""
    lines = [_guarantee(one, holes, wording) for one in package["guarantees"]]
    lines += [_loan(one, holes, wording) for one in package["loans"]]
    return [" ".join(line) for line in lines]


def _guarantee(one: Json, holes: Holes, wording: Wording) -> Iterator[str]:
    name = wording.mechanism(one["id"])
    amount = holes.get(f"apart {one['id']}")
    if amount is None:
        yield _("%(name)s: what it covers was not found.") % {"name": name}
    else:
        values = {"name": name, "amount": amount}
        yield _("%(name)s: covers %(amount)s of the loan.") % values
    yield _fee(one, wording)
    if "loan" in one:
        yield from _interest(one["id"], one["loan"], holes, wording)


def _fee(one: Json, wording: Wording) -> str:
    fee = one["fee_rate"]
    if fee is None:
        return _("Fee: ask %(ask)s.") % {"ask": wording.operators(one["ask"])}
    if not fee["value"]:
        return _("No fee.")
    return _("Fee: %(rate)s of what is covered.") % {
        "rate": wording.share(fee["value"])
    }


def _loan(one: Json, holes: Holes, wording: Wording) -> Iterator[str]:
    name = wording.mechanism(one["id"])
    amount = holes.get(f"apart {one['id']}")
    if amount is None:
        yield _("%(name)s: what it lends was not found.") % {"name": name}
    else:
        yield _("%(name)s: lends %(amount)s.") % {"name": name, "amount": amount}
    if one["rate"] is None:
        yield _("Rate: ask %(ask)s.") % {"ask": wording.operators(one["ask"])}
    yield from _interest(one["id"], one, holes, wording)


def _interest(name: str, loan: Json, holes: Holes, wording: Wording) -> Iterator[str]:
    """Beside the average rate: a year, and in all where the term is known."""
    rate, average = loan["rate"], loan["average_rate"]
    if rate is None or average is None:
        return
    values = {
        "rate": wording.share(rate["value"]),
        "average": wording.share(average["value"]),
        "day": wording.day(average["since"]),
    }
    yield (
        _("Rate: %(rate)s; average of the quarter from %(day)s: %(average)s.") % values
    )
    if f"year {name}" in holes:
        yield _("That is %(amount)s less interest a year on the whole loan.") % {
            "amount": holes[f"year {name}"]
        }
    if f"all {name}" in holes:
        is_longest = loan["is_longest_term"]
        text = (
            _("%(amount)s less in all, over the longest term.")
            if is_longest
            else (_("%(amount)s less in all."))
        )
        yield text % {"amount": holes[f"all {name}"]}
    if "flagged" in (rate["grade"], average["grade"]):
        yield _("To be confirmed.")
