"""A person says where a mark of the version before belongs in the newer one."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from documents import access
from documents.carrying.copies import copy_of
from documents.carrying.spots import Spot, tapped
from documents.commands.carry import announce
from documents.events import AnnotationRemoved, layer_stream
from documents.held import HeldMark
from documents.marks import Point
from documents.models import Annotation, CarriedMark
from documents.policies import MarkPermission
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork

Choice = Literal["accept", "place", "leave_out"]
SETTLED: dict[Choice, str] = {"accept": "accepted", "place": "placed", "leave_out": "left_out"}


class SettleMark(BaseModel):
    """What shall be: accept the place found, place it elsewhere, or leave it out of this version.

    To place it: `other` counts the places offered from 0, or `page` and the `point` tapped.
    """

    model_config = ConfigDict(frozen=True)
    id: UUID
    choice: Choice
    other: int | None = Field(None, ge=0, le=20)
    page: int | None = Field(None, ge=1, le=100_000)
    point: Point | None = None


class SettledMark(BaseModel):
    """What was decided, and the mark as it stands now on the newer version (null: none)."""

    id: UUID
    settled: str
    version_id: UUID
    mark_id: UUID | None
    page: int | None


def settle_mark(uow: UnitOfWork, cmd: SettleMark) -> SettledMark:
    """Settle one mark; it can be settled anew, the last word counts.

    Raises:
        NotFound, Denied: the mark, or it is not for this person to say.
        Conflict: there is nothing to accept. Invalid: there is no such place.
    """
    row, held = access.carried_mark(
        uow.session, uow.actor, cmd.id, MarkPermission.SETTLE, lock=True
    )
    standing = _standing(uow, row)
    if cmd.choice == "accept" and standing is None:
        raise Conflict("carried.no_mark_there")
    if cmd.choice == "place":
        standing = _place(uow, row, held, standing, _spot(row, held, cmd))
    if cmd.choice == "leave_out" and standing is not None:
        _take_away(uow, [standing])
        standing = None
    row.settled = SETTLED[cmd.choice]
    row.settled_by, row.settled_at = uow.actor.person_id, uow.now
    if held.mark.layer == "meeting":
        # What is written for oneself or one's unit is nothing for those who read the log.
        uow.audit("mark.settled", "annotation", held.mark.id, choice=row.settled)
    return SettledMark(
        id=row.id,
        settled=row.settled,
        version_id=row.version_id,
        mark_id=standing.id if standing else None,
        page=standing.page if standing else None,
    )


def _spot(row: CarriedMark, held: HeldMark, cmd: SettleMark) -> Spot:
    pages = held.version.pages or []
    if cmd.other is not None:
        if cmd.other >= len(row.others):
            raise Invalid("carried.no_such_place", field="other")
        return Spot.model_validate(row.others[cmd.other])
    if cmd.page is None or cmd.point is None:
        raise Invalid("carried.choose_place", field="point")
    if cmd.page > len(pages):
        raise Invalid("mark.no_such_page", page=cmd.page, pages=len(pages))
    return tapped(held.mark.body, cmd.page, cmd.point)


def _place(
    uow: UnitOfWork, row: CarriedMark, held: HeldMark, standing: Annotation | None, spot: Spot
) -> Annotation:
    """Put a fresh copy there, with the replies: a mark that stands never changes its page."""
    size = (held.version.pages or [])[spot.page - 1]
    replies = _replies(uow, row, standing)
    fresh = copy_of(held.mark, row.version_id, spot, size)
    if standing is not None:
        # Words, colour and dates are as they are now on this version.
        fresh.text, fresh.changed_at = standing.text, standing.changed_at
        fresh.body["color"] = standing.body.get("color", fresh.body.get("color"))
        _take_away(uow, [standing, *replies])
    uow.session.add(fresh)
    uow.session.flush()  # The row refers to it.
    row.mark_id = fresh.id
    answers = {
        reply.id: copy_of(reply, row.version_id, Spot(page=spot.page), None, fresh.id)
        for reply in replies
    }
    uow.session.add_all(answers.values())
    uow.session.flush()  # Their rows refer to them.
    _follow(uow, row, answers)
    announce(uow, [fresh, *answers.values()])
    return fresh


def _standing(uow: UnitOfWork, row: CarriedMark) -> Annotation | None:
    mark = uow.session.get(Annotation, row.mark_id) if row.mark_id else None
    return mark if mark is not None and mark.removed_at is None else None


def _replies(
    uow: UnitOfWork, row: CarriedMark, standing: Annotation | None
) -> Sequence[Annotation]:
    """Return the replies of the mark here, or, while it has no place here, of the one before."""
    parent = standing.id if standing is not None else row.origin_id
    return uow.session.scalars(
        select(Annotation)
        .where(Annotation.parent_id == parent, Annotation.removed_at.is_(None))
        .order_by(Annotation.created_at, Annotation.id)
    ).all()


def _follow(uow: UnitOfWork, row: CarriedMark, answers: dict[UUID, Annotation]) -> None:
    """Let the rows of carried replies name their newest copies."""
    rows = uow.session.scalars(
        select(CarriedMark).where(
            CarriedMark.version_id == row.version_id,
            CarriedMark.mark_id.in_(answers) | CarriedMark.origin_id.in_(answers),
        )
    )
    for carried in rows:
        copy = answers.get(carried.mark_id) if carried.mark_id else None
        carried.mark_id = (copy or answers[carried.origin_id]).id


def _take_away(uow: UnitOfWork, marks: Sequence[Annotation]) -> None:
    for mark in marks:
        mark.removed_at = uow.now
        if mark.layer != "personal":
            stream = layer_stream(mark.version_id, mark.unit_id)
            uow.record(AnnotationRemoved(stream=stream, id=mark.id))
