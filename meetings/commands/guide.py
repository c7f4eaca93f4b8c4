"""The secretary or the chair guides everybody: to an agenda item, to a page of its paper."""

from uuid import UUID

from pydantic import Field

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, clocks, events
from meetings.commands.plan import MeetingRef
from meetings.commands.session import current_item
from meetings.fields import Command
from meetings.models import AgendaItem, Meeting
from meetings.places import MeetingPlace
from meetings.policies import MeetingPermission
from meetings.queries.papers import papers_of
from meetings.queries.shapes import PaperOut
from meetings.states import ItemState, MeetingState


class CurrentItem(Command):
    """The item to discuss now; without `version_id` its first readable paper is shown."""

    item_id: UUID
    version_id: UUID | None = None
    page: int = Field(1, ge=1)


class PushAgendaItem(CurrentItem):
    """The item and the meeting."""

    meeting_id: UUID


def push_agenda_item(uow: UnitOfWork, cmd: PushAgendaItem) -> MeetingRef:
    """Make an item current on every device; the clock of the one before stops.

    Raises:
        Conflict: the session is not running.
        Invalid: the paper does not belong to the item, or has no such page.
    """
    place = _running(uow, cmd.meeting_id)
    meeting = place.row
    item = access.item_at(uow, uow.actor, place, cmd.item_id)
    paper = _paper(uow, item, cmd.version_id)
    _check_page(paper, cmd.page)
    touched = _make_current(uow, meeting, item)
    meeting.current_version_id = paper.version_id if paper else None
    meeting.current_page = cmd.page
    uow.record(
        events.AgendaMoved(
            stream=events.everybody(meeting.id),
            item_id=item.id,
            version_id=meeting.current_version_id,
            page=cmd.page,
            clocks=[clocks.reading(one) for one in touched],
        )
    )
    uow.audit("agenda_item.pushed", "meeting", meeting.id, item_id=str(item.id))
    return MeetingRef(id=meeting.id)


class CurrentPage(Command):
    """The page (from 1) of a version that everybody who follows should see."""

    version_id: UUID
    page: int = Field(ge=1)


class TurnPage(CurrentPage):
    """The page and the meeting."""

    meeting_id: UUID


class PagePlace(Command):
    """Where everybody who follows is now."""

    item_id: UUID
    version_id: UUID
    page: int


def turn_page(uow: UnitOfWork, cmd: TurnPage) -> PagePlace:
    """Turn the page for everybody who follows. Not audited: it decides nothing.

    Raises:
        Conflict: the session is not running, or no item is current.
        Invalid: the paper does not belong to the current item, or has no such page.
    """
    meeting = _running(uow, cmd.meeting_id).row
    item = current_item(uow, meeting)
    if item is None:
        raise Conflict("session.no_item")
    _check_page(_paper(uow, item, cmd.version_id), cmd.page)
    meeting.current_version_id, meeting.current_page = cmd.version_id, cmd.page
    place = PagePlace(item_id=item.id, version_id=cmd.version_id, page=cmd.page)
    uow.record(events.PageTurned(stream=events.everybody(meeting.id), **place.model_dump()))
    return place


def _running(uow: UnitOfWork, meeting_id: UUID) -> MeetingPlace:
    place = access.place(uow, uow.actor, meeting_id, MeetingPermission.RUN, lock=True)
    if place.state != MeetingState.IN_SESSION:
        raise Conflict("session.not_running")
    return place


def _paper(uow: UnitOfWork, item: AgendaItem, version_id: UUID | None) -> PaperOut | None:
    papers = papers_of(uow.session, uow.actor, [item.id])[item.id]
    if version_id is None:
        return next((paper for paper in papers if paper.pages), None)
    for paper in papers:
        if paper.version_id == version_id:
            return paper
    raise Invalid("session.other_paper", field="version_id")


def _check_page(paper: PaperOut | None, page: int) -> None:
    if paper and paper.pages is not None and page > paper.pages:
        raise Invalid("session.no_such_page", field="page", pages=paper.pages)


def _make_current(uow: UnitOfWork, meeting: Meeting, item: AgendaItem) -> list[AgendaItem]:
    """Let `item` be current; return the items whose state or clock changed."""
    touched = [item]
    before = current_item(uow, meeting)
    if before is not None and before is not item:
        clocks.stop(before, uow.now)
        before.state = ItemState.DONE
        touched.insert(0, before)
    item.state = ItemState.CURRENT
    clocks.start(item, uow.now)
    meeting.current_item_id = item.id
    return touched
