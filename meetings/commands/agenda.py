"""The agenda is made: items are added, changed, put in order, taken off."""

from uuid import UUID

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events, states
from meetings.commands.plan import MeetingRef
from meetings.fields import Command, Minutes, ShortText, Title
from meetings.models import AgendaItem, Meeting
from meetings.policies import MeetingPermission
from meetings.states import ItemState


class ItemRef(Command):
    """The item that was made or changed."""

    id: UUID


class NewItem(Command):
    """An item at the end of the agenda; `minutes` is the time planned."""

    title: Title
    minutes: Minutes = 15
    presenter_name: ShortText = ""
    presenter_unit: ShortText = ""
    members_only: bool = False


class AddAgendaItem(NewItem):
    """The item and its meeting."""

    meeting_id: UUID


def add_agenda_item(uow: UnitOfWork, cmd: AddAgendaItem) -> ItemRef:
    """Add an item. Raises Conflict when the meeting is over."""
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.PLAN, lock=True)
    _refuse_when_over(meeting)
    position = len(meeting.items) + 1
    item = AgendaItem(id=new_id(), position=position, number=str(position), **cmd.model_dump())
    uow.session.add(item)
    _announce(uow, meeting, "agenda_item.added", item.id, title=item.title)
    return ItemRef(id=item.id)


class ItemChanges(Command):
    """What is left out stays."""

    title: Title | None = None
    minutes: Minutes | None = None
    presenter_name: ShortText | None = None
    presenter_unit: ShortText | None = None
    members_only: bool | None = None


class UpdateAgendaItem(ItemChanges):
    """Changes to one item."""

    item_id: UUID


def update_agenda_item(uow: UnitOfWork, cmd: UpdateAgendaItem) -> ItemRef:
    """Change an item. Raises Conflict when the meeting is over, or guests stand in the way."""
    place = access.agenda_item(uow, uow.actor, cmd.item_id, MeetingPermission.PLAN, lock=True)
    _refuse_when_over(place.meeting)
    guests = any(
        cmd.item_id in seat.item_ids and seat.removed_at is None
        for seat in place.meeting.participants
    )
    if cmd.members_only and guests:
        raise Conflict("agenda.has_guests")
    changes = cmd.model_dump(exclude={"item_id"}, exclude_none=True)
    for name, value in changes.items():
        setattr(place.item, name, value)
    _announce(uow, place.meeting, "agenda_item.changed", cmd.item_id, **changes)
    return ItemRef(id=cmd.item_id)


class RemoveAgendaItem(Command):
    """An item that will not be discussed."""

    item_id: UUID


def remove_agenda_item(uow: UnitOfWork, cmd: RemoveAgendaItem) -> MeetingRef:
    """Take an item off.

    Raises:
        Conflict: it was discussed, it is the last one of a called meeting, or items after it were
            discussed under their numbers.
    """
    place = access.agenda_item(uow, uow.actor, cmd.item_id, MeetingPermission.PLAN, lock=True)
    _refuse_when_over(place.meeting)
    if place.item.state != ItemState.PENDING:
        raise Conflict("agenda.item_discussed")
    rest = [item for item in place.meeting.items if item.id != cmd.item_id]
    if not rest and place.meeting.state != states.MeetingState.DRAFT:
        raise Conflict("agenda.last_item")
    place.item.removed_at = uow.now
    _number(rest)
    _announce(uow, place.meeting, "agenda_item.removed", cmd.item_id, title=place.item.title)
    return MeetingRef(id=place.meeting.id)


class AgendaOrder(Command):
    """All items, in their new order."""

    item_ids: tuple[UUID, ...]


class ReorderAgenda(AgendaOrder):
    """The order and the meeting."""

    meeting_id: UUID


def reorder_agenda(uow: UnitOfWork, cmd: ReorderAgenda) -> MeetingRef:
    """Put the items in order.

    Raises:
        Invalid: not exactly the meeting's items are given.
        Conflict: an item that was discussed would get another number.
    """
    meeting = access.meeting(uow, uow.actor, cmd.meeting_id, MeetingPermission.PLAN, lock=True)
    _refuse_when_over(meeting)
    known = {item.id: item for item in meeting.items}
    if len(cmd.item_ids) != len(known) or set(cmd.item_ids) != set(known):
        raise Invalid("agenda.other_items", field="item_ids")
    _number([known[item_id] for item_id in cmd.item_ids])
    _announce(uow, meeting, "agenda.reordered", meeting.id)
    return MeetingRef(id=meeting.id)


def _number(items: list[AgendaItem]) -> None:
    for position, item in enumerate(items, start=1):
        if item.state != ItemState.PENDING and item.position != position:
            raise Conflict("agenda.item_discussed")  # Votes and conclusions carry its number.
        item.position, item.number = position, str(position)


def _refuse_when_over(meeting: Meeting) -> None:
    if meeting.state not in states.EDITABLE:
        raise Conflict("meeting.over")


def _announce(
    uow: UnitOfWork, meeting: Meeting, action: str, subject_id: UUID, **detail: object
) -> None:
    uow.record(events.MeetingChanged(stream=events.everybody(meeting.id)))
    uow.audit(action, "meeting", meeting.id, item_id=str(subject_id), **detail)
