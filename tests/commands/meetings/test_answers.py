"""Answers to an invitation: who may answer what, until when, and what a substitute inherits."""

from datetime import timedelta
from uuid import uuid4

import pytest

from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound
from meetings.commands.answer import (
    WithdrawAnswer,
    withdraw_answer,
)
from meetings.commands.call import CallMeeting, SetAnswerDeadline, call_meeting, set_answer_deadline
from meetings.commands.session import OpenSession, open_session
from meetings.queries.answers import answers
from tests.commands.meetings.answering import answer, code, decide, listed, own, propose
from tests.gatherings import Gathering


def test_every_answer_is_kept_and_counted(gathering: Gathering) -> None:
    gathering.called()
    answer(gathering, "daibieu01", "attend")
    answer(gathering, "daibieu02", "online")
    answer(gathering, "daibieu03", "absent", reason="Đi công tác")
    propose(gathering, "lanhdao", "canbo")
    told = listed(gathering)
    # The secretary is not asked; chair and guest have not answered.
    assert told.figures == {
        "attend": 1, "online": 1, "absent": 1, "substitute": 1, "waiting": 2, "proposed": 1
    }  # fmt: skip
    said = {row.name: row.answer for row in told.rows}
    assert said["Hoàng Tuyết Mai"].reason == "Đi công tác"
    assert said["Đỗ Khắc Hiển"].substitute_name == "Vũ Đình Cán Bộ"
    assert said["Nguyễn Minh Khôi"] is None


def test_the_newest_answer_counts_and_may_be_withdrawn(gathering: Gathering) -> None:
    gathering.called()
    answer(gathering, "daibieu01", "absent", reason="Ốm")
    answer(gathering, "daibieu01", "attend", reason="cũ")
    now = own(gathering, "daibieu01")
    assert (now.answer.answer, now.answer.reason) == ("attend", "")
    gathering.run("daibieu01", withdraw_answer, WithdrawAnswer(meeting_id=gathering.id))
    assert own(gathering, "daibieu01").answer is None
    # Twice is the same as once.
    gathering.run("daibieu01", withdraw_answer, WithdrawAnswer(meeting_id=gathering.id))


def test_an_absence_needs_its_reason(gathering: Gathering) -> None:
    gathering.called()
    for reason in ("", "   "):
        with pytest.raises(Invalid) as caught:
            answer(gathering, "daibieu01", "absent", reason=reason)
        assert code(caught) == "answer.reason_missing"
    assert listed(gathering).figures["absent"] == 0


@pytest.mark.parametrize("stage", ["planned", "running", "closed"])
def test_answers_only_between_call_and_opening(gathering: Gathering, stage: str) -> None:
    getattr(gathering, stage)()
    with pytest.raises((Conflict, NotFound)) as caught:
        answer(gathering, "daibieu01", "attend")
    assert code(caught) == ("not_found" if stage == "planned" else "answer.not_now")


def test_who_has_no_seat_cannot_answer(gathering: Gathering) -> None:
    gathering.called()
    with pytest.raises(NotFound):
        answer(gathering, "cuong", "attend")
    with pytest.raises(Denied):
        answer(gathering, "daibieu01", "attend", participant_id=gathering.seat("daibieu02"))
    with pytest.raises(NotFound):
        answer(gathering, "thuky", "attend", participant_id=uuid4())


def test_the_deadline_is_for_people_and_not_for_the_secretariat(gathering: Gathering) -> None:
    gathering.planned()
    until = gathering.before_it()
    command = CallMeeting(meeting_id=gathering.id, answer_by=until)
    gathering.run("thuky", call_meeting, command)
    assert own(gathering, "daibieu01").answer_by == until
    answer(gathering, "daibieu01", "attend")
    clock, gathering.store.clock = gathering.store.clock, lambda: until + timedelta(seconds=1)
    with pytest.raises(Conflict) as caught:
        answer(gathering, "daibieu01", "online")
    assert code(caught) == "answer.too_late"
    with pytest.raises(Conflict):
        gathering.run("daibieu01", withdraw_answer, WithdrawAnswer(meeting_id=gathering.id))
    answer(gathering, "thuky", "online", participant_id=gathering.seat("daibieu02"))
    gathering.store.clock = clock
    told = {row.name: row.answer for row in listed(gathering).rows}
    assert not told["Lê Thị Bình"].answered_by_self
    assert told["Trần Văn An"].answered_by_self


@pytest.mark.parametrize(
    ("minutes", "refused"), [(-1, "answer.deadline_past"), (61, "answer.deadline_after_start")]
)
def test_a_deadline_lies_between_now_and_the_meeting(
    gathering: Gathering, minutes: int, refused: str
) -> None:
    gathering.called()
    until = utc_now() + timedelta(minutes=minutes)
    command = SetAnswerDeadline(meeting_id=gathering.id, answer_by=until)
    with pytest.raises(Invalid) as caught:
        gathering.run("thuky", set_answer_deadline, command)
    assert code(caught) == refused
    with pytest.raises(Denied):
        gathering.run("daibieu01", set_answer_deadline, command)


def test_nothing_changes_once_the_session_is_open(gathering: Gathering) -> None:
    gathering.called()
    propose(gathering, "daibieu01", "canbo")
    gathering.run("thuky", open_session, OpenSession(meeting_id=gathering.id))
    with pytest.raises(Conflict):
        decide(gathering, "daibieu01", "approve")
    with pytest.raises(Conflict):
        answer(gathering, "daibieu01", "attend")


def test_what_others_answered_is_for_who_leads(gathering: Gathering) -> None:
    gathering.called()
    with gathering.store.reading() as session:
        assert answers(session, gathering.as_actor("chutri"), gathering.id).rows
        for username in ("daibieu01", "khach01"):
            with pytest.raises(Denied):
                answers(session, gathering.as_actor(username), gathering.id)
        with pytest.raises(NotFound):
            answers(session, gathering.as_actor("cuong"), gathering.id)
