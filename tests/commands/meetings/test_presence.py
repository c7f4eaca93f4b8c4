"""Coming and going, mistakes, standing back, seats and rooms."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from ecabinet.catalogues.commands.entries import CreateEntry, create_entry
from ecabinet.catalogues.policies import POLICIES as CATALOGUE_POLICIES
from ecabinet.core import permissions
from ecabinet.core.errors import Conflict, Denied, DomainError, Invalid, NotFound, Stale
from meetings.commands.check_in_by_code import CodeRead, check_in_by_code
from meetings.commands.correct import StrikeInterval, strike_interval
from meetings.commands.draw import DrawRoom, draw_room
from meetings.commands.participants import RemoveParticipant, remove_participant
from meetings.commands.plan import UpdateMeeting, update_meeting
from meetings.commands.presence import Presence, check_in, leave
from meetings.commands.recuse import RecuseFromItem, ReturnToItem, recuse, return_to_item
from meetings.commands.seating import (
    ArrangeSeats,
    SeatParticipant,
    arrange_seats,
    seat_participant,
)
from meetings.drawing import horseshoe, rows
from meetings.models import Attendance, Meeting
from meetings.queries.presence import voters
from meetings.queries.presence_log import presence_log
from meetings.queries.seating import SeatMapState, seat_map
from tests.gatherings import Gathering

ROOM = "PH7"


def furnish(g: Gathering, seats: int = 9) -> None:
    """The meeting's room, drawn."""
    permissions.register(CATALOGUE_POLICIES)
    entry = CreateEntry(catalogue="rooms", code=ROOM, name="Phòng 7", data={"capacity": seats})
    g.run("quantri", create_entry, entry)
    g.run("quantri", draw_room, DrawRoom(room=ROOM, drawing=rows(1, seats)))
    g.run("thuky", update_meeting, UpdateMeeting(meeting_id=g.id, room=ROOM))


def shown(g: Gathering, username: str = "thuky") -> SeatMapState:
    """The seat map as somebody sees it."""
    with g.store.reading() as session:
        return seat_map(session, g.as_actor(username), g.id, g.store.clock())


def seat_numbers(g: Gathering) -> dict[str, str | None]:
    """Seat by name."""
    return {p.name: p.seat for p in shown(g).people}


def intervals(g: Gathering, username: str) -> list[Attendance]:
    """All intervals of somebody, oldest first."""
    with g.store.reading() as session:
        query = select(Attendance).where(Attendance.participant_id == g.seat(username))
        return list(session.scalars(query.order_by(Attendance.arrived_at, Attendance.id)))


def refused(kind: type[DomainError], code: str, work: Any) -> None:
    with pytest.raises(kind) as caught:
        work()
    assert caught.value.code == code


def test_two_devices_count_once_and_online_is_an_interval_of_its_own(gathering: Gathering) -> None:
    g = gathering.called()
    here = Presence(meeting_id=g.id)
    assert [g.run("daibieu01", check_in, here).present for _ in range(2)] == [1, 1]
    g.run("daibieu01", check_in, Presence(meeting_id=g.id, online=True))
    first, second = intervals(g, "daibieu01")
    assert (first.online, first.left_at is None, second.online) == (False, False, True)
    assert second.left_at is None
    assert g.run("daibieu01", leave, here).present == 0
    person = next(p for p in shown(g).people if p.id == g.seat("daibieu01"))
    assert (person.present, person.online, person.left_at is None) == (False, False, False)


def test_a_mistake_is_struck_out_and_stays_readable(gathering: Gathering) -> None:
    g = gathering.called()
    somebody = Presence(meeting_id=g.id, participant_id=g.seat("daibieu01"))
    g.run("thuky", check_in, somebody)
    [one] = intervals(g, "daibieu01")
    strike = StrikeInterval(meeting_id=g.id, interval_id=one.id, reason="Nhầm người")
    refused(Denied, "denied", lambda: g.run("daibieu02", strike_interval, strike))
    empty = strike.model_copy(update={"reason": ""})
    refused(Invalid, "attendance.no_reason", lambda: g.run("thuky", strike_interval, empty))
    assert g.run("thuky", strike_interval, strike).present == 0
    refused(Conflict, "attendance.struck", lambda: g.run("thuky", strike_interval, strike))
    missing = strike.model_copy(update={"interval_id": UUID(int=7)})
    refused(NotFound, "not_found", lambda: g.run("thuky", strike_interval, missing))
    with g.store.reading() as session:
        log = presence_log(session, g.as_actor("thuky"), g.id)
    [row] = [r for r in log.people if r.person.id == g.seat("daibieu01")]
    assert row.intervals[0].struck_because == "Nhầm người"
    assert row.intervals[0].struck_by == "Phạm Thu Ký"
    assert row.person.present is False


def test_a_leaving_by_mistake_is_taken_back_with_the_first_arrival(gathering: Gathering) -> None:
    g = gathering.called()
    here = Presence(meeting_id=g.id)
    g.run("daibieu01", check_in, here)
    [came] = intervals(g, "daibieu01")
    back = StrikeInterval(meeting_id=g.id, interval_id=came.id, reason="Nhầm", only_leaving=True)
    refused(Conflict, "attendance.still_here", lambda: g.run("thuky", strike_interval, back))
    g.run("daibieu01", leave, here)
    assert g.run("thuky", strike_interval, back).present == 1
    person = next(p for p in shown(g).people if p.id == g.seat("daibieu01"))
    assert person.arrived_at == came.arrived_at


