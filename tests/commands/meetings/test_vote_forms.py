"""Votes by list and straw polls, from the question to the frozen outcome."""

from typing import Any
from uuid import UUID

import pytest

from ecabinet.core.errors import DomainError, Invalid
from ecabinet.core.store import Store
from meetings.ballot_forms import Form, Kind, Tie
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.vote import CloseVote, close_vote
from meetings.models import Vote
from meetings.queries.vote_shapes import VoteOut
from meetings.terms import Choice, Outcome
from tests.gatherings import Gathering

NAMES = ("Trần Văn An", "Lê Thị Bình", "Phạm Quốc Cường")


def tick(gathering: Gathering, username: str, vote_id: UUID, *chosen: int) -> Any:
    """Cast a ballot that ticks these positions."""
    command = CastBallot(vote_id=vote_id, chosen=chosen)
    return gathering.run(username, cast_ballot, command)


def seen(gathering: Gathering, username: str, vote_id: UUID) -> VoteOut:
    """The vote as somebody sees it."""
    return gathering.vote_seen_by(username, vote_id)


def test_a_candidate_vote_from_the_list_to_who_is_elected(
    gathering: Gathering, store: Store
) -> None:
    """Two seats of three candidates; three of five members are needed."""
    gathering.running()
    vote_id = gathering.open_vote(
        "Bầu đoàn giám sát", form=Form.CANDIDATES, options=NAMES, seats=2, tie=Tie.REPEAT
    )
    asked = seen(gathering, "daibieu01", vote_id)
    assert [option.words for option in asked.options] == list(NAMES)
    assert (asked.form, asked.least, asked.most, asked.seats) == (Form.CANDIDATES, 0, 2, 2)
    assert tick(gathering, "chutri", vote_id, 2, 1).chosen == (1, 2)
    tick(gathering, "daibieu01", vote_id, 1)
    tick(gathering, "daibieu02", vote_id, 1, 2)
    tick(gathering, "daibieu03", vote_id)
    tick(gathering, "lanhdao", vote_id, 2, 3)
    own = seen(gathering, "lanhdao", vote_id).my_ballot
    assert own is not None
    assert (own.choice, own.chosen) == (None, [2, 3])
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    closed = seen(gathering, "daibieu02", vote_id)
    assert closed.outcome is not None
    assert [(o.votes, o.elected) for o in closed.outcome.options] == [
        (3, True), (3, True), (1, False),
    ]  # fmt: skip
    assert closed.outcome.carried
    assert {b.name: b.chosen for b in closed.ballots}["Trần Văn An"] == [1]
    with store.reading() as session:
        kept = Outcome.model_validate(session.get_one(Vote, vote_id).outcome)
    assert kept.terms.options == NAMES


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ((1, 2, 3), "ballot.too_many"),
        ((4,), "ballot.no_such_option"),
        ((1, 1), "ballot.no_such_option"),
    ],
)
def test_a_ballot_that_does_not_fit_is_refused_and_another_may_follow(
    gathering: Gathering, chosen: tuple[int, ...], code: str
) -> None:
    """Nothing was recorded of the first."""
    gathering.running()
    vote_id = gathering.open_vote(form=Form.CHOOSE, options=NAMES, least=1, most=2)
    with pytest.raises(DomainError) as refused:
        tick(gathering, "daibieu01", vote_id, *chosen)
    assert refused.value.code == code
    tick(gathering, "daibieu01", vote_id, 3)
    assert seen(gathering, "thuky", vote_id).cast == 1


def test_an_answer_is_no_ballot_for_a_list(gathering: Gathering) -> None:
    """An old device that knows only yes and no is told so."""
    gathering.running()
    vote_id = gathering.open_vote(form=Form.CHOOSE, options=NAMES)
    with pytest.raises(Invalid) as refused:
        gathering.cast("daibieu01", vote_id)
    assert refused.value.code == "ballot.wrong_form"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"form": Form.CHOOSE, "options": ("Một mình",)}, "vote.too_few_options"),
        ({"form": Form.CHOOSE, "options": ("Cơ sở 1", "CƠ SỞ 1")}, "vote.option_twice"),
        ({"options": NAMES}, "vote.options_without_list"),
        ({"form": Form.CANDIDATES, "options": NAMES, "seats": 4}, "vote.bad_bounds"),
    ],
)
def test_a_list_that_nobody_could_vote_on_is_refused(
    gathering: Gathering, fields: dict[str, Any], code: str
) -> None:
    """When it is prepared."""
    gathering.running()
    with pytest.raises(Invalid) as refused:
        gathering.open_vote(**fields)
    assert refused.value.code == code


def test_a_straw_poll_has_figures_and_no_verdict(gathering: Gathering) -> None:
    """Everybody in favour, and still nothing is decided."""
    gathering.running()
    vote_id = gathering.open_vote(kind=Kind.STRAW)
    for username in ("chutri", "daibieu01", "daibieu02", "daibieu03", "lanhdao"):
        gathering.cast(username, vote_id)
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    outcome = seen(gathering, "daibieu01", vote_id).outcome
    assert outcome is not None
    assert (outcome.yes, outcome.carried, outcome.binding) == (5, False, False)
    assert outcome.sentence.vi.startswith("Thăm dò, không có giá trị quyết định: 5 trên 5")


def test_the_chairs_named_ballot_decides_equal_votes(gathering: Gathering) -> None:
    """Two against two of four there; the chair is in favour."""
    gathering.running("chutri", "daibieu01", "daibieu02", "daibieu03")
    vote_id = gathering.open_vote(tie=Tie.CHAIR)
    for username in ("chutri", "daibieu01"):
        gathering.cast(username, vote_id)
    for username in ("daibieu02", "daibieu03"):
        gathering.cast(username, vote_id, Choice.NO)
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    outcome = seen(gathering, "daibieu01", vote_id).outcome
    assert outcome is not None
    assert (outcome.carried, outcome.tied, outcome.by_chair) == (True, True, True)


def test_a_delayed_result_is_only_the_desks(gathering: Gathering) -> None:
    """Members know that it has closed, and no more."""
    gathering.running()
    vote_id = gathering.open_vote(delayed=True)
    gathering.cast("daibieu01", vote_id)
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    for username in ("daibieu01", "lanhdao"):
        told = seen(gathering, username, vote_id)
        assert (told.state, told.outcome, told.ballots) == ("closed", None, [])
    for username in ("thuky", "chutri"):
        assert seen(gathering, username, vote_id).outcome is not None
