"""Handwriting of an instruction: strokes on a sheet, kept beside the typed words.

Places are thousandths of the sheet's width; a page of A4 is 1,414 high.
"""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

MOST_STROKES, MOST_POINTS = 600, 2_000
Place = Annotated[int, Field(ge=0, le=3_000)]
Stroke = Annotated[list[tuple[Place, Place]], Field(min_length=1, max_length=MOST_POINTS)]


class Sheet(BaseModel):
    """What was written by hand; `version_id`: over the first page of this version."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    height: int = Field(1_414, ge=100, le=3_000)
    strokes: list[Stroke] = Field(min_length=1, max_length=MOST_STROKES)
    version_id: UUID | None = None
