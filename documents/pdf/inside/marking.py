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
    TextStringObject,
)

from documents.pdf.inside.active import resolve
from documents.pdf.inside.annotation import annotation, appearance
from documents.pdf.inside.appearance import draw
from documents.pdf.inside.geometry import PageFrame, frame_of
from documents.pdf.inside.marks import PageMark
from documents.pdf.inside.opening import open_with_pypdf
from documents.pdf.inside.refusal import Refusal


@dataclass
class _Shared:
    """What many annotations of one file share: layers, and ways to paint."""

    writer: PdfWriter
    layer_names: dict[str, str]
    layers: dict[str, tuple[str, IndirectObject]] = field(default_factory=dict)
    states: dict[tuple[float, str], IndirectObject] = field(default_factory=dict)

    def layer(self, mark: PageMark) -> tuple[str, IndirectObject]:
        """Return the name and the optional content group of the layer of `mark`."""
        if mark.layer not in self.layers:
            name = self.layer_names.get(mark.layer, mark.layer)
            self.layers[mark.layer] = (name, _add_group(self.writer, name))
        return self.layers[mark.layer]

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
    drawing = draw(mark, frame)
    look = shared.writer._add_object(appearance(drawing, shared.state(mark)))
    made = annotation(mark, frame, drawing, look, shared.layer(mark))
    return shared.writer._add_object(made)


def _mark_page(page: PageObject, marks: Iterable[PageMark], shared: _Shared) -> None:
    frame = frame_of(page)
    # A new list: some files share one list between pages.
    present = resolve(page.get("/Annots"))
    kept = list(present) if isinstance(present, ArrayObject) else []
    added = [_add(mark, frame, shared) for mark in marks]
    page[NameObject("/Annots")] = ArrayObject(kept + added)


def run(source: str, target: str, marks: list[dict[str, Any]], layer_names: dict[str, str]) -> int:
    """Write `source` with `marks`, in the wire format, to `target`; return how many."""
    by_page: defaultdict[int, list[PageMark]] = defaultdict(list)
    for wire in marks:
        by_page[wire["page"]].append(PageMark.from_wire(wire))
    writer = PdfWriter(clone_from=open_with_pypdf(Path(source)))
    pages = list(writer.pages)
    shared = _Shared(writer, layer_names)
    for number, on_page in sorted(by_page.items()):
        if not 1 <= number <= len(pages):
            raise Refusal("no_such_page", page=number, pages=len(pages))
        _mark_page(pages[number - 1], on_page, shared)
    with Path(target).open("wb") as file:
        writer.write(file)
    return sum(map(len, by_page.values()))
