"""Signed cases of whole packages: read, and compared with the answer."""

from __future__ import annotations

from collections.abc import Iterator

from twiza.packs.model import PackageCase
from twiza.packs.reading import Node

SUMS = ("total", "least", "most", "certain_total", "present_value")
APART = ("guaranteed", "borrowed", "invested")
SETS = ("members", "likely_to_ask", "simplest")
MAPPINGS = ("cut", "set_aside")
EXPECTED = " ".join((*SETS, *SUMS, *APART, *MAPPINGS))


def read_package_cases(node: Node) -> Iterator[PackageCase]:
    for item in node.items():
        part = item.keyed("case date given expect", "plan because")
        expect = part["expect"].keyed("", EXPECTED)
        if not expect:
            raise part["expect"].wrong(
                "what the package holds", "write members, or a sum", found="nothing"
            )
        yield PackageCase(
            sentence=part["case"].text(),
            on=part["date"].day(),
            given=_plain(part["given"]),
            plan=_plain(part["plan"]) if "plan" in part else {},
            expect={key: value.plain() for key, value in expect.items()},
            because=part["because"].text() if "because" in part else "",
            where=item.where,
        )


def _plain(node: Node) -> dict[str, object]:
    return {key: value.plain() for key, value in node.mapping().items()}
