"""Sections of an official paper as lines of words, for the screen: what is set is what is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from reportlab.platypus import Flowable, Paragraph, Table


class Told(StrEnum):
    """What a line is on paper."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LISTED = "listed"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One line; the cells of a row of a table stand apart."""

    kind: Told
    cells: tuple[str, ...]


def told(section: Sequence[Flowable]) -> tuple[ToldLine, ...]:
    """Return the words of a section."""
    return tuple(_told(section))


def _told(section: Sequence[Flowable]) -> Iterator[ToldLine]:
    for part in section:
        if isinstance(part, Paragraph):
            yield ToldLine(_kind(part), (_words(part),))
        elif isinstance(part, Table):
            for row in cast(Any, part)._cellvalues:
                yield ToldLine(Told.ROW, tuple(_cell(cell) for cell in row))


def _kind(part: Paragraph) -> Told:
    return {"heading": Told.HEADING, "listed": Told.LISTED}.get(part.style.name, Told.PARAGRAPH)


def _words(part: Paragraph) -> str:
    return "".join(getattr(piece, "text", "") for piece in part.frags)


def _cell(cell: Any) -> str:
    inside = cell if isinstance(cell, list | tuple) else [cell]
    return " ".join(_words(part) for part in inside if isinstance(part, Paragraph))
