"""The agenda is put in order: all items at once, or one item by one step."""

from uuid import UUID

from pydantic import Field

from ecabinet.core.errors import Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, tree
from meetings.commands import agenda_parts as parts
from meetings.commands.hearing import end_for_guests, guest_items
from meetings.commands.plan import MeetingRef
from meetings.fields import Command
from meetings.models import AgendaItem, Meeting
from meetings.policies import MeetingPermission


class AgendaOrder(Command):
    """All items one may see, in their new order, each before its sub-items.

    `levels` says how deep each lies, from 0; without it each lies as deep as before.
    `agenda_revision` is that of the agenda which the person saw.
    """

    item_ids: tuple[UUID, ...] = Field(max_length=500)
    levels: tuple[int, ...] | None = None
    agenda_revision: int | None = None


class ReorderAgenda(AgendaOrder):
    """The order and the meeting."""

    meeting_id: UUID


def reorder_agenda(uow: UnitOfWork, cmd: ReorderAgenda) -> MeetingRef:
    """Put the items in order. Items the actor may not know of stay behind the item before them.

    Raises:
        Invalid: not exactly the meeting's items are given, or the levels make no tree.
        Conflict: an item that was discussed would get another number.
        Stale: the agenda is not the one seen.
    """
    meeting = parts.meeting_to_plan(uow, cmd.meeting_id, cmd.agenda_revision)
    known = {item.id: item for item in _seen(uow, meeting)}
    if len(cmd.item_ids) != len(known) or set(cmd.item_ids) != set(known):
        raise Invalid("agenda.other_items", field="item_ids")
    levels = cmd.levels
    if levels is None:
        levels = tuple(known[item_id].level for item_id in cmd.item_ids)
    if len(levels) != len(cmd.item_ids):
        raise Invalid("agenda.bad_level", field="levels")
    return _arrange(uow, meeting, [known[i] for i in cmd.item_ids], list(levels))


class Step(Command):
    """One step: up, down, in (becomes a sub-item of the one before), out."""

    direction: tree.ItemDirection
    agenda_revision: int | None = None


class MoveAgendaItem(Step):
    """The step and the item."""

    item_id: UUID


def move_agenda_item(uow: UnitOfWork, cmd: MoveAgendaItem) -> MeetingRef:
    """Move an item with its sub-items by one step. Raises as `reorder_agenda` does."""
    place = access.agenda_item(uow, uow.actor, cmd.item_id, MeetingPermission.PLAN, lock=True)
    parts.check_open(place.meeting, cmd.agenda_revision)
    known = {item.id: item for item in _seen(uow, place.meeting)}
    before = [tree.Branch(item.id, item.level) for item in known.values()]
    after = tree.moved(before, cmd.item_id, cmd.direction)
    if after == before:
        return MeetingRef(id=place.meeting.id)
    items = [known[branch.id] for branch in after]
    return _arrange(uow, place.meeting, items, [branch.level for branch in after])


def _seen(uow: UnitOfWork, meeting: Meeting) -> list[AgendaItem]:
    return [item for item in meeting.items if item.secrecy <= uow.actor.clearance]


def _arrange(
    uow: UnitOfWork, meeting: Meeting, seen: list[AgendaItem], levels: list[int]
) -> MeetingRef:
    items, all_levels = _with_unseen(meeting, seen, levels)
    guests = guest_items(meeting)
    parts.arrange(meeting, items, all_levels)
    end_for_guests(uow, meeting, guests)
    parts.announce(uow, meeting, "agenda.reordered")
    return MeetingRef(id=meeting.id)


def _with_unseen(
    meeting: Meeting, seen: list[AgendaItem], levels: list[int]
) -> tuple[list[AgendaItem], list[int]]:
    """Put the items that the actor may not know of behind the one before which they lay.

    They keep their depth as far as the new neighbour allows.
    """
    items, at = list(seen), list(levels)
    for index, item in enumerate(meeting.items):
        if item in seen:
            continue
        place = items.index(meeting.items[index - 1]) + 1 if index else 0
        items.insert(place, item)
        at.insert(place, min(item.level, at[place - 1] + 1 if place else 0))
    return items, at
