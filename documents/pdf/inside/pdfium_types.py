"""The part of PDFium's Python binding that we use, which comes without types."""

from typing import Protocol

from PIL.Image import Image


class Bitmap(Protocol):
    """A drawn page."""

    def to_pil(self) -> Image:
        """Return the picture."""


class TextPage(Protocol):
    """The text of a page."""

    def get_text_range(self) -> str:
        """Return all text in reading order as far as the file tells it."""


class Page(Protocol):
    """A loaded page."""

    def get_size(self) -> tuple[float, float]:
        """Return width and height in points as displayed."""

    def get_textpage(self) -> TextPage:
        """Return the text of the page."""

    def render(self, *, scale: float, rev_byteorder: bool) -> Bitmap:
        """Draw the page, `scale` pixels for each point."""

    def close(self) -> None:
        """Free the page."""


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
