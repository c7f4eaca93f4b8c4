"""Text somebody wrote, as official papers set it: paragraphs and lists, bold and italic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportlab.platypus import Flowable, Paragraph

from documents.official import parts
from documents.official.markup import Markup, bound, emphasised, joined, strong
from documents.official.rules import RuleSet
from documents.official.styles import styles_of


@dataclass(frozen=True, slots=True)
class RichRun:
    """Letters that look alike."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class RichLine:
    """A paragraph, or a line of a list."""

    kind: Literal["paragraph", "bullet", "number"]
    runs: tuple[RichRun, ...]


def set_lines(lines: Sequence[RichLine], rules: RuleSet) -> list[Flowable]:
    """Return the lines as they are set; numbered ones are counted from 1 in each list."""
    found: list[Flowable] = []
    number = 0
    for line in lines:
        number = number + 1 if line.kind == "number" else 0
        words = joined(*(_marked(run) for run in line.runs))
        if line.kind == "paragraph":
            found.append(parts.paragraph(words, rules))
        else:
            sign = f"{number}. " if line.kind == "number" else "- "
            found.append(Paragraph(joined(sign, words), styles_of(rules).listed))
    return found


def _marked(run: RichRun) -> Markup:
    """Spaces at the ends are kept: they stand between this run and the next."""
    inner = run.text.strip()
    before = run.text[: len(run.text) - len(run.text.lstrip())]
    after = run.text[len(run.text.rstrip()) :] if inner else ""
    words = bound(inner)
    if run.bold and run.italic:
        words = Markup(f"<b>{emphasised(inner)}</b>")
    elif run.bold:
        words = strong(inner)
    elif run.italic:
        words = emphasised(inner)
    return joined(" " if before else "", words, " " if after else "")
