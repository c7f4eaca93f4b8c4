"""Writes marks into a copy of a PDF as standard annotations."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from documents.pdf.inside.active import resolve
from documents.pdf.inside.annotation import annotation, appearance, reply
from documents.pdf.inside.geometry import PageFrame, frame_of
from documents.pdf.inside.looks import draw
from documents.pdf.inside.marks import WORDED, PageMark
from documents.pdf.inside.opening import open_with_pypdf
from documents.pdf.inside.refusal import Refusal


@dataclass
class _Shared:
    """What many annotations of one file share: layers, and ways to paint."""

    writer: PdfWriter
    layer_names: dict[str, str]
    worded: list[PageMark]
    layers: dict[str, tuple[str, IndirectObject]] = field(default_factory=dict)
    pages_of_words: dict[str, PageObject] = field(default_factory=dict)
    states: dict[tuple[float, str], IndirectObject] = field(default_factory=dict)
    made: dict[str, IndirectObject] = field(default_factory=dict)

    def layer(self, mark: PageMark) -> tuple[str, IndirectObject]:
        """Return the name and the optional content group of the layer of `mark`."""
        if mark.layer not in self.layers:
            name = self.layer_names.get(mark.layer, mark.layer)
            self.layers[mark.layer] = (name, _add_group(self.writer, name))
        return self.layers[mark.layer]

    def words(self, mark: PageMark, frame: PageFrame, state: IndirectObject) -> StreamObject:
        """Return the form that shows the words of `mark`."""
        # Only here: most papers bear no words of this sort, and the typesetter is slow to load.
        from documents.pdf.inside.lettering import lettered, word_appearance

        if not self.pages_of_words:
            self.pages_of_words = lettered(self.worded)
        page = self.pages_of_words[mark.id]
        return word_appearance(page, frame.rotation, state, self.writer)

    def state(self, mark: PageMark) -> IndirectObject:
        """Return the graphics state that paints with the opacity of `mark`."""
        # A highlighter darkens the paper and leaves the letters black.
        blending = "/Multiply" if mark.kind == "highlight" else "/Normal"
        key = (mark.opacity, blending)
        if key not in self.states:
            entries = {"/CA": FloatObject(mark.opacity), "/ca": FloatObject(mark.opacity)}
            state = DictionaryObject({NameObject(name): value for name, value in entries.items()})
            state[NameObject("/BM")] = NameObject(blending)
            self.states[key] = self.writer._add_object(state)
        return self.states[key]


def _child(holder: DictionaryObject, key: str) -> DictionaryObject:
    found = resolve(holder.get(key))
    if not isinstance(found, DictionaryObject):
        found = holder[NameObject(key)] = DictionaryObject()
    return found


def _list(holder: DictionaryObject, key: str) -> ArrayObject:
    found = resolve(holder.get(key))
    if not isinstance(found, ArrayObject):
        found = holder[NameObject(key)] = ArrayObject()
    return found


def _add_group(writer: PdfWriter, name: str) -> IndirectObject:
    """Add an optional content group, which readers list among the layers of the file."""
    group = DictionaryObject({NameObject("/Type"): NameObject("/OCG")})
    group[NameObject("/Name")] = TextStringObject(name)
    reference = writer._add_object(group)
    properties = _child(writer.root_object, "/OCProperties")
    _list(properties, "/OCGs").append(reference)
    usual = _child(properties, "/D")
    _list(usual, "/Order").append(reference)
    _list(usual, "/ON").append(reference)
    return reference


def _add(mark: PageMark, frame: PageFrame, shared: _Shared) -> IndirectObject:
    if mark.kind == "reply":
        made = reply(mark, shared.made[mark.parent], shared.layer(mark))
        return shared.writer._add_object(made)
    drawing, state = draw(mark, frame), shared.state(mark)
    form = shared.words(mark, frame, state) if mark.kind in WORDED else appearance(drawing, state)
    look = shared.writer._add_object(form)
    made = annotation(mark, frame, drawing, look, shared.layer(mark))
    shared.made[mark.id] = shared.writer._add_object(made)
    return shared.made[mark.id]


def _mark_page(page: PageObject, marks: Iterable[PageMark], shared: _Shared) -> None:
    frame = frame_of(page)
    # A new list: some files share one list between pages.
    present = resolve(page.get("/Annots"))
    kept = list(present) if isinstance(present, ArrayObject) else []
    # Replies last: they name what they answer. One without it would float about unexplained.
    ordered = sorted(marks, key=lambda mark: mark.kind == "reply")
    standing = {mark.id for mark in ordered}
    added = [_add(m, frame, shared) for m in ordered if not m.parent or m.parent in standing]
    page[NameObject("/Annots")] = ArrayObject(kept + added)


def mark_pages(writer: PdfWriter, marks: list[dict[str, Any]], layer_names: dict[str, str]) -> int:
    """Put `marks`, in the wire format, onto the pages in `writer`; return how many."""
    by_page: defaultdict[int, list[PageMark]] = defaultdict(list)
    for wire in marks:
        by_page[wire["page"]].append(PageMark.from_wire(wire))
    pages = list(writer.pages)
    worded = [m for on_page in by_page.values() for m in on_page if m.kind in WORDED]
    shared = _Shared(writer, layer_names, worded)
    for number, on_page in sorted(by_page.items()):
        if not 1 <= number <= len(pages):
            raise Refusal("no_such_page", page=number, pages=len(pages))
        _mark_page(pages[number - 1], on_page, shared)
    return sum(map(len, by_page.values()))


def run(source: str, target: str, marks: list[dict[str, Any]], layer_names: dict[str, str]) -> int:
    """Write `source` with `marks`, in the wire format, to `target`; return how many."""
    writer = PdfWriter(clone_from=open_with_pypdf(Path(source)))
    written = mark_pages(writer, marks, layer_names)
    with Path(target).open("wb") as file:
        writer.write(file)
    return written
