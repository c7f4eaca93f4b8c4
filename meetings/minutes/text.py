"""The text of a block: lines of letters, some bold or italic. Nothing else can stand there. Pure.

What the editor sends, and whatever a program sends, is read by this schema and by nothing else:
pasted pictures, links, scripts have no place in it. A line is a paragraph or a line of a list.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from ecabinet.core.text import nfc

MOST_LINES, MOST_RUNS, MOST_LETTERS = 500, 200, 100_000
_BULLET, _NUMBER = re.compile(r"[-•–]\s+"), re.compile(r"\d{1,3}[.)]\s+")


class TextLineKind(StrEnum):
    """What a line is."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBER = "number"


def _tidy(text: str) -> str:
    """In composed form; what cannot be printed is a space. A no-break space is kept."""
    return "".join(c if c.isprintable() or c == "\u00a0" else " " for c in nfc(text))


class Strict(BaseModel):
    """What has no other fields than those written down."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TextRun(Strict):
    """Letters that look alike."""

    text: Annotated[str, StringConstraints(max_length=10_000), AfterValidator(_tidy)]
    bold: bool = False
    italic: bool = False


class TextLine(Strict):
    """A paragraph, or a line of a list."""

    kind: TextLineKind = TextLineKind.PARAGRAPH
    runs: Annotated[tuple[TextRun, ...], Field(max_length=MOST_RUNS)] = ()


def words(line: TextLine) -> str:
    """Return the letters of a line."""
    return "".join(run.text for run in line.runs)


def _joined(line: TextLine) -> TextLine:
    runs: list[TextRun] = []
    for run in line.runs:
        last = runs[-1] if runs else None
        if last and (last.bold, last.italic) == (run.bold, run.italic):
            runs[-1] = last.model_copy(update={"text": last.text + run.text})
        elif run.text:
            runs.append(run)
    return TextLine(kind=line.kind, runs=tuple(runs))


def _normal(lines: tuple[TextLine, ...]) -> tuple[TextLine, ...]:
    """The one form of a text, so that texts can be compared; empty lines say nothing."""
    kept = tuple(line for line in map(_joined, lines) if words(line).strip())
    if sum(len(words(line)) for line in kept) > MOST_LETTERS:
        raise ValueError("minutes.too_long")
    return kept


Body = Annotated[tuple[TextLine, ...], Field(max_length=MOST_LINES), AfterValidator(_normal)]


class Text(Strict):
    """A text by itself, to be read from what is kept."""

    body: Body = ()


def kept(body: Sequence[TextLine]) -> list[dict[str, object]]:
    """Return a text as the database keeps it."""
    return [line.model_dump(mode="json", exclude_defaults=True) for line in body]


def read(rows: Sequence[dict[str, object]]) -> tuple[TextLine, ...]:
    """Return a text from what the database keeps."""
    return Text.model_validate({"body": rows}).body


def plain(body: Sequence[TextLine]) -> str:
    """Return a text without its looks: a line for each, those of lists with their signs."""
    said, number = [], 0
    for line in body:
        number = number + 1 if line.kind is TextLineKind.NUMBER else 0
        sign = {TextLineKind.BULLET: "- ", TextLineKind.NUMBER: f"{number}. "}.get(line.kind, "")
        said.append(sign + words(line))
    return "\n".join(said)


def typed(text: str, like: Sequence[TextLine] = ()) -> tuple[TextLine, ...]:
    """Return a text from letters typed into a field; lines that `like` shows so keep their looks.

    A paragraph that begins with a dash, as from Word, stays one: it is compared as it is shown.
    """
    lines = [_typed_line(said) for said in text.splitlines() if said.strip()]
    shown = [_typed_line(said) for said in plain(like).splitlines()]
    matched = SequenceMatcher(None, shown, lines, autojunk=False).get_matching_blocks()
    same = {b + i: like[a + i] for a, b, size in matched for i in range(size)}
    return Text(body=tuple(same.get(at, line) for at, line in enumerate(lines))).body


def _typed_line(text: str) -> TextLine:
    said = text.strip()
    for kind, sign in ((TextLineKind.BULLET, _BULLET), (TextLineKind.NUMBER, _NUMBER)):
        if found := sign.match(said):
            return TextLine(kind=kind, runs=(TextRun(text=said[found.end() :]),))
    return TextLine(runs=(TextRun(text=said),))
