"""Who sits for somebody: the seat on the plan, the name in lists, whose speaking time it is."""

from typing import Any

import pytest

from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Conflict
from meetings.catalogue import Function
from meetings.commands.answer import AnswerInvitation, answer_invitation
from meetings.commands.floor import GiveFloor, end_turn, give_floor
from meetings.commands.participants import Invitation, InviteParticipants, invite_participants
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.session import (
    OpenSession,
    SessionStep,
    close_session,
    open_session,
    pause_session,
)
from meetings.commands.speaking import AskToSpeak, Turn, ask_to_speak
from meetings.commands.substitute import DecideSubstitute, decide_substitute
from meetings.models import RoomPlan, SeatPlace
from meetings.opinions.commands.giving import GiveOpinion, give_opinion
from meetings.opinions.commands.opening import OpenOpinions, open_opinions
from meetings.opinions.queries.item import item_opinions
from meetings.opinions.states import Audience
from meetings.queries.attendance_list import attendance_facts
from meetings.queries.minutes import minutes_facts
from meetings.queries.room import screen
from meetings.queries.standing_in import proposed
from meetings.queries.statistics import Wanted, statistics
from tests.gatherings import Gathering


def send_instead(hall: Gathering, holder: str, substitute: str) -> None:
    """A member proposes somebody, and the secretariat approves."""
    said = {"meeting_id": hall.id, "answer": "substitute"}
    said["substitute_id"] = hall.office.people[substitute]
    hall.run(holder, answer_invitation, AnswerInvitation.model_validate(said))
    decided: dict[str, Any] = {"meeting_id": hall.id, "participant_id": hall.seat(holder)}
    decided["decision"] = "approve"
    hall.run("thuky", decide_substitute, DecideSubstitute.model_validate(decided))


@pytest.fixture
def hall(gathering: Gathering) -> Gathering:
    """Called; canbo will sit for daibieu01."""
    gathering.called()
    send_instead(gathering, "daibieu01", "canbo")
    return gathering


def seats(hall: Gathering) -> dict[str, Any]:
    """Participants by user name."""
    names = {person_id: name for name, person_id in hall.office.people.items()}
    return {names[p.person_id]: p for p in hall.seen_by("thuky").participants}


def test_a_substitute_is_shown_with_whom_they_represent(hall: Gathering) -> None:
    found = seats(hall)
    assert found["canbo"].stands_for == found["daibieu01"].name
    assert found["daibieu01"].stands_for == ""
    with hall.store.reading() as session:
        facts = attendance_facts(session, hall.as_actor("thuky"), hall.id, utc_now())
    wanted = f"{found['canbo'].name} (thay {found['daibieu01'].name})"
    assert wanted in [one.name for one in facts.people]


def test_the_seat_on_the_plan_goes_along_and_comes_back(gathering: Gathering) -> None:
    gathering.called()
    holder = gathering.seat("daibieu01")
    with gathering.store.engine.begin() as connection:
        plan = {"id": holder, "room": "A", "number": 1, "drawing": {}, "drawn_at": utc_now()}
        plan["drawn_by"] = gathering.office.people["thuky"]
        connection.execute(RoomPlan.__table__.insert().values(**plan))
        place = {"participant_id": holder, "meeting_id": gathering.id, "plan_id": holder}
        connection.execute(SeatPlace.__table__.insert().values(**place, seat="7"))
    send_instead(gathering, "daibieu01", "canbo")
    assert _placed(gathering) == {gathering.seat("canbo"): "7"}
    attend = {"meeting_id": gathering.id, "answer": "attend"}
    gathering.run("daibieu01", answer_invitation, AnswerInvitation.model_validate(attend))
    assert _placed(gathering) == {holder: "7"}


def test_what_a_substitute_says_counts_for_them_and_the_unit_they_represent(
    hall: Gathering,
) -> None:
    for username in ("chutri", "canbo"):
        hall.run(username, check_in, Presence(meeting_id=hall.id))
    hall.run("thuky", open_session, OpenSession(meeting_id=hall.id))
    hall.push(0)
    wish = AskToSpeak(meeting_id=hall.id, item_id=hall.items[0])
    turn = hall.run("canbo", ask_to_speak, wish).id
    hall.run("thuky", give_floor, GiveFloor(turn_id=turn, after=None))
    hall.run("thuky", end_turn, Turn(turn_id=turn))
    hall.run("thuky", close_session, SessionStep(meeting_id=hall.id))
    with hall.store.reading() as session:
        actor = hall.as_actor("thuky")
        told = statistics(session, actor, Wanted(), office_day(utc_now()))
    people = {one.person_id: one for one in told.people}
    holder = people[hall.office.people["daibieu01"]]
    substitute = people[hall.office.people["canbo"]]
    assert (substitute.turns, holder.turns) == (1, 0)
    assert holder.unit != substitute.unit
    units = {one.unit: one.turns for one in told.units}
    assert (units[holder.unit], units[substitute.unit]) == (1, 0)


