"""Figures that people counted: they agree with each other, and count as ballots would."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecabinet.core.errors import Invalid
from meetings.ballot_forms import Form
from meetings.paper_figures import How, PaperCount, check_count, papers_of
from meetings.tally import outcome_of
from meetings.terms import Base, Terms

WHEN = datetime(2026, 11, 29, 2, tzinfo=UTC)


def terms(**fields: Any) -> Terms:
    """More than half of fifteen members, all present."""
    usual: dict[str, Any] = {
        "base": Base.MEMBERS, "numerator": 1, "denominator": 2, "strict": True,
        "members": 15, "present": 15, "required": 8,
    }  # fmt: skip
    return Terms(**{**usual, **fields})


LIST = terms(form=Form.CANDIDATES, options=("A", "B", "C"), most=2, seats=2)


def count(**fields: Any) -> PaperCount:
    """Fifteen given out, fourteen back, one void: nine, three and one."""
    usual: dict[str, Any] = {
        "how": How.BALLOTS, "issued": 15, "returned": 14, "invalid": 1, "yes": 9, "no": 3,
        "other": 1, "counters": ("An", "Bình"), "entered_by": "Hà", "entered_at": WHEN,
    }  # fmt: skip
    return PaperCount(**{**usual, **fields})


def listed(*options: int, **fields: Any) -> PaperCount:
    return count(yes=0, no=0, other=0, options=options, **fields)


def test_the_verdict_is_that_of_ballots() -> None:
    """By hand: 9 of 15 is more than half; of the list A and C have 8 and 10 of 15."""
    outcome = outcome_of(papers_of(check_count(count(), terms(), 15), terms()), terms())
    assert (outcome.yes, outcome.no, outcome.other, outcome.cast) == (9, 3, 1, 13)
    assert outcome.carried
    typed = check_count(listed(8, 7, 10), LIST, 15)
    found = outcome_of(papers_of(typed, LIST), LIST)
    assert [(o.votes, o.elected) for o in found.options] == [(8, True), (7, False), (10, True)]
    assert found.cast == 13


@pytest.mark.parametrize(
    ("typed", "of", "code"),
    [
        (count(issued=16), terms(), "paper.bad_ballots"),
        (count(returned=16), terms(), "paper.bad_ballots"),
        (count(invalid=15), terms(), "paper.bad_ballots"),
        (count(yes=10), terms(), "paper.sum"),
        (count(options=(1,)), terms(), "paper.sum"),
        (count(), LIST, "paper.options"),
        (listed(8, 7), LIST, "paper.options"),
        (listed(14, 0, 0), LIST, "paper.list_sum"),
        (listed(13, 13, 1), LIST, "paper.list_sum"),
        (listed(1, 1, 1, how=How.HANDS), LIST, "paper.hands_list"),
    ],
)
def test_what_cannot_be_right_is_refused(typed: PaperCount, of: Terms, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_count(typed, of, 15)
    assert refused.value.code == code


@given(st.lists(st.integers(0, 40), min_size=3, max_size=3), st.integers(0, 10))
def test_every_count_that_adds_up_is_counted_as_typed(votes: list[int], invalid: int) -> None:
    yes, no, other = votes
    returned = sum(votes) + invalid
    typed = count(issued=returned, returned=returned, invalid=invalid, yes=yes, no=no, other=other)
    outcome = outcome_of(papers_of(check_count(typed, terms(), 200), terms()), terms())
    assert [outcome.yes, outcome.no, outcome.other] == votes
