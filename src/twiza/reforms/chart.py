"""A chart of who gains and who loses, drawn once for what it shows; its table stands
beside it wherever it is printed, and alone where the extra `charts` is absent.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from twiza.errors import InputError
from twiza.exports.writing import write_file
from twiza.formats import day
from twiza.packs.compiled import kept
from twiza.reforms.report import Report
from twiza.reforms.tables import Shown, Tables

# Olive and clay, as on the pages; told apart by their side of the axis as well.
GAIN, LOSE = "#4a5a22", "#9a4f12"
WIDTH, STEP, MOST_BARS = 480, 24, 20


def require_charts(path: Path) -> None:
    """raises  InputError where no chart can be drawn, or not in such a file"""
    if path.suffix.lower() != ".svg":
        raise InputError(
            "--chart",
            found=f"a file ending in {path.suffix or 'nothing'}",
            expected=".svg",
            mend=f"write, for instance, {path.with_suffix('.svg').name}",
        )
    try:
        import altair  # noqa: F401
        import vl_convert  # noqa: F401
    except ImportError:
        raise InputError(
            "--chart",
            found="no packages altair and vl-convert-python, which draw",
            expected="the extra `charts`",
            mend="pip install 'twiza[charts]', or leave the option out: the table says "
            "the same",
        ) from None


def write_chart(report: Report, path: Path, language: str) -> None:
    """By poverty band, else by province; written whole or not at all."""
    write_file(path, drawn_chart(report, language))


def drawn_chart(report: Report, language: str) -> str:
    """The chart as SVG, from the cache where the same was drawn before."""
    specification = _specification(report, language)
    digest = hashlib.sha256(json.dumps(specification, sort_keys=True).encode())
    return kept(f"chart-{digest.hexdigest()[:32]}", lambda: _svg(specification))


def _svg(specification: dict[str, Any]) -> str:
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(specification)
    return svg


def _specification(report: Report, language: str) -> dict[str, Any]:
    import altair

    tables = Tables(report, language)
    shown = tables.poverty() if tables.found["poverty"] else tables.provinces()
    sides = (tables.say("gain"), tables.say("lose"))
    y = altair.Y("place:N", sort=None, title=shown.title, axis=altair.Axis(ticks=False))
    chart = (
        altair.Chart({"values": _bars(shown, sides, language)})
        .mark_bar()
        .encode(
            x=altair.X("count:Q", title=tables.say("rows"), axis=_counting()),
            y=y,
            color=altair.Color(
                "side:N",
                title=None,
                scale=altair.Scale(domain=list(sides), range=[GAIN, LOSE]),
            ),
        )
        .properties(
            width=WIDTH,
            height=altair.Step(STEP),
            title=altair.TitleParams(
                _line(f"{tables.say('title')} · {shown.stamp}", language),
                subtitle=_line(_what(tables), language),
                anchor="start",
            ),
        )
    )
    found: dict[str, Any] = chart.to_dict()
    return found


def _what(tables: Tables) -> str:
    """The one difference that matters, else the two days."""
    comparison = tables.report.comparison
    found = [each for pair in comparison.pairs.values() for each in pair.differences]
    if len({each.id for each in found}) == 1:
        return tables.wording.difference(found[0], with_source=False)
    days = (
        day(law.on, tables.language) for law in (comparison.before, comparison.after)
    )
    return tables.say("span", **dict(zip(("least", "most"), days, strict=True)))


def _line(text: str, language: str) -> str:
    """A line of a drawing has no direction of its own: this one runs from the right."""
    return f"\u202b{text}\u202c" if language == "ar" else text


def _bars(shown: Shown, sides: tuple[str, str], language: str) -> list[dict[str, Any]]:
    """To the right who gains, to the left who loses."""
    titles = [column.title for column in shown.columns]
    places = [titles.index(side) for side in sides]
    return [
        {"place": _line(row[0], language), "side": side, "count": sign * row[place]}
        for row in shown.rows[:MOST_BARS]
        for side, place, sign in zip(sides, places, (1, -1), strict=True)
    ]


def _counting() -> Any:
    import altair

    return altair.Axis(labelExpr="abs(datum.value)", tickMinStep=1)
