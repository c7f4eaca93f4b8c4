"""How a PDF is set: sizes of pages, and its runs of letters with face, size and place."""

import ctypes
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2.raw

from documents.pdf.inside.pdfium import open_with_pdfium

_C: Any = pypdfium2.raw  # without types
_WIDEST = 2.25  # Of the size: a wider gap parts two runs of one line, as the halves of the head.
_NAME = 128


def run(path: str) -> list[dict[str, Any]]:
    """Return for each page its size in points, and runs [text, face, size, x0, x1, baseline].

    Baselines are counted from the top. A run ends where face, size or line do, or a wide gap is.
    """
    document = open_with_pdfium(Path(path))
    return [_page(document, index) for index in range(len(document))]


def _page(document: Any, index: int) -> dict[str, Any]:
    sheet = document[index]
    width, height = sheet.get_size()
    text = sheet.get_textpage()
    runs = _runs(text, height)
    text.close()
    sheet.close()
    return {"width": width, "height": height, "runs": runs}


def _runs(text: Any, height: float) -> list[list[Any]]:
    letters = [_letter(text, n, height) for n in range(text.count_chars())]
    shown = [letter for letter in letters if letter is not None]
    shown.sort(key=lambda letter: (letter[5], letter[3]))
    runs: list[list[Any]] = []
    for letter in shown:
        last = runs[-1] if runs else None
        if last is not None and _goes_on(last, letter):
            apart = letter[3] - last[4] > letter[2] * 0.15
            last[0] += f" {letter[0]}" if apart else letter[0]
            last[4] = letter[4]
        else:
            runs.append(list(letter))
    return [[unicodedata.normalize("NFC", run[0]), *run[1:]] for run in runs]


def _goes_on(run: list[Any], letter: tuple[Any, ...]) -> bool:
    same = run[1] == letter[1] and run[2] == letter[2] and abs(run[5] - letter[5]) < 0.6
    return bool(same and letter[3] - run[4] < letter[2] * _WIDEST)


def _letter(text: Any, index: int, height: float) -> tuple[Any, ...] | None:
    code = _C.FPDFText_GetUnicode(text, index)
    shown = chr(code) if code else ""
    if not shown or shown.isspace() or not shown.isprintable():
        return None
    left, _bottom, right, _top = text.get_charbox(index, loose=True)
    x, y = ctypes.c_double(), ctypes.c_double()
    _C.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
    size = round(float(_C.FPDFText_GetFontSize(text, index)), 1)
    baseline = round(height - y.value, 1)
    return shown, _face(text, index), size, round(left, 1), round(right, 1), baseline


def _face(text: Any, index: int) -> str:
    name, flags = ctypes.create_string_buffer(_NAME), ctypes.c_int()
    _C.FPDFText_GetFontInfo(text, index, name, _NAME, ctypes.byref(flags))
    return name.value.decode(errors="replace").split("+")[-1]
