"""Somebody writes an opinion, changes it, takes it back."""

from uuid import UUID, uuid4

from sqlalchemy import select

from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.fields import Command, LongText
from meetings.models import Participant
from meetings.opinions import access, telling
from meetings.opinions.access import Held
from meetings.opinions.commands.steps import OpinionRef, fresh, note, still_taken
from meetings.opinions.models import OpinionCall, WrittenOpinion
from meetings.opinions.policies import OpinionsPermission, WrittenPermission
from meetings.opinions.states import Naming, OpinionAct
from meetings.policies import PREPARING
from meetings.queries.standing_in import holders


class OpinionPaper(Command):
    """An opinion: in the name of a unit, or one's own; without a name where that is allowed.

    `anonymous` None: as the item has it, with a name where the writer may choose.
    `revision` is that of the opinion the person saw, None when there was none yet.
    """

    text: LongText
    unit_id: UUID | None = None
    anonymous: bool | None = None
    revision: int | None = None


class GiveOpinion(OpinionPaper):
    """The opinion, and on which item."""

    item_id: UUID


class WithdrawOpinion(Command):
    """Which; `revision` is that of what the person saw."""

    opinion_id: UUID
    revision: int | None = None


def give_opinion(uow: UnitOfWork, cmd: GiveOpinion) -> OpinionRef:
    """Write an opinion on an item, or change the one that stands. The same words again change none.

    Raises:
        NotFound: the actor may not know of the item.
        Denied: the actor has no seat, acts for another, or holds no office in the unit.
        Conflict: none are taken (any more), or it was answered already.
        Invalid: a name is wanted, or not wanted, on this item; a unit always has one.
        Stale: it was changed since `revision`, by a colleague or on another device.
    """
    at = access.opinions(uow.session, uow.actor, cmd.item_id, OpinionsPermission.GIVE, lock=True)
    call = still_taken(uow, at)
    if cmd.unit_id and cmd.unit_id not in uow.actor.units_as(*PREPARING):
        raise Denied("denied", kind="opinion")
    slot = f"unit:{cmd.unit_id}" if cmd.unit_id else f"person:{uow.actor.person_id}"
    query = select(WrittenOpinion).where(
        WrittenOpinion.item_id == cmd.item_id, WrittenOpinion.slot == slot
    )
    found = uow.session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        return _first(uow, at, call, slot, cmd)
    return _again(uow, found, cmd)


def _first(uow: UnitOfWork, at: Held, call: OpinionCall, slot: str, cmd: GiveOpinion) -> OpinionRef:
    seat = uow.session.get(Participant, at.meeting.seat.id) if at.meeting.seat else None
    assert seat is not None
    assert uow.actor.person_id is not None
    # A substitute writes for whoever is represented, under the names of this day.
    instead = holders(uow.session, [seat.id]).get(seat.id, "")
    row = WrittenOpinion(
        id=uuid4(), item_id=cmd.item_id, person_id=uow.actor.person_id, unit_id=cmd.unit_id,
        slot=slot, anonymous=_without_name(call, cmd), name=seat.name, title=seat.title,
        stands_for=instead, unit_name=_unit_name(uow, cmd.unit_id), rank=seat.rank,
        text=cmd.text, given_at=uow.now,
    )  # fmt: skip
    uow.session.add(row)
    uow.session.flush()  # Its story needs it, and the revision is part of the answer.
    _told(uow, row, OpinionAct.GIVE)
    return OpinionRef.of(row)


def _again(uow: UnitOfWork, row: WrittenOpinion, cmd: GiveOpinion) -> OpinionRef:
    if row.text == cmd.text:
        return OpinionRef.of(row)
    _unanswered(row)
    fresh(row, cmd.revision)
    if cmd.anonymous is not None and cmd.anonymous != row.anonymous:
        raise Invalid("opinion.name_stays", field="anonymous")
    row.text, row.changed_at = cmd.text, uow.now
    row.person_id = uow.actor.person_id or row.person_id
    _told(uow, row, OpinionAct.CHANGE)
    uow.session.flush()
    return OpinionRef.of(row)


def _told(uow: UnitOfWork, row: WrittenOpinion, act: OpinionAct) -> None:
    """Write the story. Of one without a name no log tells: neither who wrote it nor when."""
    note(uow, row, act, row.text if act is not OpinionAct.WITHDRAW else "")
    if not row.anonymous:
        deeds = {
            OpinionAct.GIVE: "opinion.given",
            OpinionAct.CHANGE: "opinion.changed",
            OpinionAct.WITHDRAW: "opinion.withdrawn",
        }
        uow.audit(deeds[act], "opinion", row.id, item=row.item_id)
    telling.announce(uow, row.item_id)


def _unanswered(row: WrittenOpinion) -> None:
    if row.reply_at is not None:
        raise Conflict("opinion.answered")


def _without_name(call: OpinionCall, cmd: GiveOpinion) -> bool:
    if cmd.unit_id and (cmd.anonymous or call.naming == Naming.ANONYMOUS):
        raise Invalid("opinion.unit_is_named", field="unit_id")
    if call.naming == Naming.NAMED and cmd.anonymous:
        raise Invalid("opinion.name_wanted", field="anonymous")
    if call.naming == Naming.ANONYMOUS and cmd.anonymous is False:
        raise Invalid("opinion.no_name_wanted", field="anonymous")
    return call.naming == Naming.ANONYMOUS or bool(cmd.anonymous)


def _unit_name(uow: UnitOfWork, unit_id: UUID | None) -> str:
    if unit_id is None:
        return ""
    return names_on(uow.session, [unit_id], office_day(uow.now))[unit_id].name


def withdraw_opinion(uow: UnitOfWork, cmd: WithdrawOpinion) -> OpinionRef:
    """Take an opinion back, with its files: nobody but its writer sees it any more.

    Raises:
        NotFound, Denied, Stale.
        Conflict: opinions are taken no more, or it was answered already.
    """
    change = WrittenPermission.CHANGE
    one = access.opinion(uow.session, uow.actor, cmd.opinion_id, change, lock=True)
    row = one.opinion
    if row.withdrawn_at is None:
        still_taken(uow, one.at)
        if cmd.revision is not None:
            fresh(row, cmd.revision)
        _unanswered(row)
        row.withdrawn_at, row.slot = uow.now, None
        _told(uow, row, OpinionAct.WITHDRAW)
        uow.session.flush()
    return OpinionRef.of(row)
