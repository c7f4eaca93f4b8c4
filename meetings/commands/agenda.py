"""The agenda is made: items are added, changed, taken off. Their order is in agenda_order.py."""

from uuid import UUID

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, states, tree
from meetings.commands import agenda_parts as parts
from meetings.commands.ask_papers import drop_requests
from meetings.commands.hearing import end_for_guests, end_for_uncleared, guest_items
from meetings.commands.plan import MeetingRef
from meetings.fields import Command, ItemMinutes, ItemSecrecy, ShortText, Title
from meetings.models import AgendaItem, Meeting
from meetings.policies import MeetingPermission
from meetings.states import ItemState


class ItemRef(Command):
    """The item that was made or changed."""

    id: UUID


class NewItem(Command):
    """An item at the end of the agenda, or of the item `parent_id`; `minutes` is the time planned.

    Who is not cleared for `secrecy` does not know of the item. `agenda_revision` is that of the
    agenda which the person saw; left out, nothing is compared.
    """

    title: Title
    minutes: ItemMinutes = 15
    presenter_name: ShortText = ""
    presenter_unit: ShortText = ""
    members_only: bool = False
    secrecy: ItemSecrecy = 0
    parent_id: UUID | None = None
    agenda_revision: int | None = None


class AddAgendaItem(NewItem):
    """The item and its meeting."""

    meeting_id: UUID


def add_agenda_item(uow: UnitOfWork, cmd: AddAgendaItem) -> ItemRef:
    """Add an item.

    Raises:
        Conflict: the meeting is over. Stale: the agenda is not the one seen.
        Invalid: it is longer than the meeting, lies too deep or in no item of this meeting, or is
            more secret than the actor may know.
    """
    meeting = parts.meeting_to_plan(uow, cmd.meeting_id, cmd.agenda_revision)
    parts.check_length(meeting, cmd.minutes)
    parts.check_secrecy(uow, cmd.secrecy)
    fields = cmd.model_dump(exclude={"parent_id", "agenda_revision"})
    item = AgendaItem(id=new_id(), state=ItemState.PENDING, **fields)
    items, levels = list(meeting.items), parts.levels_of(meeting.items)
    place, level = _place_in(uow, meeting, cmd.parent_id)
    items.insert(place, item)
    levels.insert(place, level)
    parts.arrange(meeting, items, levels)
    uow.session.add(item)
    parts.announce(uow, meeting, "agenda_item.added", item, title=item.title)
    return ItemRef(id=item.id)


def _place_in(uow: UnitOfWork, meeting: Meeting, parent_id: UUID | None) -> tuple[int, int]:
    """Return the index and the level of a new last item of the item `parent_id`."""
    ids = [item.id for item in meeting.items if item.secrecy <= uow.actor.clearance]
    if parent_id is None:
        return len(meeting.items), 0
    if parent_id not in ids:
        raise Invalid("agenda.unknown_parent", field="parent_id")
    levels = parts.levels_of(meeting.items)
    index = [item.id for item in meeting.items].index(parent_id)
    return tree.end_of(levels, index), levels[index] + 1


class ItemChanges(Command):
    """What is left out stays. `agenda_revision` is that of what the person saw."""

    title: Title | None = None
    minutes: ItemMinutes | None = None
    presenter_name: ShortText | None = None
    presenter_unit: ShortText | None = None
    members_only: bool | None = None
    secrecy: ItemSecrecy | None = None
    agenda_revision: int | None = None


class UpdateAgendaItem(ItemChanges):
    """Changes to one item."""

    item_id: UUID


def update_agenda_item(uow: UnitOfWork, cmd: UpdateAgendaItem) -> ItemRef:
    """Change an item; what lies in it becomes at least as closed and secret.

    Raises:
        Conflict: the meeting is over, or guests stand in the way.
        Stale: the agenda is not the one seen.
        Invalid: it would be longer than the meeting, or more secret than the actor may know.
    """
    place = access.agenda_item(uow, uow.actor, cmd.item_id, MeetingPermission.PLAN, lock=True)
    meeting, item = place.meeting, place.item
    parts.check_open(meeting, cmd.agenda_revision)
    changes = cmd.model_dump(exclude={"item_id", "agenda_revision"}, exclude_none=True)
    if changes.get("minutes", item.minutes) != item.minutes:
        parts.check_length(meeting, changes["minutes"])
    parts.check_secrecy(uow, changes.get("secrecy", 0))
    secret = {one.id: one.secrecy for one in meeting.items}
    guests = guest_items(meeting)
    for name, value in changes.items():
        setattr(item, name, value)
    parts.arrange(meeting, meeting.items, parts.levels_of(meeting.items))
    raised = [one for one in meeting.items if one.secrecy > secret[one.id]]
    if raised:
        end_for_uncleared(uow, meeting, raised)
    end_for_guests(uow, meeting, guests)
    parts.announce(uow, meeting, "agenda_item.changed", item, **changes)
    return ItemRef(id=cmd.item_id)


class RemoveAgendaItem(Command):
    """An item that will not be discussed, with all that lies in it."""

    item_id: UUID


def remove_agenda_item(uow: UnitOfWork, cmd: RemoveAgendaItem) -> MeetingRef:
    """Take an item off, with its sub-items.

    Raises:
        Conflict: one of them was discussed, nothing would be left of a called meeting's agenda, or
            items after it were discussed under their numbers.
    """
    place = access.agenda_item(uow, uow.actor, cmd.item_id, MeetingPermission.PLAN, lock=True)
    meeting = place.meeting
    parts.check_open(meeting, None)
    items, levels = list(meeting.items), parts.levels_of(meeting.items)
    index = items.index(place.item)
    end = tree.end_of(levels, index)
    gone, rest = items[index:end], items[:index] + items[end:]
    if any(item.state != ItemState.PENDING for item in gone):
        raise Conflict("agenda.item_discussed")
    if not rest and meeting.state != states.MeetingState.DRAFT:
        raise Conflict("agenda.last_item")
    for item in gone:
        item.removed_at = uow.now
    drop_requests(uow, meeting, gone)
    parts.arrange(meeting, rest, levels[:index] + levels[end:])
    parts.announce(uow, meeting, "agenda_item.removed", place.item, title=place.item.title)
    return MeetingRef(id=meeting.id)
