"""Circulation ballots are written, sent, answered, extended, closed, published, withdrawn."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from ecabinet.core.actors import Actor, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.core.store import Store
from meetings.circulation.commands.draft import ChangeCirculation, change_circulation
from meetings.circulation.commands.flow import (
    OnCirculation,
    WithdrawCirculation,
    close_circulation,
    extend_circulation,
    publish_circulation,
    send_circulation,
    withdraw_circulation,
)
from meetings.circulation.fields import AskedPeople, OfficeHolders
from meetings.circulation.queries.detail import circulation
from meetings.circulation.queries.shapes import CirculationOut
from tests.circulations import ASKED, SECRETARY, Round, draft, moved
from tests.commands.meetings.circulating import extension, told
from tests.fixtures import Office


def seen(ballot: Round, username: str) -> CirculationOut:
    with ballot.store.reading() as session:
        return circulation(session, ballot.as_actor(username), ballot.id)


def test_from_the_draft_to_the_published_result(ballot: Round) -> None:
    with pytest.raises(NotFound):
        seen(ballot, "daibieu01")
    ballot.send()
    assert told(ballot, "circulation.asked") == sorted(ASKED)
    receipt = ballot.answer("daibieu01", "other", text="Cần thêm số liệu")
    assert receipt.state == "sent"
    assert seen(ballot, "daibieu01").mine.text == "Cần thêm số liệu"  # type: ignore[union-attr]
    # Who was asked sees who has answered, not what; the officer sees both.
    assert [p.choice for p in seen(ballot, "chutri").parts] == [None] * 3
    assert {p.choice for p in seen(ballot, SECRETARY).parts} == {None, "other"}
    ballot.answer("chutri")
    assert ballot.answer("daibieu02").state == "closed"
    assert ballot.row().outcome["carried"] is True  # type: ignore[index]
    assert seen(ballot, "chutri").outcome is None
    assert told(ballot, "circulation.closed") == [SECRETARY]
    ballot.on(SECRETARY, publish_circulation)
    outcome = seen(ballot, "chutri").outcome
    assert outcome is not None
    assert (outcome.yes, outcome.other, outcome.not_cast) == (2, 1, 0)
    assert {p.choice for p in seen(ballot, "chutri").parts} == {"yes", "other"}
    assert told(ballot, "circulation.published") == sorted(ASKED)


def test_an_answer_may_be_changed_and_the_same_one_again_keeps_its_time(ballot: Round) -> None:
    ballot.send()
    first = ballot.answer("daibieu01")
    moved(ballot.store, minutes=5)
    again = ballot.answer("daibieu01")
    assert again.answered_at == first.answered_at
    changed = ballot.answer("daibieu01", "no")
    assert changed.answered_at > first.answered_at
    mine = seen(ballot, "daibieu01").mine
    assert mine is not None
    assert (mine.choice, mine.changes) == ("no", 1)


def test_one_request_sent_twice_is_one_answer(ballot: Round) -> None:
    from meetings.circulation.commands.answer import AnswerCirculation, answer_circulation

    ballot.send()
    paper = AnswerCirculation(circulation_id=ballot.id, choice="yes")
    first = ballot.run("daibieu01", answer_circulation, paper, request_id="a")
    moved(ballot.store, minutes=5)
    assert ballot.run("daibieu01", answer_circulation, paper, request_id="a") == first


def test_twelve_answers_at_once_are_counted_once_each_and_close_it(ballot: Round) -> None:
    ballot.send()

    def give(username: str) -> str:
        try:
            return str(ballot.answer(username).state)
        except Conflict as error:
            return error.code

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(give, ASKED * 4))
    assert set(found) <= {"sent", "closed", "circulation.closed"}
    assert found.count("closed") == 1
    row = ballot.row()
    assert (row.state, row.outcome["yes"]) == ("closed", 3)  # type: ignore[index]


def test_after_the_deadline_an_answer_is_refused_until_it_is_extended(ballot: Round) -> None:
    ballot.send()
    moved(ballot.store, days=5, minutes=1)
    with pytest.raises(Conflict, match=r"circulation\.too_late"):
        ballot.answer("daibieu01")
    ballot.run(SECRETARY, extend_circulation, extension(ballot, days=2))
    assert told(ballot, "circulation.extended") == sorted(ASKED)
    assert ballot.answer("daibieu01").state == "sent"
    step = seen(ballot, SECRETARY).steps[-1]
    assert (step.act, step.text, step.due_at) == ("extend", "Chờ số liệu", ballot.row().due_at)


def test_a_deadline_is_only_ever_put_later(ballot: Round) -> None:
    ballot.send()
    with pytest.raises(Invalid, match="not_later"):
        ballot.run(SECRETARY, extend_circulation, extension(ballot, days=-1))


def test_it_closes_before_the_deadline_only_when_all_have_answered(ballot: Round) -> None:
    ballot.send()
    with pytest.raises(Conflict, match="time_left"):
        ballot.on(SECRETARY, close_circulation)
    moved(ballot.store, days=6)
    closed = ballot.on(SECRETARY, close_circulation)
    assert ballot.on(SECRETARY, close_circulation) == closed
    assert ballot.row().outcome["carried"] is False  # type: ignore[index]


def test_without_early_close_it_waits_for_the_officer(
    store: Store, office: Office, as_actor: Callable[[str], Actor]
) -> None:
    ballot = draft(store, office, as_actor, early_close=False).send()
    for name in ASKED:
        assert ballot.answer(name).state == "sent"
    assert ballot.answer("chutri", "no").state == "sent"
    assert ballot.on(SECRETARY, close_circulation).state == "closed"


def test_what_was_withdrawn_takes_no_answer_and_says_why(ballot: Round) -> None:
    ballot.send()
    why = WithdrawCirculation(circulation_id=ballot.id, reason="Sai dự thảo")
    ballot.run(SECRETARY, withdraw_circulation, why)
    with pytest.raises(Conflict, match=r"circulation\.withdrawn"):
        ballot.answer("daibieu01")
    assert seen(ballot, "daibieu01").reason == "Sai dự thảo"
    assert told(ballot, "circulation.withdrawn") == sorted(ASKED)
    with pytest.raises(Conflict, match="not_now"):
        ballot.run(SECRETARY, withdraw_circulation, why)


def test_holders_of_an_office_are_frozen_at_the_sending_each_once(
    store: Store, office: Office, as_actor: Callable[[str], Actor]
) -> None:
    asked = AskedPeople(
        people=(office.people["daibieu01"],),
        offices=(OfficeHolders(unit_id=office.units["TU"], role=Role.MEMBER),),
    )
    ballot = draft(store, office, as_actor, asked=asked).send()
    parts = ballot.row().parts
    names = {office.people[name] for name in ("daibieu01", "daibieu02", "daibieu03")}
    assert {part.person_id for part in parts} == names
    assert len(parts) == 3
    assert parts[0].title == "Ủy viên Ban Thường vụ"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"due_at": utc_now() - timedelta(hours=1)}, "circulation.due_in_past"),
        ({"asked": AskedPeople(people=(uuid4(),))}, "circulation.person_unknown"),
        (
            {"asked": AskedPeople(offices=(OfficeHolders(unit_id=uuid4()),))},
            "circulation.no_unit",
        ),
        ({"tracker_id": uuid4()}, "circulation.person_unknown"),
        ({"numerator": 3, "denominator": 2}, "vote.above_one"),
        ({"numerator": 1, "denominator": 1}, "vote.more_than_all"),
        ({"options": ("A", "B")}, "vote.options_without_list"),
        ({"form": "choose", "options": ("A", "a")}, "vote.option_twice"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    store: Store,
    office: Office,
    as_actor: Callable[[str], Actor],
    fields: dict[str, Any],
    code: str,
) -> None:
    with pytest.raises(Invalid) as caught:
        draft(store, office, as_actor, **fields)
    assert caught.value.code == code


def test_nobody_asked_is_not_sent(
    store: Store, office: Office, as_actor: Callable[[str], Actor]
) -> None:
    ballot = draft(store, office, as_actor, asked=AskedPeople())
    with pytest.raises(Invalid, match="nobody_asked"):
        ballot.send()
    assert ballot.row().state == "draft"


def test_a_draft_is_changed_whole_and_not_after_it_was_sent(ballot: Round) -> None:
    row = ballot.row()
    given: dict[str, Any] = {
        "circulation_id": ballot.id, "title": "Khác", "question": "Chọn gì?", "form": "choose",
        "options": ("Xanh", "Đỏ"), "most": 1, "due_at": row.due_at,
        "asked": AskedPeople.model_validate(row.asked), "revision": row.revision,
    }  # fmt: skip
    ballot.run(SECRETARY, change_circulation, ChangeCirculation(**given))
    assert [option.words for option in ballot.row().options] == ["Xanh", "Đỏ"]
    with pytest.raises(Stale):
        ballot.run(SECRETARY, change_circulation, ChangeCirculation(**given))
    ballot.send()
    with pytest.raises(Conflict, match="not_now"):
        ballot.run(SECRETARY, change_circulation, ChangeCirculation(**given | {"revision": None}))
    with pytest.raises(Invalid, match="wrong_form"):
        ballot.answer("daibieu01", "yes")
    with pytest.raises(Invalid, match="too_many"):
        ballot.answer("daibieu01", None, chosen=(1, 2))
    assert ballot.answer("daibieu01", None, chosen=(2,)).chosen == (2,)


def test_who_may_not(ballot: Round) -> None:
    for name in ("cuong", "daibieu01"):  # AskedPeople, but it is not sent yet.
        with pytest.raises(NotFound):
            ballot.on(name, send_circulation)
    ballot.send()
    with pytest.raises(NotFound):
        ballot.answer("daibieu03")
    with pytest.raises(Denied):
        ballot.on("daibieu01", close_circulation)
    with pytest.raises(Denied):  # An officer who was not asked.
        ballot.answer(SECRETARY)


def test_the_person_who_tracks_it_runs_it(
    store: Store, office: Office, as_actor: Callable[[str], Actor]
) -> None:
    ballot = draft(store, office, as_actor, tracker_id=office.people["canbo"])
    ballot.on("canbo", send_circulation)
    assert seen(ballot, "canbo").runs


def test_a_stale_page_does_not_send(ballot: Round) -> None:
    seen_before = OnCirculation(circulation_id=ballot.id, revision=99)
    with pytest.raises(Stale):
        ballot.run(SECRETARY, send_circulation, seen_before)