def test_who_stands_back_is_out_of_quorum_and_votes_of_that_item_only(gathering: Gathering) -> None:
    g = gathering.running()
    asked = RecuseFromItem(meeting_id=g.id, item_id=g.items[1], reason="Có người nhà liên quan")
    before = shown(g).attendance
    assert g.run("daibieu01", recuse, asked).members == before.members - 1
    after = g.run("daibieu01", recuse, asked)
    assert (after.members, after.present) == (before.members - 1, before.present - 1)
    vote = g.open_vote()
    [seen] = [v for v in g.seen_by("daibieu01").votes if v.id == vote]
    assert (seen.may_cast, seen.members, seen.entitled) == (False, 4, 4)
    refused(Denied, "vote.not_entitled", lambda: g.cast("daibieu01", vote))
    again = ReturnToItem(meeting_id=g.id, item_id=g.items[1])
    refused(Conflict, "recusal.vote_open", lambda: g.run("daibieu01", return_to_item, again))
    with g.store.reading() as session:
        meeting = session.get_one(Meeting, g.id)
        assert len(voters(session, meeting, g.items[0])) == 5
    g.push(2)
    assert shown(g).attendance == before


def test_standing_back_is_refused_without_reason_vote_or_right(gathering: Gathering) -> None:
    g = gathering.running()
    here: dict[str, Any] = {"meeting_id": g.id, "item_id": g.items[1]}
    other = RecuseFromItem(**here, participant_id=g.seat("daibieu02"), reason="x")
    refused(Denied, "denied", lambda: g.run("daibieu01", recuse, other))
    none = RecuseFromItem(**here, reason=" ")
    refused(Invalid, "recusal.no_reason", lambda: g.run("daibieu01", recuse, none))
    guest = RecuseFromItem(**here, reason="x")
    refused(Denied, "recusal.not_entitled", lambda: g.run("khach01", recuse, guest))
    g.run("thuky", recuse, other)
    back = ReturnToItem(**here, participant_id=other.participant_id)
    assert g.run("thuky", return_to_item, back).members == 5


def test_seats_follow_protocol_and_two_change_places(gathering: Gathering) -> None:
    g = gathering.called()
    arrange = ArrangeSeats(meeting_id=g.id)
    refused(Conflict, "seating.no_room", lambda: g.run("thuky", arrange_seats, arrange))
    furnish(g)
    g.run("thuky", arrange_seats, arrange)
    given = seat_numbers(g)
    assert given["Nguyễn Minh Khôi"] == "1"
    assert given["Đặng Quốc Khách"] == str(len(given))
    swap = SeatParticipant(meeting_id=g.id, participant_id=g.seat("khach01"), seat="1")
    g.run("thuky", seat_participant, swap)
    assert seat_numbers(g)["Nguyễn Minh Khôi"] == str(len(given))
    assert seat_numbers(g)["Đặng Quốc Khách"] == "1"
    none = swap.model_copy(update={"seat": None})
    g.run("thuky", seat_participant, none)
    assert seat_numbers(g)["Đặng Quốc Khách"] is None
    wrong = swap.model_copy(update={"seat": "99"})
    refused(Invalid, "seating.no_such_seat", lambda: g.run("thuky", seat_participant, wrong))
    refused(Denied, "denied", lambda: g.run("chutri", seat_participant, swap))


def test_a_room_that_changes_leaves_seats_already_given_alone(gathering: Gathering) -> None:
    g = gathering.called()
    furnish(g)
    g.run("thuky", arrange_seats, ArrangeSeats(meeting_id=g.id))
    new = DrawRoom(room=ROOM, base=1, drawing=horseshoe(1, 1))
    g.run("thuky", draw_room, new)
    refused(Stale, "room.drawn_meanwhile", lambda: g.run("thuky", draw_room, new))
    refused(NotFound, "not_found", lambda: g.run("daibieu01", draw_room, new))
    plan = shown(g).plan
    assert plan is not None
    assert plan.number == 1
    arrange = ArrangeSeats(meeting_id=g.id)
    refused(Conflict, "seating.too_few", lambda: g.run("thuky", arrange_seats, arrange))
    assert seat_numbers(g)["Nguyễn Minh Khôi"] == "1"


def test_a_seats_code_checks_in_who_sits_there_and_nobody_else(gathering: Gathering) -> None:
    g = gathering.called()
    furnish(g)
    code = CodeRead(room=ROOM, seat="1")
    assert g.run("chutri", check_in_by_code, code).seat is None
    g.run("thuky", arrange_seats, ArrangeSeats(meeting_id=g.id))
    assert g.run("chutri", check_in_by_code, code).seat == "1"
    assert len(intervals(g, "chutri")) == 1
    refused(Conflict, "code.other_seat", lambda: g.run("daibieu01", check_in_by_code, code))
    refused(Denied, "code.no_meeting", lambda: g.run("cuong", check_in_by_code, code))
    elsewhere = CodeRead(room="PH8", seat="1")
    refused(Denied, "code.no_meeting", lambda: g.run("chutri", check_in_by_code, elsewhere))
    nobody = SeatParticipant(meeting_id=g.id, participant_id=g.seat("daibieu02"), seat=None)
    g.run("thuky", seat_participant, nobody)
    refused(Conflict, "code.taken_seat", lambda: g.run("daibieu02", check_in_by_code, code))


def test_a_doors_code_lets_in_only_those_invited(gathering: Gathering) -> None:
    g = gathering.called()
    code = CodeRead(meeting_id=g.id)
    g.run("daibieu01", check_in_by_code, code)
    assert intervals(g, "daibieu01")[0].means == "door"
    refused(Denied, "code.not_invited", lambda: g.run("cuong", check_in_by_code, code))
    gone = RemoveParticipant(meeting_id=g.id, participant_id=g.seat("daibieu02"))
    g.run("thuky", remove_participant, gone)
    refused(Denied, "code.not_invited", lambda: g.run("daibieu02", check_in_by_code, code))
    with g.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Attendance)) == 1
