"""The API of planning: meetings, agenda, participants, the call."""

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform
from meetings.commands.agenda import (
    AddAgendaItem,
    ItemChanges,
    NewItem,
    RemoveAgendaItem,
    UpdateAgendaItem,
    add_agenda_item,
    remove_agenda_item,
    update_agenda_item,
)
from meetings.commands.agenda_order import (
    AgendaOrder,
    MoveAgendaItem,
    ReorderAgenda,
    Step,
    move_agenda_item,
    reorder_agenda,
)
from meetings.commands.call import CallMeeting, CallTerms, call_meeting
from meetings.commands.participants import (
    Invitations,
    InviteParticipants,
    RemoveParticipant,
    invite_participants,
    remove_participant,
)
from meetings.commands.plan import (
    Cancellation,
    CancelMeeting,
    CreateMeeting,
    MeetingChanges,
    UpdateMeeting,
    cancel_meeting,
    create_meeting,
    update_meeting,
)
from meetings.queries import listing
from meetings.queries.listing import When
from meetings.queries.shapes import ItemOut, MeetingOut, MeetingSummary
from meetings.routes.doors import (
    ItemPath,
    MeetingPath,
    SeatPath,
    api,
    done,
    item_answer,
    meeting_answer,
)


class ListQuery(BaseModel):
    """Which meetings to list."""

    when: When = When.ALL
    after: str = Field("", max_length=100)
    limit: int = Field(listing.PAGE_SIZE, ge=1, le=200)


class MeetingList(BaseModel):
    """Some meetings; `next_after` asks for the following ones."""

    meetings: list[MeetingSummary]
    next_after: str | None


@api.post(
    "/meetings", operation_id="createMeeting", summary="Tạo phiên họp", responses={201: MeetingOut}
)
def create(header: WriteHeaders, body: CreateMeeting) -> Response:
    """Create a draft of a meeting."""
    return meeting_answer(execute(create_meeting, body).id, 201)


@api.get(
    "/meetings",
    operation_id="listMeetings",
    summary="Danh sách phiên họp",
    responses={200: MeetingList},
)
def list_meetings(query: ListQuery) -> Response:
    """List the meetings one may know of."""
    with platform().store.reading() as session:
        page = listing.meetings(session, current_actor(), query.when, query.after, query.limit)
    return answer(MeetingList(meetings=page.rows, next_after=page.next_after))


@api.get(
    "/meetings/<uuid:meeting_id>",
    operation_id="getMeeting",
    summary="Một phiên họp",
    responses={200: MeetingOut},
)
def get(path: MeetingPath) -> Response:
    """Show a meeting with all one may see of it."""
    return meeting_answer(path.meeting_id)


@api.patch(
    "/meetings/<uuid:meeting_id>",
    operation_id="updateMeeting",
    summary="Sửa thông tin phiên họp",
    responses={200: MeetingOut},
)
def update(header: WriteHeaders, path: MeetingPath, body: MeetingChanges) -> Response:
    """Change the plan before the session."""
    changes = body.model_dump(exclude_unset=True)
    execute(update_meeting, UpdateMeeting(meeting_id=path.meeting_id, **changes))
    return meeting_answer(path.meeting_id)


@api.post(
    "/meetings/<uuid:meeting_id>/cancellation",
    operation_id="cancelMeeting",
    summary="Hủy phiên họp",
    responses={200: MeetingOut},
)
def cancel(header: WriteHeaders, path: MeetingPath, body: Cancellation) -> Response:
    """Cancel a meeting before its session has closed."""
    execute(cancel_meeting, CancelMeeting(meeting_id=path.meeting_id, reason=body.reason))
    return meeting_answer(path.meeting_id)


@api.post(
    "/meetings/<uuid:meeting_id>/agenda-items",
    operation_id="addAgendaItem",
    summary="Thêm nội dung",
    responses={201: ItemOut},
)
def add_item(header: WriteHeaders, path: MeetingPath, body: NewItem) -> Response:
    """Add an item at the end of the agenda, or of another item."""
    command = AddAgendaItem(meeting_id=path.meeting_id, **body.model_dump())
    return item_answer(execute(add_agenda_item, command).id, 201)


@api.patch(
    "/agenda-items/<uuid:item_id>",
    operation_id="updateAgendaItem",
    summary="Sửa nội dung",
    responses={200: ItemOut},
)
def update_item(header: WriteHeaders, path: ItemPath, body: ItemChanges) -> Response:
    """Change an agenda item."""
    changes = body.model_dump(exclude_unset=True)
    execute(update_agenda_item, UpdateAgendaItem(item_id=path.item_id, **changes))
    return item_answer(path.item_id)


@api.delete(
    "/agenda-items/<uuid:item_id>",
    operation_id="removeAgendaItem",
    summary="Bỏ nội dung",
    responses={204: None},
)
def remove_item(header: WriteHeaders, path: ItemPath) -> Response:
    """Take an item off the agenda."""
    execute(remove_agenda_item, RemoveAgendaItem(item_id=path.item_id))
    return done()


@api.put(
    "/meetings/<uuid:meeting_id>/agenda-order",
    operation_id="reorderAgenda",
    summary="Xếp thứ tự nội dung",
    responses={200: MeetingOut},
)
def reorder(header: WriteHeaders, path: MeetingPath, body: AgendaOrder) -> Response:
    """Put all items in a new order."""
    execute(reorder_agenda, ReorderAgenda(meeting_id=path.meeting_id, **body.model_dump()))
    return meeting_answer(path.meeting_id)


@api.post(
    "/agenda-items/<uuid:item_id>/position",
    operation_id="moveAgendaItem",
    summary="Chuyển nội dung một bước",
    responses={200: MeetingOut},
)
def move_item(header: WriteHeaders, path: ItemPath, body: Step) -> Response:
    """Move an item with its sub-items: up, down, into the one before, out of its own."""
    command = MoveAgendaItem(item_id=path.item_id, **body.model_dump())
    return meeting_answer(execute(move_agenda_item, command).id)


@api.post(
    "/meetings/<uuid:meeting_id>/participants",
    operation_id="inviteParticipants",
    summary="Mời dự họp",
    responses={200: MeetingOut},
)
def invite(header: WriteHeaders, path: MeetingPath, body: Invitations) -> Response:
    """Put people on the list, or give them another part."""
    command = InviteParticipants(meeting_id=path.meeting_id, participants=body.participants)
    execute(invite_participants, command)
    return meeting_answer(path.meeting_id)


@api.delete(
    "/meetings/<uuid:meeting_id>/participants/<uuid:participant_id>",
    operation_id="removeParticipant",
    summary="Bỏ khỏi danh sách dự họp",
    responses={204: None},
)
def remove_seat(header: WriteHeaders, path: SeatPath) -> Response:
    """Take somebody off the list."""
    execute(
        remove_participant,
        RemoveParticipant(meeting_id=path.meeting_id, participant_id=path.participant_id),
    )
    return done()


@api.post(
    "/meetings/<uuid:meeting_id>/call",
    operation_id="callMeeting",
    summary="Mời họp",
    responses={200: MeetingOut},
)
def call(header: WriteHeaders, path: MeetingPath, body: CallTerms) -> Response:
    """Call the meeting: participants now know of it, and are asked to answer."""
    execute(call_meeting, CallMeeting(meeting_id=path.meeting_id, answer_by=body.answer_by))
    return meeting_answer(path.meeting_id)
