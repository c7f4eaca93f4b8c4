"""Marks as tablets, the viewer and the PDF export exchange them.

Page space: points, origin at the top left of the page as displayed, y down; pages count from 1.
"""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

Layer = Literal["personal", "meeting"]
Kind = Literal["ink", "highlight", "underline", "note"]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-100_000, le=100_000)]
Point = tuple[Number, Number]
Quad = tuple[Number, Number, Number, Number]

TEXT_LIMIT = 5_000
QUOTE_LIMIT = 5_000
POINTS_LIMIT = 10_000
MARKS_PER_CALL = 500

SHAPE: dict[str, str] = {
    "ink": "strokes", "highlight": "quads", "underline": "quads", "note": "point",
}  # fmt: skip
BODY: dict[str, tuple[str, ...]] = {
    "ink": ("color", "opacity", "strokes", "width"),
    "highlight": ("color", "opacity", "quads", "quote"),
    "underline": ("color", "opacity", "quads", "quote"),
    "note": ("color", "opacity", "point"),
}


class Drawn(BaseModel):
    """What of a mark is drawn; which fields count depends on the kind."""

    model_config = ConfigDict(frozen=True)
    color: str = Field("#1d4f91", pattern=r"^#[0-9a-fA-F]{6}$")
    opacity: float = Field(1.0, ge=0.05, le=1.0)
    strokes: list[Annotated[list[Point], Field(min_length=1)]] | None = Field(
        None, min_length=1, max_length=500, description="ink: strokes as lists of [x, y]"
    )
    width: float | None = Field(None, ge=0.1, le=60, description="ink: width of the pen in points")
    quads: list[Quad] | None = Field(
        None, min_length=1, max_length=500, description="highlight, underline: [x0, y0, x1, y1]"
    )
    quote: str | None = Field(None, max_length=QUOTE_LIMIT, description="the text that was marked")
    point: Point | None = Field(None, description="note: where it is pinned")
    text: str = Field("", max_length=TEXT_LIMIT)


class NewMark(Drawn):
    """A mark made on a tablet; the id is the tablet's own, so sending twice stores once."""

    id: UUID
    layer: Layer
    kind: Kind
    page: int = Field(ge=1, le=100_000)

    @model_validator(mode="after")
    def has_its_shape(self) -> Self:
        """Ink needs strokes, highlights quads, a note its point."""
        if getattr(self, SHAPE[self.kind]) is None:
            raise ValueError("mark.no_shape")
        if sum(len(stroke) for stroke in self.strokes or []) > POINTS_LIMIT:
            raise ValueError("mark.too_many_points")
        return self


class Author(BaseModel):
    """Who made a mark; `deputy` is the name of whoever made it on the author's behalf."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    name: str
    deputy: str | None = None


class Mark(Drawn):
    """A stored mark."""

    id: UUID
    version_id: UUID
    layer: Layer
    kind: Kind
    page: int
    author: Author
    created_at: datetime
    modified_at: datetime
    revision: int
    deleted: bool = False

    def wire(self) -> dict[str, Any]:
        """Return the mark as JSON values, without the fields of other kinds."""
        return self.model_dump(mode="json", exclude_none=True)
