"""Writes a lighter copy of a PDF for reading: its pictures no finer than a screen shows them.

A picture never needs more pixels than its whole page at reading resolution. Text, lines, page
sizes, links and the outline stay as they are, so that marks and page numbers mean the same.
"""

from io import BytesIO
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from documents.pdf.inside.active import resolve
from documents.pdf.inside.geometry import frame_of
from documents.pdf.inside.opening import open_with_pypdf

_PIXELS_AT_MOST = 120_000_000
_QUALITY = 62
_SMALL = 40_000
_KINDS = (["/DCTDecode"], ["/FlateDecode"])
# Pictures in these colours can be taken out and put back as they are seen.
_COLOURS = {"/DeviceGray": "L", "/DeviceRGB": "RGB"}
_CHANNELS = {1: "L", 3: "RGB"}
_DEPTH = 4


def run(source: str, target: str, dots_per_inch: int) -> list[int]:
    """Write the lighter copy of `source` to `target`; return pictures made lighter, and bytes."""
    Image.MAX_IMAGE_PIXELS = _PIXELS_AT_MOST
    writer = PdfWriter(clone_from=open_with_pypdf(Path(source)))
    done: set[int] = set()
    changed = 0
    for page in writer.pages:
        pixels = max(frame_of(page).size) / 72 * dots_per_inch
        for picture in _pictures(page, _DEPTH):
            if id(picture) not in done:
                done.add(id(picture))
                changed += _lighten(picture, pixels)
    with Path(target).open("wb") as file:
        writer.write(file)
    return [changed, Path(target).stat().st_size]


def _pictures(holder: DictionaryObject, depth: int) -> list[StreamObject]:
    """The pictures a page draws, also those inside forms it draws."""
    resources = resolve(holder.get("/Resources"))
    named = resolve(resources.get("/XObject")) if isinstance(resources, DictionaryObject) else None
    if not isinstance(named, DictionaryObject):
        return []
    found: list[StreamObject] = []
    for drawn in map(resolve, named.values()):
        if not isinstance(drawn, StreamObject):
            continue
        if drawn.get("/Subtype") == "/Image":
            found.append(drawn)
        elif drawn.get("/Subtype") == "/Form" and depth:
            found.extend(_pictures(drawn, depth - 1))
    return found


def _lighten(picture: StreamObject, pixels: float) -> bool:
    """Draw one picture smaller, if its colours are plain and it gains by it."""
    before = len(picture._data)
    mode = _mode(picture)
    seen = _seen(picture, mode) if mode and before >= _SMALL else None
    if seen is None:
        return False
    with seen:
        seen.draft(seen.mode, (round(pixels), round(pixels)))
        seen.thumbnail((round(pixels), round(pixels)), Image.Resampling.LANCZOS, reducing_gap=2.0)
        kept = BytesIO()
        seen.save(kept, "JPEG", quality=_QUALITY, optimize=True)
        size = seen.size
    if kept.tell() > 0.8 * before:
        return False
    picture._data = kept.getvalue()
    picture[NameObject("/Width")], picture[NameObject("/Height")] = map(NumberObject, size)
    picture[NameObject("/Length")] = NumberObject(kept.tell())
    picture[NameObject("/Filter")] = NameObject("/DCTDecode")
    picture.pop("/DecodeParms", None)
    return True


def _seen(picture: StreamObject, mode: str) -> Image.Image | None:
    if "/FlateDecode" in _filters(picture):
        width, height = (int(str(picture[side])) for side in ("/Width", "/Height"))
        if width * height > _PIXELS_AT_MOST:
            return None
        return Image.frombytes(mode, (width, height), picture.get_data())
    seen = Image.open(BytesIO(picture._data))
    if seen.format == "JPEG" and seen.mode == mode:
        return seen
    seen.close()
    return None


def _filters(picture: StreamObject) -> list[object]:
    filters = resolve(picture.get("/Filter"))
    return list(map(resolve, filters)) if isinstance(filters, list) else [filters]


def _mode(picture: StreamObject) -> str | None:
    """How Pillow sees a picture of plain colours; None for all that is better left alone."""
    # A mask over the picture, or a turned scale of colours, would no longer fit.
    odd = {"/Mask", "/Decode", "/ImageMask", "/SMaskInData"} & picture.keys()
    if _filters(picture) not in _KINDS or odd or picture.get("/BitsPerComponent", 8) != 8:
        return None
    colour = resolve(picture.get("/ColorSpace"))
    if isinstance(colour, list) and len(colour) == 2 and resolve(colour[0]) == "/ICCBased":
        profile = resolve(colour[1])
        channels = profile.get("/N") if isinstance(profile, DictionaryObject) else None
        return _CHANNELS.get(int(channels)) if channels is not None else None
    return _COLOURS.get(str(colour)) if not isinstance(colour, list) else None
