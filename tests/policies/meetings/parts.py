"""Who takes which part in a meeting, and what each part may."""

from collections.abc import Callable
from uuid import UUID, uuid4

from ecabinet.core.actors import Actor, HeldOffice, Role
from meetings.catalogue import Function
from meetings.models import (
    AgendaItem,
    GuestItem,
    Meeting,
    Participant,
)
from meetings.policies import (
    ItemPermission,
    MeetingPermission,
)
from meetings.states import MeetingState

UNIT, OTHER_UNIT = uuid4(), uuid4()
ITEM, OTHER_ITEM = uuid4(), uuid4()
PARTS = (
    "office",
    "secretary",
    "chair",
    "member",
    "guest",
    "removed",
    "stranger",
    "administrator",
    "other_office",
)
LEADING = {"office", "secretary", "chair"}
SECRETARIAT = {"office", "secretary"}
CALLED_ON = set(MeetingState) - {MeetingState.DRAFT}
OPEN = {"draft", "called", "in_session", "paused"}

Expected = Callable[[str, MeetingState], bool]


def knows(part: str, state: MeetingState) -> bool:
    """Leaders always; members and guests once it is called."""
    return part in LEADING or (part in {"member", "guest"} and state in CALLED_ON)


def no_guest(part: str, state: MeetingState) -> bool:
    """Knows it, and not as a guest."""
    return knows(part, state) and part != "guest"


def seated(part: str, state: MeetingState) -> bool:
    """Knows it from a seat."""
    return knows(part, state) and part != "office"


def upload(part: str, state: MeetingState) -> bool:
    """The secretariat, until the end."""
    return part in SECRETARIAT and state in OPEN


def points(part: str, state: MeetingState) -> bool:
    """Who leads, until the end."""
    return part in LEADING and state in OPEN


EXPECTED: dict[MeetingPermission, Expected] = {
    MeetingPermission.READ: knows,
    MeetingPermission.PLAN: lambda part, _state: part in SECRETARIAT,
    MeetingPermission.CALL: lambda part, _state: part in SECRETARIAT,
    MeetingPermission.RUN: lambda part, _state: part in LEADING,
    MeetingPermission.GUIDE: lambda part, state: part in LEADING,
    MeetingPermission.CHECK_IN: seated,
    MeetingPermission.CHECK_IN_OTHERS: lambda part, _state: part in SECRETARIAT,
    MeetingPermission.SPEAK: seated,
    MeetingPermission.ANSWER: seated,
    MeetingPermission.ANSWER_OTHERS: lambda part, _state: part in SECRETARIAT,
    MeetingPermission.READ_ANSWERS: lambda part, _state: part in LEADING,
    MeetingPermission.SEAT: upload,
    MeetingPermission.READ_VOTES: no_guest,
    MeetingPermission.READ_DRAFTS: lambda part, _state: part in LEADING,
    MeetingPermission.CONCLUDE: lambda part, _state: part in LEADING,
    MeetingPermission.CONFIRM: lambda part, _state: part == "chair",
    MeetingPermission.ISSUE: lambda part, _state: part in LEADING,
    MeetingPermission.READ_MINUTES: no_guest,
    MeetingPermission.READ_SPEAKING: lambda part, _state: part in LEADING,
    MeetingPermission.SHOW: lambda part, _state: part in LEADING,
    MeetingPermission.READ_SCREEN: no_guest,
}
ON_ITEM: dict[ItemPermission, tuple[Expected, Expected]] = {
    # For the item a guest was invited for, and for another one.
    ItemPermission.READ: (knows, no_guest),
    ItemPermission.ANNOTATE: (
        lambda part, state: no_guest(part, state) and state in OPEN,
        lambda part, state: no_guest(part, state) and state in OPEN,
    ),
    ItemPermission.UPLOAD: (upload, upload),
    ItemPermission.POINT: (points, points),
    ItemPermission.GRANT: (
        lambda part, _state: part in SECRETARIAT,
        lambda part, _state: part in SECRETARIAT,
    ),
    ItemPermission.ASK_PAPERS: (
        lambda part, _state: part in SECRETARIAT,
        lambda part, _state: part in SECRETARIAT,
    ),
}


def actor(part: str) -> Actor:
    """Somebody with the offices of this part."""
    offices = {
        "office": (HeldOffice(UNIT, Role.SECRETARY, ""),),
        "other_office": (HeldOffice(OTHER_UNIT, Role.SECRETARY, ""),),
        "administrator": (HeldOffice(UNIT, Role.ADMINISTRATOR, ""),),
    }.get(part, (HeldOffice(UNIT, Role.MEMBER, ""),))
    return Actor(person_id=uuid4(), username=part, name=part, offices=offices)


def meeting(part: str, person_id: UUID | None, state: MeetingState) -> Meeting:
    """A meeting in which the person has the seat of this part, if it is one of a seat."""
    made = Meeting(id=uuid4(), unit_id=UNIT, state=state)
    made.items = [AgendaItem(id=ITEM), AgendaItem(id=OTHER_ITEM)]
    if part in {"secretary", "chair", "member", "guest", "removed"}:
        function = Function.MEMBER if part == "removed" else Function(part)
        seat = Participant(
            id=uuid4(), person_id=person_id, function=function, entitled=part in {"chair", "member"}
        )
        if part == "removed":
            from ecabinet.core.clock import utc_now

            seat.removed_at = utc_now()
        if part == "guest":
            seat.guest_items = [GuestItem(item_id=ITEM)]
        made.participants = [seat]
    return made
