"""The secretariat asks for opinions on items, changes how, and closes."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field

from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid, Stale
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.fields import Command, Remark
from meetings.opinions import access, telling
from meetings.opinions.access import Held
from meetings.opinions.commands.steps import call_of, standing
from meetings.opinions.models import OpinionCall
from meetings.opinions.policies import OpinionsPermission
from meetings.opinions.queries.naming import usual_naming
from meetings.opinions.queries.units import presenting_unit
from meetings.opinions.states import Audience, Naming, is_over, widens
from meetings.states import EDITABLE

MOST_ITEMS = 200


class OpinionTerms(Command):
    """How opinions are taken. `due_at` None: until the session closes.

    `naming` None: as the kind of meeting says, or as it was. `unit_id` answers them; None when
    opening: the unit that presents the item, if it is known.
    """

    naming: Naming | None = None
    audience: Audience = Audience.DESK
    due_at: AwareDatetime | None = None
    unit_id: UUID | None = None
    note: Remark = ""


class OpenOpinions(OpinionTerms):
    """For which items."""

    item_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=MOST_ITEMS)]


class ChangeOpinions(OpinionTerms):
    """The terms of one item anew; `revision` is that of what the person saw."""

    item_id: UUID
    revision: int | None = None


class CloseOpinions(Command):
    """Take no more on this item."""

    item_id: UUID


class OpenedItems(Command):
    """On which items opinions are taken from now on."""

    item_ids: tuple[UUID, ...]


class CallRef(Command):
    """What was asked of which item, by its revision."""

    item_id: UUID
    revision: int


def open_opinions(uow: UnitOfWork, cmd: OpenOpinions) -> OpenedItems:
    """Ask for opinions on items; people who may read them are told once the meeting is called.

    Raises:
        NotFound, Denied: of any of the items.
        Conflict: of one they are asked already, or the meeting is over.
        Invalid: the deadline has passed, or the unit is not open.
    """
    wanted = tuple(dict.fromkeys(cmd.item_ids))
    opened = []
    for item_id in wanted:
        at = access.opinions(uow.session, uow.actor, item_id, OpinionsPermission.OPEN, lock=True)
        if at.call is not None:
            raise Conflict("opinions.open_already", number=at.item.number)
        if at.meeting.state not in EDITABLE:
            raise Conflict("opinions.meeting_over")
        _check(uow, cmd)
        _open(uow, at, cmd)
        opened.append(at)
    telling.tell_participants(uow, opened, cmd.due_at)
    return OpenedItems(item_ids=wanted)


def _open(uow: UnitOfWork, at: Held, cmd: OpenOpinions) -> None:
    assert uow.actor.person_id is not None
    unit_id = cmd.unit_id or presenting_unit(uow.session, at.item, office_day(uow.now))
    naming = cmd.naming or usual_naming(uow.session, at.meeting.row)
    call = OpinionCall(
        item_id=at.item.id, meeting_id=at.meeting.id, naming=naming, audience=cmd.audience,
        due_at=cmd.due_at, unit_id=unit_id, note=cmd.note, opened_by=uow.actor.person_id,
        opened_at=uow.now,
    )  # fmt: skip
    uow.session.add(call)
    telling.announce(uow, at.item.id)
    told = {"naming": naming, "audience": cmd.audience, "due_at": cmd.due_at}
    uow.audit("opinions.opened", "agenda_item", at.item.id, **told)


def change_opinions(uow: UnitOfWork, cmd: ChangeOpinions) -> CallRef:
    """Change the terms; with a later deadline opinions are taken again.

    What was promised to those who wrote is kept: nobody more reads than was said, and opinions
    without names that are shown get no company by which the newer ones would be known.

    Raises:
        NotFound, Denied, Stale; Invalid: as `open_opinions`.
        Conflict: not asked for, the meeting is over, or a promise would be broken.
    """
    at = access.opinions(uow.session, uow.actor, cmd.item_id, OpinionsPermission.OPEN, lock=True)
    call = call_of(at)
    if cmd.revision is not None and call.revision != cmd.revision:
        raise Stale("opinions.somebody_else")
    if at.meeting.state not in EDITABLE:
        raise Conflict("opinions.meeting_over")
    _check(uow, cmd)
    if widens(call.audience, cmd.audience) and standing(uow, cmd.item_id):
        raise Conflict("opinions.promised")
    over = is_over(at.meeting.state, call.closed_at, call.due_at, uow.now)
    if over and standing(uow, cmd.item_id, anonymous=True):
        raise Conflict("opinions.anonymous_told")
    for name in ("audience", "due_at", "unit_id", "note"):
        setattr(call, name, getattr(cmd, name))
    call.naming, call.closed_at = cmd.naming or Naming(call.naming), None
    told = {"naming": call.naming, "audience": cmd.audience, "due_at": cmd.due_at}
    uow.audit("opinions.changed", "agenda_item", cmd.item_id, **told)
    telling.announce(uow, cmd.item_id)
    uow.session.flush()  # The revision is part of the answer.
    return CallRef(item_id=call.item_id, revision=call.revision)


def close_opinions(uow: UnitOfWork, cmd: CloseOpinions) -> CallRef:
    """Take no more; the unit that answers is told how many wait. Closing again changes nothing.

    Raises:
        NotFound, Denied; Conflict: they were not asked for.
    """
    at = access.opinions(uow.session, uow.actor, cmd.item_id, OpinionsPermission.OPEN, lock=True)
    call = call_of(at)
    if call.closed_at is None:
        call.closed_at = uow.now
        count = standing(uow, cmd.item_id)
        uow.audit("opinions.closed", "agenda_item", cmd.item_id, count=count)
        telling.announce(uow, cmd.item_id)
        telling.tell_unit(uow, at.item, call, count)
        uow.session.flush()
    return CallRef(item_id=call.item_id, revision=call.revision)


def _check(uow: UnitOfWork, terms: OpinionTerms) -> None:
    if terms.due_at is not None and terms.due_at <= uow.now:
        raise Invalid("opinions.due_in_past", field="due_at")
    today = office_day(uow.now)
    if terms.unit_id and not open_units(uow.session, [terms.unit_id], today):
        raise Invalid("opinions.no_unit", field="unit_id")
