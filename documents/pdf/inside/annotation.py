"""A mark as a standard PDF annotation (ISO 32000-1, 12.5)."""

from collections.abc import Callable, Iterable
from typing import cast

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from documents.pdf.inside.appearance import Drawing
from documents.pdf.inside.geometry import PageFrame
from documents.pdf.inside.marks import STAMP_WORDS, PageMark

_PRINT = 4
# Hidden, printed, neither zoomed nor turned: as Acrobat keeps replies, which show in the thread.
_REPLY = 30
_SUBTYPES = {
    "ink": "/Ink",
    "highlight": "/Highlight",
    "underline": "/Underline",
    "strikeout": "/StrikeOut",
    "note": "/Text",
    "reply": "/Text",
    "line": "/Line",
    "arrow": "/Line",
    "rectangle": "/Square",
    "ellipse": "/Circle",
    "text": "/FreeText",
    "stamp": "/Stamp",
}
# Names of the standard (table 181) where one says the same; others are our own.
STAMPS = {
    "seen": "/DaXem",
    "agreed": "/Approved",
    "disagreed": "/NotApproved",
    "review": "/ForComment",
    "revise": "/CanSua",
    "done": "/Final",
}
_STATES = {"resolved": "Completed", "reopened": "None"}
_COMPRESS_OVER = 400  # Bytes; below, the words that announce compression cost more than it saves.


def numbers(values: Iterable[float]) -> ArrayObject:
    """Return a PDF array of numbers, to a hundredth of a point."""
    return ArrayObject([FloatObject(round(value, 2)) for value in values])


def _name(value: str) -> NameObject:
    return NameObject(value)


def appearance(drawing: Drawing, state: IndirectObject) -> StreamObject:
    """Return the form that draws a mark; `state` sets its opacity and blending."""
    form: StreamObject = DecodedStreamObject()
    form.set_data(drawing.instructions.encode("ascii"))
    if len(drawing.instructions) > _COMPRESS_OVER:
        form = form.flate_encode()
    states = DictionaryObject({_name("/G"): state})
    form.update(
        {
            _name("/Type"): _name("/XObject"),
            _name("/Subtype"): _name("/Form"),
            _name("/BBox"): numbers(drawing.box),
            _name("/Resources"): DictionaryObject({_name("/ExtGState"): states}),
        }
    )
    return form


def _ink(mark: PageMark, frame: PageFrame) -> dict[PdfObject, PdfObject]:
    strokes = ArrayObject(
        numbers(value for point in stroke for value in frame.to_user(point))
        for stroke in mark.strokes
    )
    return {_name("/InkList"): strokes, **_border(mark, frame)}


def _border(mark: PageMark, _frame: PageFrame) -> dict[PdfObject, PdfObject]:
    width = DictionaryObject({_name("/W"): FloatObject(round(mark.width, 2))})
    return {_name("/BS"): width}


def _line(mark: PageMark, frame: PageFrame) -> dict[PdfObject, PdfObject]:
    ends = numbers(value for point in mark.ends for value in frame.to_user(point))
    last = "/OpenArrow" if mark.kind == "arrow" else "/None"
    heads = ArrayObject([_name("/None"), _name(last)])
    return {_name("/L"): ends, _name("/LE"): heads, **_border(mark, frame)}


def _note(_mark: PageMark, _frame: PageFrame) -> dict[PdfObject, PdfObject]:
    return {_name("/Name"): _name("/Note"), _name("/Open"): BooleanObject(False)}


def _free_text(mark: PageMark, _frame: PageFrame) -> dict[PdfObject, PdfObject]:
    red, green, blue = mark.colour
    usual = f"/Helv {mark.size:g} Tf {red} {green} {blue} rg"
    none = DictionaryObject({_name("/W"): NumberObject(0)})
    return {_name("/DA"): TextStringObject(usual), _name("/BS"): none}


def _stamp(mark: PageMark, _frame: PageFrame) -> dict[PdfObject, PdfObject]:
    words = mark.text or STAMP_WORDS.get(mark.stamp, "")
    name = _name(STAMPS.get(mark.stamp, "/Draft"))
    return {_name("/Name"): name, _name("/Contents"): TextStringObject(words)}


def _quads(mark: PageMark, frame: PageFrame) -> dict[PdfObject, PdfObject]:
    corners = (corner for quad in mark.quads for corner in frame.corners(quad))
    return {_name("/QuadPoints"): numbers(value for corner in corners for value in corner)}


_SHAPES: dict[str, Callable[[PageMark, PageFrame], dict[PdfObject, PdfObject]]] = {
    "ink": _ink,
    "note": _note,
    "line": _line,
    "arrow": _line,
    "rectangle": _border,
    "ellipse": _border,
    "text": _free_text,
    "stamp": _stamp,
}


def annotation(
    mark: PageMark,
    frame: PageFrame,
    drawing: Drawing,
    look: IndirectObject,
    layer: tuple[str, IndirectObject],
) -> DictionaryObject:
    """Return the annotation of `mark` in its layer (name and optional content group)."""
    shape = _SHAPES.get(mark.kind, _quads)(mark, frame)
    entries: dict[PdfObject, PdfObject] = {_name("/AP"): DictionaryObject({_name("/N"): look})}
    return DictionaryObject({**_common(mark, drawing.box, layer), **entries, **shape})


def reply(
    mark: PageMark, answered: IndirectObject, layer: tuple[str, IndirectObject]
) -> DictionaryObject:
    """Return a reply: a note in reply to another annotation, at its place (12.5.6.2, 12.5.6.3)."""
    at = cast(DictionaryObject, answered.get_object())["/Rect"]
    made = _common(mark, [float(value) for value in cast(ArrayObject, at)], layer)
    made |= {
        _name("/F"): NumberObject(_REPLY),
        _name("/IRT"): answered,
        _name("/RT"): _name("/R"),
        _name("/Open"): BooleanObject(False),
    }
    if mark.state:
        made[_name("/State")] = TextStringObject(_STATES[mark.state])
        made[_name("/StateModel")] = TextStringObject("Review")
    return DictionaryObject(made)


def _common(
    mark: PageMark, box: Iterable[float], layer: tuple[str, IndirectObject]
) -> dict[PdfObject, PdfObject]:
    layer_name, group = layer
    return {
        _name("/Type"): _name("/Annot"),
        _name("/Subtype"): _name(_SUBTYPES[mark.kind]),
        _name("/Rect"): numbers(box),
        _name("/F"): NumberObject(_PRINT),
        _name("/T"): TextStringObject(mark.author),
        _name("/Contents"): TextStringObject(mark.text),
        _name("/Subj"): TextStringObject(layer_name),
        _name("/NM"): TextStringObject(mark.id),
        _name("/CreationDate"): TextStringObject(mark.created),
        _name("/M"): TextStringObject(mark.modified),
        _name("/C"): ArrayObject(FloatObject(part) for part in mark.colour),
        _name("/CA"): FloatObject(mark.opacity),
        _name("/OC"): group,
    }
