"""The part of PDFium's Python binding that we use, which comes without types."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from PIL.Image import Image


class Bitmap(Protocol):
    """A drawn page."""

    def to_pil(self) -> Image:
        """Return the picture."""

    def close(self) -> None:
        """Free the pixels."""


class TextPage(Protocol):
    """The text of a page."""

    def count_chars(self) -> int:
        """Return how many characters it has."""

    def count_rects(self, index: int, count: int) -> int:
        """Return on how many lines `count` characters from `index` stand."""

    def get_rect(self, index: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right, top of a line counted last, in the file's own space."""

    def close(self) -> None:
        """Free the text."""

    def get_text_bounded(self, left: float, bottom: float, right: float, top: float) -> str:
        """Return the text within a box of the file's own space."""

    def get_text_range(self) -> str:
        """Return all text in reading order as far as the file tells it."""


class Drawn(Protocol):
    """Something drawn on a page."""

    def get_bounds(self) -> tuple[float, float, float, float]:
        """Return left, bottom, right, top in the file's own space."""


class Page(Protocol):
    """A loaded page."""

    def get_objects(self, kinds: list[int], max_depth: int) -> Iterator[Drawn]:
        """Go through what is drawn, of these kinds, also inside forms."""

    def get_size(self) -> tuple[float, float]:
        """Return width and height in points as displayed."""

    def get_textpage(self) -> TextPage:
        """Return the text of the page."""

    def render(self, *, scale: float, rev_byteorder: bool) -> Bitmap:
        """Draw the page, `scale` pixels for each point."""

    def close(self) -> None:
        """Free the page."""


class Place(Protocol):
    """Where an entry of the outline leads."""

    def get_index(self) -> int | None:
        """Return the page, counted from 0."""


class Bookmark(Protocol):
    """An entry of the outline."""

    level: int

    def get_title(self) -> str:
        """Return its words."""

    def get_dest(self) -> Place | None:
        """Return where it leads."""


class Document(Protocol):
    """An opened file."""

    def __len__(self) -> int:
        """Return how many pages there are."""

    def __getitem__(self, index: int) -> Page:
        """Load a page, counted from 0."""

    def get_metadata_value(self, key: str) -> str:
        """Return a value of the document's information, empty if absent."""

    def init_forms(self) -> None:
        """Prepare form fields, so that they are drawn with their pages."""

    def get_toc(self, max_depth: int) -> Iterator[Bookmark]:
        """Go through the outline."""

    def save(self, dest: Path) -> None:
        """Write it as it stands now."""

    def close(self) -> None:
        """Let go of the file."""
