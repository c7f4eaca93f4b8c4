"""The chair confirms; what is missing stops the issue; a correction keeps both."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.errors import Denied, Invalid, NotFound, Stale
from ecabinet.core.notices import NoticeRow
from ecabinet.core.store import Store
from followup.models import Task
from followup.states import TaskState
from meetings.commands.conclusion import EditConclusion, edit_conclusion, record_conclusion
from meetings.commands.confirm import (
    AskConfirmation,
    ConfirmConclusion,
    ReturnConclusion,
    ask_confirmation,
    confirm_conclusion,
    return_conclusion,
)
from meetings.commands.discard_conclusion import DiscardConclusion, discard_conclusion
from meetings.commands.issue import IssueTasks, issue_tasks
from meetings.commands.session import SessionStep, close_session
from meetings.commands.show_conclusion import ShowConclusion, show_conclusion
from meetings.commands.supersede import CorrectConclusion, correct_conclusion
from meetings.queries.notices import notice_facts
from meetings.queries.review import ConclusionReviewOut, review
from meetings.queries.shapes import ConclusionOut
from meetings.states import ConclusionState
from tests.commands.meetings.test_session import content, record, refusal
from tests.counting import counted
from tests.gatherings import Gathering


def reviewed(gathering: Gathering, store: Store, username: str = "thuky") -> ConclusionReviewOut:
    """The review as somebody sees it."""
    with store.reading() as session:
        return review(session, gathering.as_actor(username), gathering.id, utc_now())


def drafted(gathering: Gathering, **changes: Any) -> ConclusionOut:
    """A draft in a running session, as the secretary sees it."""
    if gathering.seen_by("thuky").state == "draft":
        gathering.running()
    made = gathering.run("thuky", record_conclusion, record(gathering, **changes)).id
    return one(gathering, made)


def one(gathering: Gathering, conclusion_id: UUID) -> ConclusionOut:
    """A conclusion as the secretary sees it now."""
    seen = gathering.seen_by("thuky").conclusions
    return next(c for c in seen if c.id == conclusion_id)


def confirm(conclusion: ConclusionOut) -> ConfirmConclusion:
    """The command to confirm it as seen."""
    return ConfirmConclusion(conclusion_id=conclusion.id, revision=conclusion.revision)


def test_the_chair_confirms_what_was_seen_and_a_change_asks_anew(gathering: Gathering) -> None:
    draft = drafted(gathering)
    with pytest.raises(Denied):
        gathering.run("thuky", confirm_conclusion, confirm(draft))
    with pytest.raises(NotFound):
        gathering.run("daibieu01", confirm_conclusion, confirm(draft))
    gathering.run("chutri", confirm_conclusion, confirm(draft))
    seen = one(gathering, draft.id)
    assert seen.confirmed_at is not None
    assert seen.confirmed_by is not None
    assert seen.confirmed_by.name == "Nguyễn Minh Khôi"
    with pytest.raises(Stale):
        gathering.run("chutri", confirm_conclusion, confirm(draft))
    gathering.run("chutri", confirm_conclusion, confirm(seen))
    edit = EditConclusion(conclusion_id=draft.id, content=content(gathering, text="Khác"))
    gathering.run("thuky", edit_conclusion, edit)
    assert one(gathering, draft.id).confirmed_at is None


def test_sent_back_with_a_remark_and_mended(gathering: Gathering, store: Store) -> None:
    draft = drafted(gathering)
    wish = ReturnConclusion(conclusion_id=draft.id, revision=draft.revision, remark="Rõ thời hạn")
    gathering.run("chutri", return_conclusion, wish)
    assert one(gathering, draft.id).remark == "Rõ thời hạn"
    (row,) = reviewed(gathering, store).conclusions
    assert [finding.code for finding in row.findings] == ["returned"]
    edit = EditConclusion(conclusion_id=draft.id, content=content(gathering))
    gathering.run("thuky", edit_conclusion, edit)
    assert one(gathering, draft.id).remark == ""
    (row,) = reviewed(gathering, store).conclusions
    assert [entry.kind for entry in row.history] == ["recorded", "returned", "edited"]
    assert row.history[1].note == "Rõ thời hạn"
    with store.reading() as session:
        kinds = session.scalars(select(NoticeRow.kind)).all()
    assert "meeting.conclusion_returned" in kinds


def test_the_chair_is_asked_once_there_is_something(gathering: Gathering, store: Store) -> None:
    gathering.running()
    ask = AskConfirmation(meeting_id=gathering.id)
    assert refusal(gathering, "thuky", ask_confirmation, ask) == "conclusion.nothing_to_confirm"
    gathering.run("thuky", record_conclusion, record(gathering))
    gathering.run("thuky", ask_confirmation, ask)
    with store.reading() as session:
        query = select(NoticeRow).where(NoticeRow.kind == "meeting.conclusions_to_confirm")
        (told,) = session.scalars(query).all()
    assert told.person_id == gathering.office.people["chutri"]


def test_a_draft_without_lead_stops_all_of_them(gathering: Gathering, store: Store) -> None:
    drafted(gathering)
    gathering.run("thuky", record_conclusion, record(gathering, lead_unit_id=None))
    shown = reviewed(gathering, store)
    assert (shown.drafts, shown.stops, shown.confirmed) == (2, 1, 0)
    assert [f.code for f in shown.conclusions[1].findings if f.stops] == ["no_lead"]
    with pytest.raises(Invalid, match=r"conclusion\.no_lead"):
        gathering.run("thuky", issue_tasks, IssueTasks(meeting_id=gathering.id))
    with store.reading() as session:
        assert session.scalars(select(Task.id)).all() == []


def test_a_like_task_under_way_is_named(gathering: Gathering, store: Store) -> None:
    drafted(gathering, text="Hoàn thiện quy chế làm việc của cấp ủy")
    issued = gathering.run("thuky", issue_tasks, IssueTasks(meeting_id=gathering.id)).issued
    gathering.run(
        "thuky",
        record_conclusion,
        record(gathering, text="Hoàn thiện Quy chế làm việc của cấp ủy."),
    )
    row = reviewed(gathering, store).conclusions[1]
    (found,) = [finding for finding in row.findings if finding.code == "duplicate"]
    assert (found.task_id, found.task_code) == (issued[0].task_id, issued[0].task_code)


def test_a_correction_takes_the_place_and_both_are_kept(gathering: Gathering, store: Store) -> None:
    draft = drafted(gathering)
    wrong = CorrectConclusion(
        conclusion_id=draft.id, reason="Ghi nhầm hạn", content=content(gathering)
    )
    assert refusal(gathering, "thuky", correct_conclusion, wrong) == "conclusion.not_issued"
    old = gathering.run("thuky", issue_tasks, IssueTasks(meeting_id=gathering.id)).issued[0]
    later = content(gathering, due_on=office_day(utc_now()) + timedelta(days=60))
    correct = wrong.model_copy(update={"content": later})
    with pytest.raises(Denied):
        gathering.run("daibieu01", correct_conclusion, correct)
    made = gathering.run("thuky", correct_conclusion, correct).id
    again = refusal(gathering, "thuky", correct_conclusion, correct)
    assert again == "conclusion.corrected_already"
    assert one(gathering, made).number == "2.1a"
    assert one(gathering, draft.id).state is ConclusionState.ISSUED
    codes = [finding.code for finding in reviewed(gathering, store).conclusions[1].findings]
    assert "duplicate" not in codes
    new = gathering.run("thuky", issue_tasks, IssueTasks(meeting_id=gathering.id)).issued[0]
    assert one(gathering, draft.id).state is ConclusionState.SUPERSEDED
    with store.reading() as session:
        assert session.get_one(Task, old.task_id).state is TaskState.CANCELLED
        assert session.get_one(Task, new.task_id).state is TaskState.ASSIGNED
    assert [c.number for c in gathering.seen_by("daibieu01").conclusions] == ["2.1", "2.1a"]
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    with store.reading() as session:
        facts = notice_facts(session, gathering.as_actor("thuky"), gathering.id, utc_now())
    assert [fact.number for fact in facts.conclusions] == ["2.1a"]
    assert gathering.seen_by("thuky").conclusions[1].due_on == facts.conclusions[0].due


def test_many_conclusions_ask_no_more_queries(gathering: Gathering, store: Store) -> None:
    drafted(gathering)
    with store.reading() as session, counted(store.engine) as few:
        review(session, gathering.as_actor("thuky"), gathering.id, utc_now())
    for number in range(8):
        drafted(gathering, text=f"Việc {number}")
    with store.reading() as session, counted(store.engine) as many:
        review(session, gathering.as_actor("thuky"), gathering.id, utc_now())
    assert len(many) == len(few)


def test_a_number_is_a_place_until_it_is_issued_and_then_for_good(
    gathering: Gathering, store: Store
) -> None:
    first, second, third = (drafted(gathering) for _ in range(3))
    item = first.number.rpartition(".")[0]
    assert [c.number for c in (first, second, third)] == [f"{item}.{n}" for n in (1, 2, 3)]
    gathering.run("thuky", discard_conclusion, DiscardConclusion(conclusion_id=second.id))
    assert one(gathering, third.id).number == f"{item}.2", "no gap in the notice"
    fourth = drafted(gathering)
    assert fourth.number == f"{item}.3", "nothing was ever issued under it"
    gathering.run("thuky", discard_conclusion, DiscardConclusion(conclusion_id=fourth.id))
    gathering.run("thuky", issue_tasks, IssueTasks(meeting_id=gathering.id))
    fifth, sixth = drafted(gathering), drafted(gathering)
    assert (fifth.number, sixth.number) == (f"{item}.3", f"{item}.4")
    wish = CorrectConclusion(conclusion_id=first.id, reason="Sai hạn.", content=content(gathering))
    again = gathering.run("thuky", correct_conclusion, wish).id
    assert one(gathering, again).number == f"{item}.1a"
    gathering.run("thuky", discard_conclusion, DiscardConclusion(conclusion_id=again))
    again = gathering.run("thuky", correct_conclusion, wish).id
    assert one(gathering, again).number == f"{item}.1a"
    gathering.run("thuky", discard_conclusion, DiscardConclusion(conclusion_id=fifth.id))
    assert one(gathering, sixth.id).number == f"{item}.3", "it follows what was issued"
    assert drafted(gathering).number == f"{item}.4", "a correction takes no place"
    numbers = [c.number for c in gathering.seen_by("thuky").conclusions]
    assert len(set(numbers)) == len(numbers)
    issued = [c.number for c in gathering.seen_by("thuky").conclusions if c.state == "issued"]
    assert issued == [f"{item}.1", f"{item}.2"], "what was issued keeps its number"


def test_a_draft_is_discarded_and_what_was_issued_is_not(
    gathering: Gathering, store: Store
) -> None:
    kept, gone = drafted(gathering), drafted(gathering)
    show = ShowConclusion(meeting_id=gathering.id, conclusion_id=gone.id)
    gathering.run("thuky", show_conclusion, show)
    wish = DiscardConclusion(conclusion_id=gone.id)
    with pytest.raises(NotFound):
        gathering.run("daibieu02", discard_conclusion, wish)
    with pytest.raises(Stale):
        gathering.run("thuky", discard_conclusion, wish.model_copy(update={"revision": 9}))
    gathering.run("thuky", discard_conclusion, wish)
    seen = gathering.seen_by("thuky")
    assert ([c.id for c in seen.conclusions], seen.shown_conclusion_id) == ([kept.id], None)
    with pytest.raises(NotFound):
        gathering.run("thuky", discard_conclusion, wish)
    gathering.run("thuky", issue_tasks, IssueTasks(meeting_id=gathering.id))
    issued = DiscardConclusion(conclusion_id=kept.id)
    assert refusal(gathering, "thuky", discard_conclusion, issued) == "conclusion.issued"
