"""All that can become of a circulation ballot, the ladder of reminders, and the count."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ecabinet.core.errors import Conflict
from meetings.ballot_forms import Ballots, Choice, Form, Said
from meetings.circulation.counting import count, terms_of
from meetings.circulation.fields import ShareOf
from meetings.circulation.states import (
    NEXT,
    RUNGS,
    CirculationAct,
    CirculationState,
    after,
    can,
    rung,
    takes_answers,
)
from meetings.terms import Terms

S, A = CirculationState, CirculationAct
# state → what each deed makes of it; what is not named cannot be done.
TABLE = {
    S.DRAFT: {A.CHANGE: S.DRAFT, A.SEND: S.SENT, A.WITHDRAW: S.WITHDRAWN},
    S.SENT: {A.ANSWER: S.SENT, A.EXTEND: S.SENT, A.CLOSE: S.CLOSED, A.WITHDRAW: S.WITHDRAWN},
    S.CLOSED: {A.PUBLISH: S.PUBLISHED, A.JOIN: S.JOINED},
    S.JOINED: {A.RELEASE: S.CLOSED},
    S.PUBLISHED: {},
    S.WITHDRAWN: {},
}
DUE = datetime(2026, 12, 10, 10, 0, tzinfo=UTC)  # 17:00 of that day in the office.


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("act", A)
def test_every_deed_in_every_state(state: CirculationState, act: CirculationAct) -> None:
    wanted = TABLE[state].get(act)
    assert can(state, act) == (wanted is not None)
    if wanted is None:
        with pytest.raises(Conflict, match="not_now"):
            after(state, act)
    else:
        assert after(state, act) == wanted


def test_the_table_knows_no_other_deed() -> None:
    assert len(NEXT) == sum(len(row) for row in TABLE.values())


def test_an_answer_counts_up_to_the_deadline_itself() -> None:
    second = timedelta(seconds=1)
    assert takes_answers("sent", DUE, DUE)
    assert not takes_answers("sent", DUE, DUE + second)
    assert not takes_answers("closed", DUE, DUE - second)


@pytest.mark.parametrize(
    ("day", "step"),
    [(5, None), (7, -3), (8, -3), (9, -1), (10, 0), (11, 0), (30, 0)],
)
def test_the_ladder_from_day_to_day(day: int, step: int | None) -> None:
    assert rung(date(2026, 12, day), DUE - timedelta(days=9), DUE) == step


def test_whoever_was_asked_today_is_not_reminded_today_nor_of_steps_before() -> None:
    sent = DUE - timedelta(days=2)
    assert rung(date(2026, 12, 8), sent, DUE) is None
    assert rung(date(2026, 12, 9), sent, DUE) == -1
    assert rung(date(2026, 12, 10), DUE - timedelta(hours=5), DUE) is None


def test_steps_are_in_order() -> None:
    assert list(RUNGS) == sorted(set(RUNGS))


def terms(share_of: ShareOf, asked: int, numerator: int = 1, denominator: int = 2) -> Terms:
    return terms_of(
        Form.YES_NO_OTHER, (), Ballots.question(), 0, share_of, numerator, denominator,
        denominator == 2, asked,
    )  # fmt: skip


def said(yes: int, no: int) -> list[Said]:
    return [Said(choice=Choice.YES)] * yes + [Said(choice=Choice.NO)] * no


def test_silence_counts_against_where_the_share_is_of_those_asked() -> None:
    """Four of nine say yes and one no: not more than half of the nine, but of the five answers."""
    of_asked = count(said(4, 1), terms(ShareOf.ASKED, 9))
    of_answers = count(said(4, 1), terms(ShareOf.ANSWERS, 9))
    assert (of_asked.carried, of_asked.base_count, of_asked.not_cast) == (False, 9, 4)
    assert (of_answers.carried, of_answers.base_count) == (True, 5)


def test_the_sentence_speaks_of_answers_and_not_of_people_present() -> None:
    found = count(said(6, 1), terms(ShareOf.ASKED, 9, 2, 3)).sentence
    assert found.vi == (
        "6 trên 9 thành viên tán thành (66,7 %), đạt mức từ 2/3 trở lên; "
        "đã trả lời 7/9 người được hỏi."
    )
    assert found.en.endswith("reaching at least 2/3; answered 7/9 of those asked.")


def test_of_a_list_the_sentence_ends_the_same() -> None:
    ballots = Ballots(form=Form.CHOOSE, options=2, least=1, most=1)
    ruled = terms_of(
        Form.CHOOSE, ("Xanh", "Đỏ"), ballots, 1, ShareOf.ASKED, 1, 2, True, 3
    )  # fmt: skip
    found = count([Said(chosen=(2,)), Said(chosen=(2,))], ruled)
    assert found.carried
    assert [option.votes for option in found.options] == [0, 2]
    assert found.sentence.vi.endswith("đã trả lời 2/3 người được hỏi.")
