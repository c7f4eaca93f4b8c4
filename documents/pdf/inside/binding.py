"""Makes a PDF of a picture, or of the pages of a TIFF."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from documents.pdf.inside.refusal import Refusal

_PIXELS_AT_MOST = 120_000_000
_PAGES_AT_MOST = 500
# A4 at 300 dots per inch: sharper than any tablet shows.
_LONG_SIDE = 3508


def run(source: str, target: str) -> int:
    """Write the picture `source` as a PDF, its short side as wide as A4; return the pages."""
    Image.MAX_IMAGE_PIXELS = _PIXELS_AT_MOST
    pages = 0
    try:
        with Image.open(source) as picture:
            canvas = Canvas(target, invariant=True)
            for page in _pages(picture):
                _draw(canvas, page)
                pages += 1
                if pages > _PAGES_AT_MOST:
                    raise Refusal("too_many_pages", pages=pages, limit=_PAGES_AT_MOST)
            canvas.save()
    except Image.DecompressionBombError as error:
        raise Refusal("too_large") from error
    return pages


def _pages(picture: Image.Image) -> Iterator[Image.Image]:
    for frame in ImageSequence.Iterator(picture):
        upright = ImageOps.exif_transpose(frame)
        if upright.mode in ("RGBA", "LA", "P", "PA"):
            # What is transparent is paper.
            seen = upright.convert("RGBA")
            paper = Image.new("RGBA", seen.size, "white")
            upright = Image.alpha_composite(paper, seen)
        page = upright.convert("RGB")
        page.thumbnail((_LONG_SIDE, _LONG_SIDE))
        yield page


def _draw(canvas: Canvas, page: Image.Image) -> None:
    short, _long = A4
    scale = short / min(page.size)
    width, height = page.width * scale, page.height * scale
    data = BytesIO()
    page.save(data, "JPEG", quality=85)
    data.seek(0)
    canvas.setPageSize((width, height))
    canvas.drawImage(ImageReader(data), 0, 0, width, height)
    canvas.showPage()
