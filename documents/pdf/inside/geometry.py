"""From page space, as the reader sees a page, to PDF user space.

Page space: points, origin at the top left of the visible box with /Rotate applied, y down.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PageObject

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
_LETTER = (0.0, 0.0, 612.0, 792.0)  # What readers take when a page has no usable MediaBox.


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The visible box of a page in user space, and its clockwise rotation in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points as displayed."""
        width, height = self.right - self.left, self.top - self.bottom
        return (width, height) if self.rotation % 180 == 0 else (height, width)

    def to_user(self, point: Sequence[float]) -> Point:
        """Return the user space position of a point of page space."""
        x, y = point
        if self.rotation == 90:
            return self.left + y, self.bottom + x
        if self.rotation == 180:
            return self.right - x, self.bottom + y
        if self.rotation == 270:
            return self.right - y, self.top - x
        return self.left + x, self.top - y

    def to_page(self, point: Sequence[float]) -> Point:
        """Return the page space position of a point of user space."""
        x, y = point
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        if self.rotation == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def corners(self, quad: Sequence[float]) -> Corners:
        """Return top left, top right, bottom left and bottom right, as displayed, of a box.

        This is the order of /QuadPoints that readers use, whatever the rotation.
        """
        x0, y0, x1, y1 = quad
        ends = ((x0, y0), (x1, y0), (x0, y1), (x1, y1))
        top_left, top_right, bottom_left, bottom_right = (self.to_user(end) for end in ends)
        return top_left, top_right, bottom_left, bottom_right


def _box(values: Sequence[float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(value) for value in values)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def frame_of(page: PageObject) -> PageFrame:
    """Return what a reader shows of `page`: its CropBox within its MediaBox, and its rotation."""
    media = _box(page.mediabox)
    if media[2] <= media[0] or media[3] <= media[1]:
        media = _LETTER
    crop = _box(page.cropbox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right <= left or top <= bottom:
        left, bottom, right, top = media
    return PageFrame(left, bottom, right, top, int(page.rotation) // 90 * 90 % 360)
