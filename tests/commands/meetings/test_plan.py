"""Planning: what is refused, and what follows from what is done."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from ecabinet.core.actors import Actor
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.core.store import Store
from meetings.catalogue import Function
from meetings.commands.agenda import (
    RemoveAgendaItem,
    UpdateAgendaItem,
    remove_agenda_item,
    update_agenda_item,
)
from meetings.commands.agenda_order import ReorderAgenda, reorder_agenda
from meetings.commands.call import CallMeeting, call_meeting
from meetings.commands.participants import (
    Invitation,
    InviteParticipants,
    RemoveParticipant,
    invite_participants,
    remove_participant,
)
from meetings.commands.plan import (
    CancelMeeting,
    UpdateMeeting,
    cancel_meeting,
    create_meeting,
    update_meeting,
)
from tests.fixtures import Office
from tests.gatherings import Gathering, draft


def test_a_meeting_cannot_end_before_it_starts(gathering: Gathering, office: Office) -> None:
    """The field is named, and nothing is made."""
    wrong = draft(office, ends_at=utc_now())
    with pytest.raises(Invalid) as refused:
        gathering.run("thuky", create_meeting, wrong)
    assert refused.value.code == "meeting.ends_before_start"
    assert refused.value.params["field"] == "ends_at"


@pytest.mark.parametrize("username", ["quantri", "daibieu01", "cuong", "chutri"])
def test_only_the_bodys_secretary_creates(
    gathering: Gathering, office: Office, username: str
) -> None:
    """Not even an administrator."""
    with pytest.raises(Denied):
        gathering.run(username, create_meeting, draft(office))


def test_the_creator_takes_a_secretarys_seat(gathering: Gathering) -> None:
    """Under today's name and title, without a vote."""
    me = gathering.seen_by("thuky").me
    assert me is not None
    assert (me.function, me.title, me.entitled) == (Function.SECRETARY, "Thư ký", False)


def test_a_stale_plan_is_not_overwritten(gathering: Gathering) -> None:
    """The second editor is told."""
    seen = gathering.seen_by("thuky").revision
    first = UpdateMeeting(meeting_id=gathering.id, revision=seen, place="Phòng số 2")
    gathering.run("thuky", update_meeting, first)
    with pytest.raises(Stale):
        gathering.run("thuky", update_meeting, first.model_copy(update={"place": "Phòng số 3"}))
    assert gathering.seen_by("thuky").place == "Phòng số 2"


def test_moving_the_start_behind_the_end_is_refused(gathering: Gathering) -> None:
    """The rule holds for changes too."""
    late = UpdateMeeting(meeting_id=gathering.id, starts_at=utc_now() + timedelta(days=3))
    with pytest.raises(Invalid):
        gathering.run("thuky", update_meeting, late)


def test_members_do_not_know_of_a_draft(gathering: Gathering) -> None:
    """The chair does."""
    gathering.planned()
    assert gathering.seen_by("chutri").agenda
    with pytest.raises(NotFound):
        gathering.seen_by("daibieu01")


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        ("chair", "meeting.no_chair"),
        ("members", "meeting.no_members"),
        ("items", "meeting.no_items"),
    ],
)
def test_a_call_says_what_is_lacking(gathering: Gathering, lacking: str, code: str) -> None:
    """One thing at a time, in the order of the checklist."""
    people = gathering.office.people
    if lacking != "chair":
        entitled = lacking != "members"
        chair = Invitation(person_id=people["chutri"], function=Function.CHAIR, entitled=entitled)
        gathering.run(
            "thuky",
            invite_participants,
            InviteParticipants(meeting_id=gathering.id, participants=(chair,)),
        )
    with pytest.raises(Conflict) as refused:
        gathering.run("thuky", call_meeting, CallMeeting(meeting_id=gathering.id))
    assert refused.value.code == code


def test_calling_twice_is_refused(gathering: Gathering) -> None:
    """And the first call stands."""
    gathering.called()
    with pytest.raises(Conflict) as refused:
        gathering.run("thuky", call_meeting, CallMeeting(meeting_id=gathering.id))
    assert refused.value.code == "meeting.already_called"
    assert gathering.seen_by("daibieu01").state == "called"


def test_a_guest_sees_only_the_item_invited_for(gathering: Gathering) -> None:
    """No other item, no other paper, no vote."""
    gathering.planned()
    gathering.paper(0)
    mine = gathering.paper(1)
    gathering.run("thuky", call_meeting, CallMeeting(meeting_id=gathering.id))
    seen = gathering.seen_by("khach01")
    assert [item.id for item in seen.agenda] == [gathering.items[1]]
    assert [paper.version_id for paper in seen.agenda[0].papers] == [mine]
    assert not seen.votes
    assert not seen.rights.minutes


