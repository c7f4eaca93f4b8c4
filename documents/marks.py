"""Marks as tablets, the viewer and the PDF export exchange them.

Page space: points, origin at the top left of the page as displayed, y down; pages count from 1.
"""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

Layer = Literal["personal", "unit", "meeting"]
Kind = Literal[
    "ink", "highlight", "underline", "strikeout", "note", "reply",
    "line", "arrow", "rectangle", "ellipse", "text", "stamp",
]  # fmt: skip
Stamp = Literal["seen", "agreed", "disagreed", "review", "revise", "done"]
State = Literal["resolved", "reopened"]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-100_000, le=100_000)]
Point = tuple[Number, Number]
Quad = tuple[Number, Number, Number, Number]

TEXT_LIMIT = 5_000
QUOTE_LIMIT = 5_000
POINTS_LIMIT = 10_000
MARKS_PER_CALL = 500

SHAPE: dict[str, str] = {
    "ink": "strokes", "highlight": "quads", "underline": "quads", "strikeout": "quads",
    "note": "point", "reply": "parent", "line": "ends", "arrow": "ends",
    "rectangle": "box", "ellipse": "box", "text": "box", "stamp": "stamp",
}  # fmt: skip
_LINED = ("color", "opacity", "width")
BODY: dict[str, tuple[str, ...]] = {
    "ink": ("color", "opacity", "strokes", "width"),
    "highlight": ("color", "opacity", "quads", "quote"),
    "underline": ("color", "opacity", "quads", "quote"),
    "strikeout": ("color", "opacity", "quads", "quote"),
    "note": ("color", "opacity", "point"),
    "reply": ("color", "opacity", "state"),
    "line": (*_LINED, "ends"),
    "arrow": (*_LINED, "ends"),
    "rectangle": (*_LINED, "box"),
    "ellipse": (*_LINED, "box"),
    "text": ("color", "opacity", "box", "size"),
    "stamp": ("color", "opacity", "box", "stamp"),
}


class Drawn(BaseModel):
    """What of a mark is drawn; which fields count depends on the kind."""

    model_config = ConfigDict(frozen=True)
    color: str = Field("#1d4f91", pattern=r"^#[0-9a-fA-F]{6}$")
    opacity: float = Field(1.0, ge=0.05, le=1.0)
    strokes: list[Annotated[list[Point], Field(min_length=1)]] | None = Field(
        None, min_length=1, max_length=500, description="ink: strokes as lists of [x, y]"
    )
    width: float | None = Field(
        None, ge=0.1, le=60, description="ink, line, arrow, rectangle, ellipse: width in points"
    )
    quads: list[Quad] | None = Field(
        None,
        min_length=1,
        max_length=500,
        description="highlight, underline, strikeout: [x0, y0, x1, y1]",
    )
    quote: str | None = Field(None, max_length=QUOTE_LIMIT, description="the text that was marked")
    point: Point | None = Field(None, description="note: where it is pinned")
    ends: tuple[Point, Point] | None = Field(None, description="line, arrow: from, to")
    box: Quad | None = Field(None, description="rectangle, ellipse, text, stamp: [x0, y0, x1, y1]")
    size: float | None = Field(None, ge=6, le=72, description="text: size of the letters in points")
    text: str = Field("", max_length=TEXT_LIMIT)


class Fixed(Drawn):
    """What of a mark never changes."""

    unit_id: UUID | None = Field(
        None, description="layer `unit`: whose; the author's first unit when left out"
    )
    parent: UUID | None = Field(None, description="reply: the mark it answers")
    state: State | None = Field(
        None, description="reply: says that the matter is settled, or open again"
    )
    stamp: Stamp | None = Field(None, description="stamp: what it says")


class NewMark(Fixed):
    """A mark made on a tablet; the id is the tablet's own, so sending twice stores once."""

    id: UUID
    layer: Layer
    kind: Kind
    page: int = Field(ge=1, le=100_000)

    @model_validator(mode="after")
    def has_its_shape(self) -> Self:
        """Ink needs strokes, highlights quads, a note its point, a reply what it answers."""
        wanted = {SHAPE[self.kind]} | ({"box"} if self.kind == "stamp" else set())
        if any(getattr(self, name) is None for name in wanted):
            raise ValueError("mark.no_shape")
        if sum(len(stroke) for stroke in self.strokes or []) > POINTS_LIMIT:
            raise ValueError("mark.too_many_points")
        if self.says_nothing:
            raise ValueError("mark.no_words")
        return self

    @property
    def says_nothing(self) -> bool:
        """Whether it is words without words: a text, or a reply that settles nothing."""
        wordless = not self.text.strip()
        return wordless and (self.kind == "text" or (self.kind == "reply" and self.state is None))


class Author(BaseModel):
    """Who made a mark; `deputy` is the name of whoever made it on the author's behalf.

    `brought_by`: the mark was read from a file which this person sent in. Then `name` is only what
    the file says, perhaps nothing, and `id` is nobody's.
    """

    model_config = ConfigDict(frozen=True)
    id: UUID
    name: str
    deputy: str | None = None
    brought_by: UUID | None = None


class Mark(Fixed):
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
