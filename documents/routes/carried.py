"""Marks of the version before: what became of them in this one, and the last word on each."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field, model_validator

from documents.carrying.fates import Fate
from documents.carrying.words import Box
from documents.commands.settle_mark import Choice, SettledMark, SettleMark, settle_mark
from documents.marks import Kind, Layer, Point
from documents.queries.carried import CarriedMarks, carried_marks
from documents.routes.api import VersionPath, api
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform


class CarriedPath(BaseModel):
    """A carried mark; its id is that of `listCarriedMarks`, not of an annotation."""

    carried_id: UUID


class CarriedSightOut(BaseModel):
    """A place: version, page, the box round the mark in points; how alike the words are (0–100)."""

    version_id: UUID
    page: int
    box: Box
    likeness: float


class CarriedOut(BaseModel):
    """One mark: where it was, where its copy is (null: nowhere), where else it might belong.

    `settled`: what somebody decided since; null while nobody did.
    """

    id: UUID
    mark_id: UUID | None
    fate: Fate
    settled: Literal["accepted", "placed", "left_out"] | None
    layer: Layer
    kind: Kind
    author: str
    created_at: datetime
    quote: str
    text: str
    old: CarriedSightOut
    new: CarriedSightOut | None
    others: list[CarriedSightOut]
    may_settle: bool


class CarriedCounts(BaseModel):
    """How many marks were carried over, of those the reader may see."""

    kept: int
    moved: int
    uncertain: int
    orphaned: int
    to_settle: int


class CarriedList(BaseModel):
    """The marks, those to be settled first; `under_way`: the server is still carrying some."""

    counts: CarriedCounts
    under_way: bool
    marks: list[CarriedOut]


class SettlementBody(BaseModel):
    """`accept` the place found, `leave_out` of this version, or `place` it elsewhere.

    To place it: `other`, the number of an offered place from 0, or the `page` and `point` (in
    points from the top left) on which the middle of the mark shall lie.
    """

    choice: Choice = Field(examples=["place"])
    other: int | None = Field(None, ge=0, le=20)
    page: int | None = Field(None, ge=1, le=100_000, examples=[2])
    point: Point | None = Field(None, examples=[[210.0, 340.5]])

    @model_validator(mode="after")
    def says_where(self) -> "SettlementBody":
        """To place a mark needs a place."""
        if self.choice == "place" and self.other is None and None in (self.page, self.point):
            raise ValueError("carried.choose_place")
        return self


@api.get(
    "/papers/<uuid:version_id>/carried-marks",
    operation_id="listCarriedMarks",
    summary="Ghi chú chuyển từ bản trước",
    responses={200: CarriedList},
)
def list_carried(path: VersionPath) -> Response:
    """List what became of the marks of the version before; of layers one may see, no others."""
    with platform().store.reading() as session:
        found = carried_marks(session, current_actor(), path.version_id)
    return answer(_list(found))


@api.post(
    "/carried-marks/<uuid:carried_id>/settlement",
    operation_id="settleCarriedMark",
    summary="Xử lý chỗ của một ghi chú chuyển từ bản trước",
    responses={200: SettledMark},
)
def post_settlement(path: CarriedPath, body: SettlementBody, header: WriteHeaders) -> Response:
    """Say where a mark belongs; again is allowed, the last word counts."""
    command = SettleMark(id=path.carried_id, **body.model_dump())
    return answer(execute(settle_mark, command))


def _list(found: CarriedMarks) -> CarriedList:
    by_fate = {fate.value: found.counts.by_fate.get(fate, 0) for fate in Fate}
    return CarriedList(
        counts=CarriedCounts(**by_fate, to_settle=found.counts.to_settle),
        under_way=found.counts.wanted,
        marks=[CarriedOut.model_validate(view, from_attributes=True) for view in found.marks],
    )
