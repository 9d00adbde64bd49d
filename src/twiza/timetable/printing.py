"""Prints a dated path for a person at a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from twiza.formats import money, number
from twiza.timetable.phrases import holiday
from twiza.timetable.wording import Json, Wording

COLUMNS = ("start", "end", "slack", "step")
MORE_COLUMNS = ("where", "days", "cost")
LEAST_WIDTH = 120  # below it, what more columns would say stands under the step


def print_path(wording: Wording, name: str) -> None:
    _Printer(wording).print(name)


class _Printer:
    def __init__(self, wording: Wording) -> None:
        self.wording, self.answer = wording, wording.answer
        self.say = wording.say
        self.console = Console(highlight=False)

    def print(self, name: str) -> None:
        self.console.print(Text(name, style="bold"))
        if not self.answer["steps"]:
            self.console.print(self.say("no_steps"))
            return
        self._headline()
        self._missing()
        self._stays()
        self._table([s for s in self.answer["steps"] if not s["is_later"]], "path")
        self._table([s for s in self.answer["steps"] if s["is_later"]], "later")
        self._checklist()
        self._costs()
        self._notes()

    def _title(self, key: str) -> None:
        self.console.print()
        self.console.print(Text(self.say(key), style="bold underline"))

    def _line(self, text: str, style: str = "") -> None:
        self.console.print(Text(f"  {text}", style=style))

    # The whole

    def _headline(self) -> None:
        ends, day = self.answer["ends_on"], self.wording.day
        if not self.answer["is_complete"]:
            self.console.print(Text(self.say("incomplete"), style="bold red"))
            return
        span = self.say(
            "span", start=day(self.answer["start"]), end=day(ends["typical"])
        )
        key = "bounds" if ends["most"] else "bounds_open"
        bounds = self.say(key, least=day(ends["least"]), most=day(ends["most"]))
        self.console.print(Text(span, style="bold"), Text(f"({bounds})", style="dim"))
        if self.answer["asked"]["stays"] is not None:
            self._proof()

    def _proof(self) -> None:
        proof = self.answer["proof"]
        if proof["is_proved"]:
            self.console.print(self.say("proved"), style="dim")
            return
        date = self.wording.day(proof["ends_no_earlier_than"])
        self.console.print(self.say("bounded", date=date), style="yellow")

    def _missing(self) -> None:
        visits = [m for m in self.answer["missing"] if m["reason"] != "after"]
        for item in visits:
            name = self.wording.name(self.wording.steps[item["id"]])
            why = self.say(item["reason"], date=self.wording.day(item["ready_on"]))
            self._line(f"✗ {name}: {why}", "red")
        waiting = len(self.answer["missing"]) - len(visits)
        if waiting:
            self._line(self.say("others_wait", count=str(waiting)), "dim")
        if self.answer["ways_out"]:
            self._title("ways_out")
        for way in self.answer["ways_out"]:
            self._line(f"→ {self._way_out(way)}", "green")

    def _way_out(self, way: Json) -> str:
        key = "by_proxy" if way["kind"] == "proxy" else way["kind"]
        values = {
            "days": str(way["days"]),
            "stays": self.wording.listed(way["stays"]),
            "steps": self.wording.named(way["steps"]),
        }
        end = self.say("then_ends", date=self.wording.day(way["ends_on"]))
        return f"{self.say(key, **values)} ({end})"

    # Its parts

    def _stays(self) -> None:
        if self.answer["stays"]:
            self._title("stays")
        for stay in self.answer["stays"]:
            span = f"{stay['first']}..{stay['last']}"
            if not stay["is_used"]:
                self._line(f"{span}: {self.say('stay_unused')}", "dim")
                continue
            self._line(span, "bold")
            for visit in stay["visits"]:
                step = self.wording.steps[visit]
                self._line(f"  {step['starts_on']}  {self.wording.name(step)}")
            if stay["could_also"]:
                steps = self.wording.named(stay["could_also"])
                self._line(f"  {self.say('could_also', steps=steps)}", "dim")

    def _table(self, steps: list[Json], title: str) -> None:
        if not steps:
            return
        self._title(title)
        is_wide = self.console.width >= LEAST_WIDTH
        table = Table(show_edge=False, pad_edge=False, header_style="dim")
        for key in (*COLUMNS, *(MORE_COLUMNS if is_wide else ())):
            table.add_column(self.say(key), no_wrap=key in ("start", "end"))
        for step in steps:
            first, more = self._row(step), self._more(step)
            if is_wide:
                table.add_row(*first, *more, style=self._style(step))
            else:
                below = f"{first[-1]}\n{' · '.join(more)}"
                table.add_row(*first[:-1], below, style=self._style(step))
        self.console.print(table)
        if any(step["is_critical"] for step in steps):
            self.console.print(self.say("critical"), style="dim")

    def _row(self, step: Json) -> tuple[str, ...]:
        mark = "● " if step["is_critical"] else ""
        doubt = "" if step["is_sure"] else f" ({self.say('if_it_applies')})"
        slack = step["slack_days"]
        return (
            step["starts_on"] or "–",
            step["ends_on"] or "–",
            "–" if slack is None else number(slack, self.wording.language),
            f"{mark}{self.wording.name(step)}{doubt}",
        )

    def _more(self, step: Json) -> tuple[str, ...]:
        words = self.wording
        return words.where(step), words.days(step), words.cost(step)

    def _style(self, step: Json) -> str:
        if step["starts_on"] is None:
            return "red"
        return "" if step["is_sure"] else "dim"

    def _checklist(self) -> None:
        self._title("checklist")
        table = Table(show_edge=False, pad_edge=False, header_style="dim")
        for key in ("document", "from", "needed_on", "valid_until"):
            table.add_column(self.say(key))
        for item in self.answer["documents"]:
            table.add_row(
                self.wording.word("documents", item["document"]),
                self._giver(item),
                item["first_needed_on"],
                item["valid_until"] or "",
            )
        self.console.print(table)

    def _giver(self, item: Json) -> str:
        if item["from"] is not None:
            step = self.wording.steps[item["from"]]
            return f"{self.wording.name(step)}, {item['obtained_on'] or '–'}"
        if item["obtain_from"] is not None:
            return self.say(
                "obtain_between", first=item["obtain_from"], last=item["obtain_by"]
            )
        return self.say("you_bring")

    def _costs(self) -> None:
        self._title("costs")
        for total in self.answer["costs"]["totals"]:
            keys = {"least": "least", "most": "most", "confirmed": "confirmed_most"}
            shown = {
                name: money(total[key], total["currency"], self.wording.language)
                for name, key in keys.items()
            }
            self._line(self.say("total", **shown))
        unknown = self.answer["costs"]["unknown"]
        if unknown:
            self._line(
                self.say("costs_unknown", steps=self.wording.named(unknown)), "dim"
            )

    def _notes(self) -> None:
        self.console.print()
        found = [self.say("presence")]
        if any(
            step["gives"] == "conformity-certificate" for step in self.answer["steps"]
        ):
            found.append(self.say("works"))
        if self.answer["unknown_days"]:
            steps = self.wording.named(self.answer["unknown_days"])
            found.append(self.say("unknown_days", steps=steps))
        estimated = self._estimated()
        if estimated:
            found.append(self.say("estimated_days", dates=estimated))
        if self.answer["no_calendar"]:
            countries = self.wording.listed(self.answer["no_calendar"])
            found.append(self.say("no_calendar", countries=countries))
        for text in found:
            self.console.print(Text(text, style="dim"))

    def _estimated(self) -> str:
        return self.wording.listed(
            f"{item['date']} ({holiday(part, self.wording.language)})"
            for item in self.answer["holidays"]
            if item["is_estimated"]
            for part in item["name"].split("; ")[-1:]
        )
