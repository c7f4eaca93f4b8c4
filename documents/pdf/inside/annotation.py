"""A mark as a standard PDF annotation (ISO 32000-1, 12.5)."""

from collections.abc import Iterable

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
from documents.pdf.inside.marks import PageMark

_PRINT = 4
_SUBTYPES = {"ink": "/Ink", "highlight": "/Highlight", "underline": "/Underline", "note": "/Text"}
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


def _shape(mark: PageMark, frame: PageFrame) -> dict[PdfObject, PdfObject]:
    if mark.kind == "ink":
        strokes = ArrayObject(
            numbers(value for point in stroke for value in frame.to_user(point))
            for stroke in mark.strokes
        )
        border = DictionaryObject({_name("/W"): FloatObject(round(mark.width, 2))})
        return {_name("/InkList"): strokes, _name("/BS"): border}
    if mark.kind == "note":
        return {_name("/Name"): _name("/Note"), _name("/Open"): BooleanObject(False)}
    corners = (corner for quad in mark.quads for corner in frame.corners(quad))
    return {_name("/QuadPoints"): numbers(value for corner in corners for value in corner)}


def annotation(
    mark: PageMark,
    frame: PageFrame,
    drawing: Drawing,
    look: IndirectObject,
    layer: tuple[str, IndirectObject],
) -> DictionaryObject:
    """Return the annotation of `mark` in its layer (name and optional content group)."""
    layer_name, group = layer
    entries: dict[PdfObject, PdfObject] = {
        _name("/Type"): _name("/Annot"),
        _name("/Subtype"): _name(_SUBTYPES[mark.kind]),
        _name("/Rect"): numbers(drawing.box),
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
        _name("/AP"): DictionaryObject({_name("/N"): look}),
    }
    return DictionaryObject({**entries, **_shape(mark, frame)})
