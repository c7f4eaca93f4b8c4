"""Writes words over every page of a copy: one drawing for each size of page, shared by all pages.

What the page itself draws is left alone where its saved and restored states pair up; where they do
not, it is put into a form of its own, so that it can neither move nor hide what follows it.
"""

import logging
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from pypdf import PageObject, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    RectangleObject,
    StreamObject,
)

from documents.pdf.inside.active import resolve
from documents.pdf.inside.geometry import PageFrame, frame_of
from documents.pdf.inside.lettering import form_of
from documents.pdf.inside.opening import open_with_pypdf
from documents.pdf.inside.wording import worded_page

_log = logging.getLogger(__name__)
_NAME = NameObject("/EcabinetStamp")
_OWN = NameObject("/EcabinetPage")
# Strings and comments may hold any letter; what stands in them starts and ends nothing.
_HIDDEN = re.compile(rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|%[^\r\n]*", re.DOTALL)
_SIGNS = re.compile(rb"(?<![^\s\[\]<>(){}/%])(q|Q|BT|ET|BI|EI)(?![^\s\[\]<>(){}/%])")
_OPENS = {b"q": b"Q", b"BT": b"ET", b"BI": b"EI"}


def run(source: str, target: str, words: str) -> int:
    """Write `source` with `words` over each page to `target`; return how many pages it has."""
    writer = PdfWriter(clone_from=open_with_pypdf(Path(source)))
    stamps = _Stamps(writer, words)
    pages = list(writer.pages)
    for page in pages:
        _stamp(page, stamps)
    with Path(target).open("wb") as file:
        writer.write(file)
    return len(pages)


@dataclass
class _Stamps:
    """What pages share: a drawing for each size, a piece of content for each place of a page."""

    writer: PdfWriter
    words: str
    drawings: dict[tuple[int, int], IndirectObject] = field(default_factory=dict)
    ends: dict[PageFrame, IndirectObject] = field(default_factory=dict)
    begin: IndirectObject | None = None
    balanced: dict[int, bool] = field(default_factory=dict)

    def drawing(self, frame: PageFrame) -> IndirectObject:
        """The form with the words for pages of this size, as displayed."""
        width, height = (max(1, round(side)) for side in frame.size)
        if (width, height) not in self.drawings:
            form = form_of(worded_page(self.words, width, height), self.writer)
            self.drawings[width, height] = self.writer._add_object(form)
        return self.drawings[width, height]

    def opening(self) -> IndirectObject:
        """What stands before a page's own content."""
        if self.begin is None:
            self.begin = self.content(b"q\n")
        return self.begin

    def ending(self, frame: PageFrame) -> IndirectObject:
        """What stands after it: the words, upright as displayed, and no part of what is read."""
        if frame not in self.ends:
            place = " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in _place(frame))
            self.ends[frame] = self.content(
                f"\nQ\n/Artifact BMC q {place} cm {_NAME} Do Q EMC\n".encode()
            )
        return self.ends[frame]

    def content(self, data: bytes) -> IndirectObject:
        """A piece of content of its own."""
        stream = DecodedStreamObject()
        stream.set_data(data)
        return self.writer._add_object(stream)


def _place(frame: PageFrame) -> tuple[float, ...]:
    """From the page as displayed, origin bottom left and y up, to user space."""
    if frame.rotation == 90:
        return 0, 1, -1, 0, frame.right, frame.bottom
    if frame.rotation == 180:
        return -1, 0, 0, -1, frame.right, frame.top
    if frame.rotation == 270:
        return 0, -1, 1, 0, frame.left, frame.top
    return 1, 0, 0, 1, frame.left, frame.bottom


def _stamp(page: PageObject, stamps: _Stamps) -> None:
    frame = frame_of(page)
    contents = _pieces(page)
    resources = _resources(page)
    if not _is_balanced(contents, stamps):
        contents = [_enclosed(page, contents, resources, stamps)]
        resources = DictionaryObject({NameObject("/XObject"): DictionaryObject()})
        cast(DictionaryObject, resources["/XObject"])[_OWN] = contents[0]
        contents = [stamps.content(f"{_OWN} Do".encode())]
    drawn = resolve(resources.get("/XObject"))
    drawn = DictionaryObject(drawn) if isinstance(drawn, DictionaryObject) else DictionaryObject()
    drawn[_NAME] = stamps.drawing(frame)
    resources[NameObject("/XObject")] = drawn
    page[NameObject("/Resources")] = resources
    page[NameObject("/Contents")] = ArrayObject([stamps.opening(), *contents, stamps.ending(frame)])


def _resources(page: PageObject) -> DictionaryObject:
    """A table of the page's own: those of many files are shared between pages."""
    given = resolve(page.get("/Resources"))
    node: object = page
    for _ in range(32):
        if isinstance(given, DictionaryObject) or not isinstance(node, DictionaryObject):
            break
        node = resolve(node.get("/Parent"))
        given = resolve(node.get("/Resources")) if isinstance(node, DictionaryObject) else None
    return DictionaryObject(given) if isinstance(given, DictionaryObject) else DictionaryObject()


def _pieces(page: PageObject) -> list[IndirectObject]:
    given = page.get("/Contents")
    raw = page.raw_get("/Contents") if given is not None else None
    found = resolve(given)
    if isinstance(found, ArrayObject):
        return [piece for piece in found if isinstance(resolve(piece), StreamObject)]
    if isinstance(found, StreamObject) and isinstance(raw, IndirectObject):
        return [raw]
    return []


def _is_balanced(pieces: list[IndirectObject], stamps: _Stamps) -> bool:
    """Whether all that the content opens is closed again, and nothing else is."""
    if len(pieces) == 1 and pieces[0].idnum in stamps.balanced:
        return stamps.balanced[pieces[0].idnum]
    told = _reads_as_balanced(pieces)
    if len(pieces) == 1:
        stamps.balanced[pieces[0].idnum] = told
    return told


def _reads_as_balanced(pieces: list[IndirectObject]) -> bool:
    try:
        return _pairs_up(_data(pieces))
    except (PyPdfError, ValueError, NotImplementedError, TypeError, zlib.error) as error:
        # Readers cannot decode it either and draw nothing, or a part: no reason to have no copy.
        _log.info("content of a page is stamped as it stands: %s", type(error).__name__)
        return True


def _data(pieces: list[IndirectObject]) -> bytes:
    return b"\n".join(cast(StreamObject, resolve(piece)).get_data() for piece in pieces)


def _pairs_up(data: bytes) -> bool:
    plain = _HIDDEN.sub(b" ", data)
    if b"(" in plain or b")" in plain:
        # A string in a string, or one that never ends: not worth telling apart.
        return False
    waiting: list[bytes] = []
    for sign in _SIGNS.findall(plain):
        if sign in _OPENS:
            waiting.append(_OPENS[sign])
        elif not waiting or waiting.pop() != sign:
            return False
    return not waiting


def _enclosed(
    page: PageObject,
    pieces: list[IndirectObject],
    resources: DictionaryObject,
    stamps: _Stamps,
) -> IndirectObject:
    form = DecodedStreamObject()
    form.set_data(_data(pieces))
    made: StreamObject = form.flate_encode()
    made[NameObject("/Type")] = NameObject("/XObject")
    made[NameObject("/Subtype")] = NameObject("/Form")
    frame = frame_of(page)
    made[NameObject("/BBox")] = RectangleObject((frame.left, frame.bottom, frame.right, frame.top))
    made[NameObject("/Resources")] = DictionaryObject(resources)
    if "/Group" in page:
        made[NameObject("/Group")] = page.raw_get("/Group")
    return stamps.writer._add_object(made)