def test_for_whom_a_substitute_speaks_and_writes_is_told(hall: Gathering) -> None:
    """On the big screen, in the minutes, in the list of opinions."""
    holder = seats(hall)["daibieu01"].name
    for username in ("chutri", "daibieu02", "daibieu03", "canbo"):
        hall.run(username, check_in, Presence(meeting_id=hall.id))
    wish = OpenOpinions(item_ids=(hall.items[0],), audience=Audience.AT_ONCE)
    hall.run("thuky", open_opinions, wish)
    for username in ("canbo", "daibieu02"):
        said = GiveOpinion(item_id=hall.items[0], text="Đề nghị bổ sung")
        hall.run(username, give_opinion, said)
    hall.run("thuky", open_session, OpenSession(meeting_id=hall.id))
    hall.push(0)
    asked = AskToSpeak(meeting_id=hall.id, item_id=hall.items[0])
    turn = hall.run("canbo", ask_to_speak, asked).id
    actor = hall.as_actor("thuky")
    with hall.store.reading() as session:
        following = screen(session, actor, hall.id, utc_now()).speaking.following
    assert [next_one.stands_for for next_one in following] == [holder]
    hall.run("thuky", give_floor, GiveFloor(turn_id=turn, after=None))
    with hall.store.reading() as session:
        speaker = screen(session, actor, hall.id, utc_now()).speaking.speaker
    assert speaker is not None
    assert speaker.stands_for == holder
    hall.run("thuky", end_turn, Turn(turn_id=turn))
    with hall.store.reading() as session:
        told, _final = minutes_facts(session, actor, hall.id, utc_now())
        given = item_opinions(session, actor, hall.items[0], utc_now()).opinions
    assert told.items[0].opinions[0].speaker.office.endswith(f"thay đồng chí {holder}")
    present = {one.name: one.office for one in told.present}
    name = seats(hall)["canbo"].name
    if name in present:
        assert present[name].endswith(f"thay đồng chí {holder}")
    written = {one.speaker.name: one.speaker.office for one in told.items[0].written.told}
    assert written[name].endswith(f"thay đồng chí {holder}")
    assert [one.stands_for for one in given].count(holder) == 1


def test_who_is_proposed_as_a_substitute_is_marked(gathering: Gathering) -> None:
    gathering.called()
    said = {"meeting_id": gathering.id, "answer": "substitute"}
    said["substitute_id"] = gathering.office.people["canbo"]
    gathering.run("daibieu01", answer_invitation, AnswerInvitation.model_validate(said))
    with gathering.store.reading() as session:
        found = proposed(session, gathering.id)
    assert found == {gathering.office.people["canbo"]: seats(gathering)["daibieu01"].name}


def test_the_last_secretary_does_not_leave_a_session_to_itself(gathering: Gathering) -> None:
    gathering.called()
    seat = Invitation(person_id=gathering.office.people["vanthu"], function=Function.SECRETARY)
    invited = InviteParticipants(meeting_id=gathering.id, participants=(seat,))
    gathering.run("thuky", invite_participants, invited)
    for username in ("chutri", "vanthu"):
        gathering.run(username, check_in, Presence(meeting_id=gathering.id))
    gathering.run("thuky", open_session, OpenSession(meeting_id=gathering.id))
    away = Presence(meeting_id=gathering.id)
    gathering.run("chutri", leave, away)
    with pytest.raises(Conflict) as refused:
        gathering.run("vanthu", leave, away)
    assert refused.value.code == "attendance.last_secretary"
    assert seats(gathering)["vanthu"].present
    gathering.run("thuky", pause_session, SessionStep(meeting_id=gathering.id))
    gathering.run("vanthu", leave, away)
    assert not seats(gathering)["vanthu"].present


def _placed(hall: Gathering) -> dict[Any, str]:
    with hall.store.reading() as session:
        return {row.participant_id: row.seat for row in session.query(SeatPlace).all()}
