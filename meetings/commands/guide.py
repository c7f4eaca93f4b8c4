"""The secretary or the chair guides everybody: to an agenda item, to a page of its paper."""

from uuid import UUID

from pydantic import Field

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, clocks, events
from meetings.commands import turns, wall
from meetings.commands.colleagues import check_still_at, tell_desk
from meetings.commands.lead import take_back
from meetings.commands.plan import MeetingRef
from meetings.commands.session import current_item
from meetings.fields import Command
from meetings.models import AgendaItem, Meeting
from meetings.places import MeetingPlace
from meetings.policies import MeetingPermission
from meetings.queries.papers import papers_of
from meetings.queries.presence import attendance, recusals
from meetings.queries.shapes import AgendaPaperOut
from meetings.states import ItemState, MeetingState


class CurrentItem(Command):
    """The item to discuss now; without `version_id` its first readable paper is shown.

    `after`: the item that whoever asks sees as current, null for none. When somebody else has
    moved on meanwhile, nothing is done. Left out: not looked at.
    """

    item_id: UUID
    version_id: UUID | None = None
    page: int = Field(1, ge=1)
    after: UUID | None = None


class PushAgendaItem(CurrentItem):
    """The item and the meeting."""

    meeting_id: UUID


def push_agenda_item(uow: UnitOfWork, cmd: PushAgendaItem) -> MeetingRef:
    """Make an item current on every device; the clock of the one before stops.

    Raises:
        Conflict: the session is not running, or another item than `after` is current.
        Invalid: the paper does not belong to the item, or has no such page.
    """
    place = running(uow, cmd.meeting_id)
    meeting = place.row
    item = access.item_at(uow, uow.actor, place, cmd.item_id)
    elsewhere = meeting.current_item_id != item.id
    if elsewhere and "after" in cmd.model_fields_set:
        check_still_at(uow, meeting, cmd.after)
    if elsewhere:
        turns.settle(uow, meeting)
        take_back(uow, meeting)
    move_to(uow, meeting, item, cmd, _stopped(uow, meeting, item))
    uow.audit("agenda_item.pushed", "meeting", meeting.id, item_id=str(item.id))
    tell_desk(uow, meeting, "agenda_item.pushed", item_id=item.id)
    return MeetingRef(id=meeting.id)


def move_to(
    uow: UnitOfWork, meeting: Meeting, item: AgendaItem, to: CurrentItem, touched: list[AgendaItem]
) -> None:
    """Make an item current with its paper and page, and tell everybody; `touched`: what changed."""
    paper = _paper(uow, item, to.version_id)
    _check_page(paper, to.page)
    elsewhere = meeting.current_item_id != item.id
    item.state = ItemState.CURRENT
    clocks.start(item, uow.now)
    meeting.current_item_id = item.id
    meeting.current_version_id = paper.version_id if paper else None
    meeting.current_page, meeting.current_view = to.page, None
    wall.clear(meeting)
    uow.record(
        events.AgendaMoved(
            stream=events.everybody(meeting.id),
            item_id=item.id,
            version_id=meeting.current_version_id,
            page=to.page,
            clocks=[clocks.reading(one) for one in touched],
        )
    )
    if elsewhere:
        turns.announce(uow, meeting)
    _announce_quorum(uow, meeting)


def _announce_quorum(uow: UnitOfWork, meeting: Meeting) -> None:
    """Who stands back from one item counts for another: on both streams, whichever is read last."""
    if not recusals(uow.session, meeting):
        return
    shown = attendance(uow.session, meeting).model_dump()
    for stream in (events.everybody(meeting.id), events.members(meeting.id)):
        uow.record(events.QuorumChanged(stream=stream, attendance=shown))


class PageView(Command):
    """Which part of the page is shown: where its left upper corner lies, as shares of the page.

    `zoom` is how many times wider than the place for it the page is drawn: 1 fits the width.
    """

    left: float = Field(ge=0, le=1, examples=[0.0])
    top: float = Field(ge=0, le=1, examples=[0.35])
    zoom: float = Field(ge=0.1, le=10, examples=[1.5])


class CurrentPage(Command):
    """The page (from 1) of a version that everybody who follows should see."""

    version_id: UUID
    page: int = Field(ge=1, examples=[5])
    view: PageView | None = None


class TurnPage(CurrentPage):
    """The page and the meeting."""

    meeting_id: UUID


class PagePlace(Command):
    """Where everybody who follows is now."""

    item_id: UUID
    version_id: UUID
    page: int
    view: PageView | None


def turn_page(uow: UnitOfWork, cmd: TurnPage) -> PagePlace:
    """Turn the page, or move on it, for everybody who follows. Not audited: it decides nothing.

    Secretary and chair may, and to whom they handed the lead.

    Raises:
        Conflict: the session is not running, or no item is current.
        Invalid: the paper does not belong to the current item, or has no such page.
    """
    meeting = running(uow, cmd.meeting_id, MeetingPermission.GUIDE).row
    item = current_item(uow, meeting)
    if item is None:
        raise Conflict("session.no_item")
    _check_page(_paper(uow, item, cmd.version_id), cmd.page)
    meeting.current_version_id, meeting.current_page = cmd.version_id, cmd.page
    meeting.current_view = cmd.view.model_dump() if cmd.view else None
    wall.clear(meeting)
    place = PagePlace(item_id=item.id, version_id=cmd.version_id, page=cmd.page, view=cmd.view)
    uow.record(events.PageTurned(stream=events.everybody(meeting.id), **place.model_dump()))
    return place


def running(
    uow: UnitOfWork, meeting_id: UUID, permission: MeetingPermission = MeetingPermission.RUN
) -> MeetingPlace:
    """Return the place in a meeting that is in session, locked. Raises Conflict when it is not."""
    place = access.place(uow, uow.actor, meeting_id, permission, lock=True)
    if place.state != MeetingState.IN_SESSION:
        raise Conflict("session.not_running")
    return place


def _paper(uow: UnitOfWork, item: AgendaItem, version_id: UUID | None) -> AgendaPaperOut | None:
    papers = papers_of(uow.session, uow.actor, [item.id])[item.id]
    if version_id is None:
        return next((paper for paper in papers if paper.pages), None)
    for paper in papers:
        if paper.version_id == version_id:
            return paper
    raise Invalid("session.other_paper", field="version_id")


def _check_page(paper: AgendaPaperOut | None, page: int) -> None:
    if paper and paper.pages is not None and page > paper.pages:
        raise Invalid("session.no_such_page", field="page", pages=paper.pages)


def _stopped(uow: UnitOfWork, meeting: Meeting, item: AgendaItem) -> list[AgendaItem]:
    """Stop the clock of the item before; return the items whose state or clock changes."""
    before = current_item(uow, meeting)
    if before is None or before is item:
        return [item]
    clocks.stop(before, uow.now)
    before.state = ItemState.DONE
    return [before, item]
