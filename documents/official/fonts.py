"""Tinos, with the metrics of Times New Roman and all Vietnamese letters, embedded into every PDF.

The standard fonts of PDF know no Vietnamese. Tinos is installed with the other front-end parts.
"""

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

import ecabinet

REGULAR, BOLD, ITALIC, BOLD_ITALIC = (
    "Tinos",
    "Tinos-Bold",
    "Tinos-Italic",
    "Tinos-BoldItalic",
)
_FILES = {
    REGULAR: "Tinos-Regular.ttf",
    BOLD: "Tinos-Bold.ttf",
    ITALIC: "Tinos-Italic.ttf",
    BOLD_ITALIC: "Tinos-BoldItalic.ttf",
}


def font_folder() -> Path:
    """Return where the fonts are: inside the package when installed, beside it in a checkout.

    Raises:
        FileNotFoundError: the front-end parts have not been installed (`make vendor`).
    """
    package = Path(ecabinet.__file__).parent
    for root in (package, package.parent):
        folder = root / "static" / "vendor" / "fonts"
        if all((folder / name).is_file() for name in _FILES.values()):
            return folder
    raise FileNotFoundError("Tinos is missing in static/vendor/fonts: run `make vendor`")


@cache
def register_fonts() -> None:
    """Make the four faces known to reportlab under their names and as one family."""
    folder = font_folder()
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, folder / file))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)


def face(*, bold: bool = False, italic: bool = False) -> str:
    """Return the name of the face for a style, which reportlab knows from now on."""
    register_fonts()
    if bold:
        return BOLD_ITALIC if italic else BOLD
    return ITALIC if italic else REGULAR
