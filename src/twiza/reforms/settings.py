"""Figures that somebody sets to something else: `mdm-invest.minimum_cost=500000`."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence

from twiza.errors import InputError, TwizaError, shortened
from twiza.packs.model import Rulebook
from twiza.records import replaced
from twiza.reforms.laws import Law
from twiza.reforms.overlays import overlaid
from twiza.reforms.values import Setting, changed, told, unknown_name


def with_settings(law: Law, texts: Sequence[str]) -> Law:
    """The law with some figures set from its day on.

    texts   such as `mdm-invest.minimum_cost=500000`, `charte-tpme.territorial_rates.A
            =0.2` (a key of a table), `charte-tpme.jobs_rates.1=0.06` (a row of bands)
    raises  InputError for an unknown name, another unit, a value that cannot be or
            changes nothing
    """
    settings = [_setting(law.rulebook, text) for text in texts]
    for place, setting in enumerate(settings):
        if setting.path in {other.path for other in settings[:place]}:
            raise InputError(
                setting.where,
                found="two values",
                expected="one value for a figure",
                mend="leave one of the two out",
            )
    rulebook = law.rulebook
    for setting in settings:
        rulebook = _set(rulebook, setting, law.on)
        refuse_never(rulebook, setting, law.on)
    return overlaid(law, rulebook, [setting.text for setting in settings])


# Which figure


def _setting(rulebook: Rulebook, text: str) -> Setting:
    path, sign, value = (part.strip() for part in text.partition("="))
    names = [name.strip() for name in path.split(".")]
    if not sign or not value or not 1 <= len(names) <= 3 or not all(names):
        raise InputError(
            "--set",
            found=shortened(text),
            expected="MECHANISM.FIGURE=VALUE",
            mend="write it as mdm-invest.minimum_cost=500000",
        )
    if names[0] in rulebook.mechanisms:
        return _own(rulebook, names, value, text)
    if names[0] in rulebook.parameters and len(names) < 3:
        return Setting("", names[0], "".join(names[1:]), value, text)
    known = [*rulebook.mechanisms, *rulebook.parameters]
    raise unknown_name("mechanism or shared figure", names[0], known, text)


def _own(rulebook: Rulebook, names: list[str], value: str, text: str) -> Setting:
    known = rulebook.mechanisms[names[0]].parameters
    if len(names) == 1:
        raise unknown_name(f"figure of {names[0]}", "", known, text)
    if names[1] not in known:
        raise unknown_name(f"figure of {names[0]}", names[1], known, text)
    return Setting(names[0], names[1], "".join(names[2:]), value, text)


def _set(rulebook: Rulebook, setting: Setting, on: datetime.date) -> Rulebook:
    if not setting.mechanism:
        parameters = rulebook.parameters
        figure = changed(parameters[setting.parameter], setting, on)
        return replaced(rulebook, parameters={**parameters, setting.parameter: figure})
    mechanism = rulebook.mechanisms[setting.mechanism]
    figure = changed(mechanism.parameters[setting.parameter], setting, on)
    parameters = {**mechanism.parameters, setting.parameter: figure}
    mechanism = replaced(mechanism, parameters=parameters)
    return replaced(
        rulebook, mechanisms={**rulebook.mechanisms, setting.mechanism: mechanism}
    )


def refuse_never(rulebook: Rulebook, setting: Setting, on: datetime.date) -> None:
    """A value under which nobody could ever have a mechanism is a slip of the pen."""
    from twiza.rules.dead import dead_conditions

    if not setting.mechanism:
        return
    digest = hashlib.sha256(f"{rulebook.content_hash}{setting.text}".encode())
    tried = replaced(rulebook, content_hash=digest.hexdigest())
    try:
        problems = dead_conditions(tried, setting.mechanism, on)
    except TwizaError as mistake:
        raise told(mistake, setting) from None
    for problem in problems:
        if "never" in problem.found:
            raise InputError(
                setting.where,
                found=f"{setting.value}, under which a condition {problem.found}",
                expected="a value that some ventures meet",
                mend="correct the value",
            )
