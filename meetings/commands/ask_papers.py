"""The secretariat asks units for papers, changes what it asked, and takes it back."""

from collections.abc import Collection
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy import select

from ecabinet.accounts.models import Unit
from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.text import fold
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, states
from meetings.commands.request_steps import (
    OnRequest,
    RequestRef,
    act_on,
    refuse_when_over,
    settled,
    write_step,
)
from meetings.fields import Command, PaperName, Remark
from meetings.models import AgendaItem, Meeting, PaperRequest
from meetings.policies import ItemPermission, RequestPermission
from meetings.preparing import OPEN, RequestAct, RequestState, wrong_day
from meetings.request_access import request_to_change
from meetings.request_telling import tell_unit, units_with_people


class PapersWanted(Command):
    """Which papers are wanted, of which units, until the end of which day; each of each."""

    unit_ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=30)]
    names: Annotated[tuple[PaperName, ...], Field(min_length=1, max_length=10)]
    due_on: date
    note: Remark = ""


class AskForPapers(PapersWanted):
    """The papers, and the item they are for."""

    item_id: UUID


class Asked(Command):
    """The requests that went out, one for each paper of each unit."""

    request_ids: tuple[UUID, ...]


def ask_for_papers(uow: UnitOfWork, cmd: AskForPapers) -> Asked:
    """Ask units for papers of an item; their people are told.

    Raises:
        NotFound, Denied: as the gate says.
        Conflict: the meeting is over, or the unit has been asked for a paper of this name.
        Invalid: the day is past or after the meeting, a unit is closed or has nobody who may
            know of the item.
    """
    place = access.agenda_item(uow, uow.actor, cmd.item_id, ItemPermission.ASK_PAPERS, lock=True)
    meeting, item = place.meeting, place.item
    if meeting.state not in states.EDITABLE:
        raise Conflict("meeting.over")
    _check_day(uow, cmd.due_on, meeting)
    units = list(dict.fromkeys(cmd.unit_ids))
    _check_units(uow, units, item)
    names = list({fold(name): name for name in cmd.names}.values())
    _refuse_twice(uow, item, units, names)
    made = [_ask(uow, cmd, item, unit_id, name) for unit_id in units for name in names]
    return Asked(request_ids=tuple(made))


def _ask(uow: UnitOfWork, cmd: PapersWanted, item: AgendaItem, unit_id: UUID, name: str) -> UUID:
    if uow.actor.person_id is None:
        raise Denied("denied", kind="paper_request")
    request = PaperRequest(
        id=new_id(),
        meeting_id=item.meeting_id,
        item_id=item.id,
        unit_id=unit_id,
        name=name,
        note=cmd.note,
        due_on=cmd.due_on,
        asked_by=uow.actor.person_id,
        asked_at=uow.now,
    )
    uow.session.add(request)
    uow.session.flush()  # The line of its story refers to it.
    write_step(uow, request, RequestAct.ASK, cmd.note)
    settled(uow, request)
    tell_unit(uow, request, item, "asked")
    uow.audit(
        "paper_request.asked", "paper_request", request.id,
        name=name, unit_id=str(unit_id), due_on=cmd.due_on.isoformat(),
    )  # fmt: skip
    return request.id


class RequestChanges(Command):
    """Another day, another note; what is left out stays."""

    due_on: date | None = None
    note: Remark | None = None


class ChangeRequest(OnRequest, RequestChanges):
    """Changes to one request."""


def change_request(uow: UnitOfWork, cmd: ChangeRequest) -> RequestRef:
    """Give a unit another day or other words. Reminders of the old day count no more.

    Raises:
        NotFound, Denied, Stale; Conflict: it is taken, withdrawn, or the meeting over.
        Invalid: the day is past or after the meeting.
    """
    place = request_to_change(uow, cmd.request_id, RequestPermission.CHANGE, cmd.revision)
    refuse_when_over(place)
    request, moved = place.request, cmd.due_on not in (None, place.request.due_on)
    if moved and cmd.due_on is not None:
        _check_day(uow, cmd.due_on, place.meeting.row)
        request.due_on, request.reminded_at, request.late_told_at = cmd.due_on, None, None
    if cmd.note is not None:
        request.note = cmd.note
    changed = act_on(uow, request, RequestAct.CHANGE, f"{request.due_on:%d/%m/%Y}")
    tell_unit(uow, request, place.item, "moved" if moved else "reworded")
    uow.audit(
        "paper_request.changed", "paper_request", request.id, due_on=request.due_on.isoformat()
    )
    return changed


class WithdrawRequest(OnRequest):
    """What is not wanted any more, and why."""

    reason: Remark = ""


def withdraw_request(uow: UnitOfWork, cmd: WithdrawRequest) -> RequestRef:
    """Ask no more. Raises NotFound, Denied, Stale; Conflict: it is taken or withdrawn already."""
    place = request_to_change(uow, cmd.request_id, RequestPermission.CHANGE, cmd.revision)
    return _withdraw(uow, place.request, place.item, cmd.reason)


def drop_requests(uow: UnitOfWork, meeting: Meeting, items: Collection[AgendaItem]) -> None:
    """Ask no more for papers of items that will not be discussed. The meeting must be locked."""
    by_id = {item.id: item for item in items}
    rows = uow.session.scalars(
        select(PaperRequest).where(
            PaperRequest.meeting_id == meeting.id,
            PaperRequest.item_id.in_(by_id),
            PaperRequest.state.in_([str(state) for state in OPEN]),
        )
    )
    for request in rows:
        _withdraw(uow, request, by_id[request.item_id], "")


def _withdraw(uow: UnitOfWork, request: PaperRequest, item: AgendaItem, reason: str) -> RequestRef:
    done = act_on(uow, request, RequestAct.WITHDRAW, reason)
    tell_unit(uow, request, item, "withdrawn")
    uow.audit("paper_request.withdrawn", "paper_request", request.id)
    return done


def _check_day(uow: UnitOfWork, due_on: date, meeting: Meeting) -> None:
    code = wrong_day(due_on, office_day(uow.now), office_day(meeting.starts_at))
    if code is not None:
        raise Invalid(code, field="due_on")


def _check_units(uow: UnitOfWork, unit_ids: list[UUID], item: AgendaItem) -> None:
    there = open_units(uow.session, unit_ids, office_day(uow.now), lock=True)
    if len(there) < len(unit_ids):
        raise Invalid("paper_request.unit_closed", field="unit_ids")
    manned = units_with_people(uow, unit_ids, item.secrecy)
    empty = [unit_id for unit_id in unit_ids if unit_id not in manned]
    if empty:
        names = uow.session.scalars(select(Unit.name).where(Unit.id.in_(empty)))
        raise Invalid("paper_request.nobody", field="unit_ids", units=", ".join(sorted(names)))


def _refuse_twice(
    uow: UnitOfWork, item: AgendaItem, unit_ids: list[UUID], names: list[str]
) -> None:
    asked = uow.session.execute(
        select(PaperRequest.unit_id, PaperRequest.name).where(
            PaperRequest.item_id == item.id, PaperRequest.state != RequestState.WITHDRAWN
        )
    )
    known = {(unit_id, fold(name)) for unit_id, name in asked}
    for unit_id in unit_ids:
        for name in names:
            if (unit_id, fold(name)) in known:
                raise Conflict("paper_request.asked_already", name=name, field="names")
