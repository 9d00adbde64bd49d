"""A dated path as a Gantt chart: one SVG file with its text, mirrored for Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from twiza.timetable.bars import Bar, Chart, chart_of
from twiza.timetable.wording import Json, Wording

WIDTH, NAMES, ROW, HEAD = 1200, 430, 22, 34
COLOURS = {
    "plain": "#2b3a67",
    "critical": "#9a4f12",
    "stay": "#eef1e0",
    "line": "#d9cfbd",
}
MOST_LETTERS = 62
MOST_LABELS = 14
LEAST_WIDTH = 4.0


def chart_file(wording: Wording) -> str:
    """Colours are repeated by shape: a critical bar has a point at its start."""
    chart = chart_of(wording.answer)
    height = HEAD + ROW * len(chart.bars) + 8
    direction = "rtl" if wording.language == "ar" else "ltr"
    title = _title(wording)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
            f' role="img" aria-labelledby="t" lang="{wording.language}"'
            f' direction="{direction}" font-family="sans-serif" font-size="12">',
            f'<title id="t">{escape(title)}</title>',
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
            *_Drawing(wording, chart, height).parts(),
            "</svg>",
            "",
        ]
    )


def _title(wording: Wording) -> str:
    answer = wording.answer
    end = answer["ends_on"]["typical"]
    span = wording.say("span", start=wording.day(answer["start"]), end=wording.day(end))
    return f"{wording.say('path')}. {span}"


class _Drawing:
    """Names on the side where reading begins, time in the direction of reading."""

    def __init__(self, wording: Wording, chart: Chart, height: int) -> None:
        self.wording, self.chart, self.height = wording, chart, height
        self.is_mirrored = wording.language == "ar"

    def parts(self) -> Iterator[str]:
        for start, end in self.chart.stays:
            yield self._box(start, end, HEAD - 6, self.height - HEAD, "stay")
        yield from self._months()
        for row, bar in enumerate(self.chart.bars):
            yield from self._row(HEAD + ROW * row, bar)

    def _months(self) -> Iterator[str]:
        apart = 1 + len(self.chart.months) // MOST_LABELS
        for number, each in enumerate(self.chart.months):
            x = self._x(each.start)
            yield (
                f'<line x1="{x}" x2="{x}" y1="{HEAD - 8}" y2="{self.height}"'
                f' stroke="{COLOURS["line"]}"/>'
            )
            if number % apart == 0:
                name = f"{each.first:%m/%Y}"
                yield f'<text x="{self._beside(x)}" y="{HEAD - 14}">{name}</text>'

    def _row(self, y: int, bar: Bar) -> Iterator[str]:
        step = self.wording.steps[bar.step]
        side = WIDTH - 8 if self.is_mirrored else 8
        yield f'<text x="{side}" y="{y + 14}">{escape(self._name(step))}</text>'
        kind = "critical" if step["is_critical"] else "plain"
        yield self._box(bar.start, bar.end, y + 4, ROW - 10, kind)
        if step["is_critical"]:
            x = self._x(bar.start)
            yield f'<circle cx="{x}" cy="{y + 10}" r="6" fill="{COLOURS[kind]}"/>'

    def _name(self, step: Json) -> str:
        name = self.wording.how(step) if step["mechanism"] else self.wording.name(step)
        return name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…"

    def _box(self, start: float, end: float, y: int, height: int, kind: str) -> str:
        width = max(LEAST_WIDTH, (end - start) * (WIDTH - NAMES))
        x = self._x(start) - (width if self.is_mirrored else 0)
        return (
            f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}"'
            f' fill="{COLOURS[kind]}"/>'
        )

    def _x(self, share: float) -> float:
        x = NAMES + share * (WIDTH - NAMES)
        return round(WIDTH - x if self.is_mirrored else x, 1)

    def _beside(self, x: float) -> float:
        return x - 3 if self.is_mirrored else x + 3
