"""A proposal how the text of a directive falls into articles or paragraphs. Pure; always reviewed.

Layouts: laws and decisions count Điều 1, Điều 2 …; resolutions, directives and plans have parts
I, II with points 1, 2 in them; notices of conclusions only points (Nghị định 30/2020, phụ lục I).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ecabinet.core.text import nfc

MOST = 200
LONGEST = 10_000
_ARTICLE = re.compile(r"Điều\s+(\d{1,3}[a-zđ]?)\s*[.:]?\s*(.*)", re.IGNORECASE)
_PART = re.compile(r"([IVX]{1,6})\s*[-–.]\s*(\S.*)")
_POINT = re.compile(r"(\d{1,2})\s*[.)]\s+(\S.*)")
_SUBPOINT = re.compile(r"(\d{1,2}\.\d{1,2})\s*[.)]?\s+(\S.*)")
_END = re.compile(r"Nơi nhận\s*:", re.IGNORECASE)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PAGE = re.compile(r"[-–]?\s*\d{1,3}\s*[-–]?")


@dataclass(frozen=True)
class Piece:
    """An article or a paragraph: how it is called in the document, and its words."""

    label: str
    text: str


def split(text: str) -> list[Piece]:
    """Return the pieces in their order; nothing for a text without words."""
    lines = list(_lines(nfc(text)))
    for way in (_articles, _points, _paragraphs):
        found = way(lines)
        if len(found) > 1 or way is _paragraphs:
            return found[:MOST]
    return []


def _lines(text: str) -> Iterator[str]:
    """Give the lines that say something, up to the list of recipients."""
    for line in text.splitlines():
        plain = " ".join(line.split())
        if _END.match(plain):
            return
        if not _PAGE.fullmatch(plain):
            yield plain


def _articles(lines: list[str]) -> list[Piece]:
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        head = _ARTICLE.fullmatch(line)
        if head and _next_article(found, head[1]):
            found.append((f"Điều {head[1]}", [head[2]]))
        elif found:
            found[-1][1].append(line)
    return _pieces(found)


def _next_article(found: list[tuple[str, list[str]]], number: str) -> bool:
    """A line may begin with an article that is only spoken of ("Điều 3 của Luật …")."""
    plain = int(re.sub(r"\D", "", number))
    last = int(re.sub(r"\D", "", found[-1][0])) if found else plain - 1
    return plain in (last + 1, last) and f"Điều {number}" not in [label for label, _ in found]


def _points(lines: list[str]) -> list[Piece]:
    """Points with the part they stand in: "II.3"; a part without points is a piece itself."""
    found: list[tuple[str, list[str]]] = []
    part, last = "", 0
    for line in lines:
        head, point = _PART.fullmatch(line), _POINT.fullmatch(line)
        if head is not None and _begins_part(part, head[1]):
            part, last = head[1], 0
            found.append((part, [head[2]]))
        elif point and not _SUBPOINT.fullmatch(line) and int(point[1]) == last + 1:
            last += 1
            if found and found[-1][0] == part and last == 1 and part:
                found.pop()  # The heading alone orders nothing.
            found.append((f"{part}.{last}" if part else str(last), [point[2]]))
        elif found:
            found[-1][1].append(line)
    return _pieces(found)


def _begins_part(part: str, following: str) -> bool:
    """Parts count on: a line may begin with letters that only look like a number."""
    if following not in _ROMAN:
        return False
    return _ROMAN.index(following) == (_ROMAN.index(part) + 1 if part else 0)


def _paragraphs(lines: list[str]) -> list[Piece]:
    """Paragraphs, which end with an empty line or at the end of a sentence."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        if (not line or line[-1] in ".;:") and found[-1]:
            found.append([])
    return _pieces([(f"Đoạn {n}", words) for n, words in enumerate(filter(None, found), start=1)])


def _pieces(found: list[tuple[str, list[str]]]) -> list[Piece]:
    joined = [(label, " ".join(line for line in lines if line)) for label, lines in found]
    return [Piece(label, text[:LONGEST].strip()) for label, text in joined if text.strip()]
