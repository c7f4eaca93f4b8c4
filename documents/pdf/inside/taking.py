"""Takes the annotations out of a PDF: as marks, and a copy of the file without them.

Both come from one pass, so that nothing is shown twice and nothing is lost: what does not become a
mark stays in the file.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from pypdf import PageObject, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from documents.geometry import body_on_page
from documents.marks import QUOTE_LIMIT, NewMark
from documents.pdf.inside.active import resolve
from documents.pdf.inside.geometry import PageFrame, frame_of
from documents.pdf.inside.opening import open_with_pypdf
from documents.pdf.inside.pdfium import open_with_pdfium
from documents.pdf.inside.pdfium_types import Document
from documents.pdf.inside.taken import Found, mark_of, reply_of
from documents.pdf.inside.values import words
from ecabinet.core.errors import Invalid

_LOOKED_AT = 20_000
_POINTS = 400_000
_LETTERS = 2_000_000
_CHAIN = 20
_NOBODY = UUID(int=0)


class _Taken:
    """The marks so far, within what one file may bring."""

    def __init__(self, at_most: int) -> None:
        self.marks: list[Found] = []
        self.looked_at = 0
        self._left = {"marks": at_most, "points": _POINTS, "letters": _LETTERS}

    def add(self, found: Found, size: tuple[float, float]) -> int | None:
        """Keep a mark and return its number; None when it is not sound, or is one too many."""
        cost = {
            "marks": 1,
            "points": sum(len(stroke) for stroke in found.get("strokes", ())),
            "letters": len(found["text"]) + len(found.get("quote", "")),
        }
        if not _is_sound(found, size) or any(cost[what] > self._left[what] for what in cost):
            return None
        self._left = {what: left - cost[what] for what, left in self._left.items()}
        self.marks.append(found)
        return len(self.marks) - 1


def _is_sound(found: Found, size: tuple[float, float]) -> bool:
    """Whether a tablet could have made it: the very rules for marks of tablets are asked."""
    parent = _NOBODY if found["kind"] == "reply" else None
    drawn = {key: found[key] for key in found if key in NewMark.model_fields}
    given = drawn | {"id": _NOBODY, "layer": "personal", "parent": parent, "page": 1}
    try:
        body_on_page(NewMark.model_validate(given), [size])
    except (ValidationError, Invalid):
        return False
    return True


def run(source: str, target: str, at_most: int) -> list[Found]:
    """Return the marks of `source`, at most so many, and write it without them to `target`.

    Replies name what they answer by its number in the list (`parent`). Without any mark nothing is
    written.
    """
    reader = open_with_pypdf(Path(source))
    taken, texts = _Taken(at_most), _Texts(Path(source))
    for number, page in enumerate(reader.pages, start=1):
        _take(page, number, taken, texts)
    if taken.marks:
        writer = PdfWriter(clone_from=reader)
        with Path(target).open("wb") as file:
            writer.write(file)
    return taken.marks


def _take(page: PageObject, number: int, taken: _Taken, texts: "_Texts") -> None:
    # The file's own dictionary of the page, of which pypdf gives a copy.
    holder = resolve(page.indirect_reference)
    listed = resolve(page.get("/Annots"))
    if not isinstance(holder, DictionaryObject) or not isinstance(listed, ArrayObject):
        return
    if taken.looked_at > _LOOKED_AT:
        return
    frame = frame_of(page)
    entries = list(_entries(listed, taken))
    numbers: dict[int, int] = {}
    gone: set[int] = set()
    for at, key, entry in entries:
        if "/IRT" not in entry and (found := mark_of(entry, frame)) is not None:
            texts.quote(found, number)
            kept = taken.add({**found, "page": number}, frame.size)
            if kept is not None:
                numbers[key] = kept
                gone.add(at)
    gone |= set(_take_replies(entries, numbers, number, taken, frame))
    if gone:
        keys = {key for at, key, _ in entries if at in gone}
        gone |= {at for at, _, entry in entries if _popup_of(entry) in keys}
        rest = [each for at, each in enumerate(listed) if at not in gone]
        # A new list: some files share one list between pages.
        holder[NameObject("/Annots")] = ArrayObject(rest)


Entry = tuple[int, int, DictionaryObject]
"""Its place in the list, its number in the file (or one of our own), and itself."""


def _entries(listed: ArrayObject, taken: _Taken) -> Iterator[Entry]:
    for at, value in enumerate(listed):
        taken.looked_at += 1
        if taken.looked_at > _LOOKED_AT:
            return
        entry = resolve(value)
        if isinstance(entry, DictionaryObject):
            yield at, _key(value) or -1 - at, entry


def _key(value: object) -> int:
    return value.idnum if isinstance(value, IndirectObject) else 0


def _popup_of(entry: DictionaryObject) -> int | None:
    if resolve(entry.get("/Subtype")) != "/Popup":
        return None
    return _key(entry.get("/Parent")) if "/Parent" in entry else None


def _take_replies(
    entries: list[Entry], numbers: dict[int, int], page: int, taken: _Taken, frame: PageFrame
) -> Iterator[int]:
    answered = {key: _key(entry.get("/IRT")) for _, key, entry in entries if "/IRT" in entry}
    for at, key, entry in entries:
        if key not in answered:
            continue
        # Ours know one level: an answer to an answer stands under the mark itself.
        parent = numbers.get(_root(key, answered))
        found = reply_of(entry) if parent is not None else None
        if found and taken.add({**found, "page": page, "parent": parent}, frame.size) is not None:
            yield at


def _root(key: int, answered: dict[int, int]) -> int:
    for _ in range(_CHAIN):
        if key not in answered:
            break
        key = answered[key]
    return key


class _Texts:
    """The words under markers. PDFium is asked only when there is a marker."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: Document | None = None
        self._page: tuple[int, Any] | None = None

    def quote(self, found: Found, number: int) -> None:
        """Tell what a marker marks. What it says is often only that: then it says nothing else."""
        fields = found.pop("fields", None)
        if fields is None:
            return
        quote = "\n".join(filter(None, (self._under(field, number) for field in fields)))
        found["quote"] = words(quote, QUOTE_LIMIT)
        if _plain(found["text"]) == _plain(found["quote"]):
            found["text"] = ""

    def _under(self, field: list[float], number: int) -> str:
        if self._page is None or self._page[0] != number:
            self._document = self._document or open_with_pdfium(self._path)
            if number > len(self._document):
                return ""
            self._page = number, self._document[number - 1].get_textpage()
        across, down = field[::2], field[1::2]
        text = self._page[1].get_text_bounded(min(across), min(down), max(across), max(down))
        return str(text).replace("\ufffe", "-")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
