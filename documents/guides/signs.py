"""Icons of the product in a PDF: the paths of its sprite: lines, curves, arcs of circles.

The grammar is that of SVG paths (SVG 1.1, 8.3), as far as Tabler's icons use it.
"""

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree.ElementTree import parse

from reportlab.platypus import Flowable

from documents.official.fonts import font_folder

SIDE = 24.0
"""Icons are drawn on a square of this many units, with y downwards."""

_SVG = "{http://www.w3.org/2000/svg}"
_PART = re.compile(r"([MLHVCSAZ])([^MLHVCSAZ]*)", re.IGNORECASE)
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7}
Point = tuple[float, float]


@cache
def paths_of(name: str) -> tuple[str, ...]:
    """Return the paths of an icon. Raises KeyError: the sprite has none of this name."""
    sprite = parse(font_folder().parent / "icons.svg")  # noqa: S314  # nosec B314 - our own file
    for symbol in sprite.iter():
        if symbol.tag.removeprefix(_SVG) == "symbol" and symbol.get("id") == f"i-{name}":
            return tuple(part.attrib["d"] for part in symbol)
    raise KeyError(name)


class Sign(Flowable):
    """An icon as large as `size` points, drawn with round lines."""

    def __init__(self, name: str, size: float, color: Any) -> None:
        super().__init__()
        self._paths, self._color = paths_of(name), color
        self.width = self.height = size

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Take its own square."""
        del available_width, available_height
        return self.width, self.height

    def draw(self) -> None:
        """Draw its paths."""
        canvas: Any = self.canv
        canvas.translate(0, self.height)
        canvas.scale(self.width / SIDE, -self.width / SIDE)
        canvas.setStrokeColor(self._color)
        canvas.setLineWidth(1.7)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        for words in self._paths:
            path = canvas.beginPath()
            _trace(path, words)
            canvas.drawPath(path, stroke=1, fill=0)


def _steps(words: str) -> Iterator[tuple[str, list[float]]]:
    """Each letter with its numbers; what follows the first pair of an M are lines."""
    for letter, tail in _PART.findall(words):
        numbers = [float(found) for found in _NUMBER.findall(tail)]
        takes = _TAKES.get(letter.upper(), 0)
        if not takes:
            yield letter, []
        for at in range(0, len(numbers), takes or 1):
            first = at == 0 or letter.upper() != "M"
            yield letter if first else {"M": "L", "m": "l"}[letter], numbers[at : at + takes]


def _trace(path: Any, words: str) -> None:
    here = start = bend = (0.0, 0.0)
    for letter, numbers in _steps(words):
        kind = letter.upper()
        if kind == "Z":
            path.close()
            here = start
            continue
        points = _points(letter, numbers, here)
        if kind == "M":
            start = points[0]
            path.moveTo(*start)
        elif kind == "A":
            _arc(path, here, points[0], numbers)
        elif kind in "CS":
            first = [(2 * here[0] - bend[0], 2 * here[1] - bend[1])] if kind == "S" else []
            path.curveTo(*(part for point in first + points for part in point))
        else:
            path.lineTo(*points[0])
        here = points[-1]
        bend = points[-2] if kind in "CS" else here


def _points(letter: str, numbers: list[float], here: Point) -> list[Point]:
    """The points a letter names, whether they count from here (a small letter) or not."""
    dx, dy = here if letter.islower() else (0.0, 0.0)
    if letter in "Hh":
        return [(numbers[0] + dx, here[1])]
    if letter in "Vv":
        return [(here[0], numbers[0] + dy)]
    named = numbers[5:] if letter in "Aa" else numbers
    return [(x + dx, y + dy) for x, y in zip(named[::2], named[1::2], strict=True)]


def _arc(path: Any, here: Point, there: Point, numbers: list[float]) -> None:
    """An arc of a circle from its two ends (SVG 1.1, F.6.5)."""
    large, sweep = bool(numbers[3]), bool(numbers[4])
    half_x, half_y = (here[0] - there[0]) / 2, (here[1] - there[1]) / 2
    half = math.hypot(half_x, half_y)
    if not half:
        return
    radius = max(numbers[0], half)
    away = math.sqrt(max(0.0, radius**2 - half**2)) / half * (1 if large != sweep else -1)
    x = (here[0] + there[0]) / 2 + away * half_y
    y = (here[1] + there[1]) / 2 - away * half_x
    begins = math.degrees(math.atan2(here[1] - y, here[0] - x))
    turns = math.degrees(math.atan2(there[1] - y, there[0] - x)) - begins
    turns += 360 if sweep and turns < 0 else -360 if not sweep and turns > 0 else 0
    path.arcTo(x - radius, y - radius, x + radius, y + radius, begins, turns)