def invite(gathering: Gathering, *seats: Invitation) -> None:
    """Invite as thuky."""
    command = InviteParticipants(meeting_id=gathering.id, participants=seats)
    gathering.run("thuky", invite_participants, command)


def test_a_guest_needs_an_item(gathering: Gathering) -> None:
    """And none of the same request is invited."""
    gathering.planned()
    people = gathering.office.people
    before = gathering.seen_by("thuky").participants
    with pytest.raises(Invalid) as refused:
        invite(
            gathering,
            Invitation(person_id=people["cuong"]),
            Invitation(person_id=people["canbo"], function=Function.GUEST),
        )
    assert refused.value.code == "participant.guest_without_item"
    assert gathering.seen_by("thuky").participants == before


def test_there_is_one_chair(gathering: Gathering) -> None:
    """A second one is refused; giving the chair another part first is the way."""
    gathering.planned()
    people = gathering.office.people
    with pytest.raises(Invalid) as refused:
        invite(gathering, Invitation(person_id=people["lanhdao"], function=Function.CHAIR))
    assert refused.value.code == "participant.second_chair"
    invite(
        gathering,
        Invitation(person_id=people["chutri"]),
        Invitation(person_id=people["lanhdao"], function=Function.CHAIR),
    )


def test_guests_cannot_be_asked_into_a_closed_item(gathering: Gathering) -> None:
    """Neither order of doing it works."""
    gathering.planned()
    closed = UpdateAgendaItem(item_id=gathering.items[1], members_only=True)
    with pytest.raises(Conflict):
        gathering.run("thuky", update_agenda_item, closed)
    other = closed.model_copy(update={"item_id": gathering.items[2]})
    gathering.run("thuky", update_agenda_item, other)
    with pytest.raises(Invalid) as refused:
        invite(
            gathering,
            Invitation(
                person_id=gathering.office.people["cuong"],
                function=Function.GUEST,
                item_ids=(gathering.items[2],),
            ),
        )
    assert refused.value.code == "participant.closed_item"


def test_items_are_put_in_order_and_renumbered(gathering: Gathering) -> None:
    """Exactly the items of the meeting must be given."""
    gathering.planned()
    one, two, three = gathering.items
    wanted = ReorderAgenda(meeting_id=gathering.id, item_ids=(three, one, two))
    gathering.run("thuky", reorder_agenda, wanted)
    seen = gathering.seen_by("thuky").agenda
    assert [(item.number, item.id) for item in seen] == [("1", three), ("2", one), ("3", two)]
    with pytest.raises(Invalid):
        gathering.run("thuky", reorder_agenda, wanted.model_copy(update={"item_ids": (one, two)}))


def test_a_removed_item_leaves_and_its_papers_with_it(gathering: Gathering) -> None:
    """The rest is numbered anew; a discussed item stays."""
    gathering.running()
    gathering.run("thuky", remove_agenda_item, RemoveAgendaItem(item_id=gathering.items[2]))
    assert [item.number for item in gathering.seen_by("daibieu01").agenda] == ["1", "2"]
    for index in (0, 1):  # Item 1 stands before the item discussed now, which keeps its number.
        with pytest.raises(Conflict):
            gathering.run(
                "thuky", remove_agenda_item, RemoveAgendaItem(item_id=gathering.items[index])
            )


def test_a_removed_participant_loses_the_meeting_and_its_streams(
    gathering: Gathering, store: Store
) -> None:
    """Every stream of the meeting is ended for the person."""
    from ecabinet.core import outbox

    gathering.called()
    gathering.paper(0)
    command = RemoveParticipant(meeting_id=gathering.id, participant_id=gathering.seat("daibieu01"))
    gathering.run("thuky", remove_participant, command)
    with pytest.raises(NotFound):
        gathering.seen_by("daibieu01")
    with store.reading() as session:
        ended = {e.payload["ended"] for e in outbox.changes(session, "access", 0)}
    key = f"meeting:{gathering.id}"
    assert {key, f"{key}:members", f"{key}:desk", f"{key}:screen"} < ended
    assert any(stream.startswith("paper:") for stream in ended)


def test_who_is_in_the_room_is_not_removed(gathering: Gathering) -> None:
    """Attendance is a record: the person must leave first."""
    gathering.running()
    command = RemoveParticipant(meeting_id=gathering.id, participant_id=gathering.seat("daibieu01"))
    with pytest.raises(Conflict):
        gathering.run("thuky", remove_participant, command)


def test_a_cancelled_meeting_stays_cancelled(
    gathering: Gathering, as_actor: Callable[[str], Actor]
) -> None:
    """It can be read and not called."""
    gathering.called()
    gathering.run("thuky", cancel_meeting, CancelMeeting(meeting_id=gathering.id, reason="bão"))
    assert gathering.seen_by("daibieu01").state == "cancelled"
    with pytest.raises(Conflict):
        gathering.run("thuky", cancel_meeting, CancelMeeting(meeting_id=gathering.id))
