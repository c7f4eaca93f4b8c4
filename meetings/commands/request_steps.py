"""Each deed on a paper asked of a unit: the state changes by the table, the story gets a line."""

from collections.abc import Sequence
from uuid import UUID

from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import events, request_events, states
from meetings.fields import Command
from meetings.models import AgendaItem, PaperRequest, RequestStep
from meetings.places import MeetingPlace, RequestPlace
from meetings.preparing import NEXT, RequestAct, RequestState


class OnRequest(Command):
    """A request; `revision` is that of what the person saw."""

    request_id: UUID
    revision: int | None = None


class RequestRef(Command):
    """A request as it is now."""

    id: UUID
    state: RequestState
    revision: int


# What cannot be done is said in words of the deed.
REFUSALS = {
    RequestAct.SUBMIT: "paper_request.not_waiting",
    RequestAct.ACCEPT: "paper_request.nothing_to_accept",
    RequestAct.RETURN: "paper_request.nothing_to_return",
    RequestAct.CHANGE: "paper_request.done",
    RequestAct.WITHDRAW: "paper_request.done",
}


def act_on(
    uow: UnitOfWork,
    request: PaperRequest,
    act: RequestAct,
    text: str = "",
    versions: Sequence[UUID] | None = None,
) -> RequestRef:
    """Change the state of a request and write it into its story. Raises Conflict: it cannot be."""
    request.state = states.after(NEXT, act, RequestState(request.state), REFUSALS[act])
    write_step(uow, request, act, text, versions)
    return settled(uow, request)


def settled(uow: UnitOfWork, request: PaperRequest) -> RequestRef:
    """Announce a request as it is now, and return it."""
    uow.session.flush()  # Raises the revision, which is part of the answer.
    for stream in (events.desk(request.meeting_id), request_events.request_stream(request.id)):
        changed = request_events.RequestChanged(
            stream=stream, request_id=request.id, state=request.state
        )
        uow.record(changed)
    return RequestRef(id=request.id, state=RequestState(request.state), revision=request.revision)


def write_step(
    uow: UnitOfWork,
    request: PaperRequest,
    act: RequestAct,
    text: str = "",
    versions: Sequence[UUID] | None = None,
) -> None:
    """Add a line to the story of a request."""
    uow.session.add(
        RequestStep(
            request_id=request.id,
            act=act,
            by_id=uow.actor.person_id,
            at=uow.now,
            text=text,
            versions=None if versions is None else [str(one) for one in versions],
        )
    )


def refuse_when_over(place: RequestPlace[MeetingPlace]) -> None:
    """Raise Conflict when the meeting is over or cancelled, or the item was taken off."""
    if place.meeting.state not in states.EDITABLE or _is_off(place.item):
        raise Conflict("paper_request.meeting_over")


def _is_off(item: AgendaItem) -> bool:
    return item.removed_at is not None
