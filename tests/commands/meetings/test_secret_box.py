"""The box of a secret vote: lost keys, tampering, what a crash left."""

import time
from uuid import uuid4

import pytest
from sqlalchemy import text

from ecabinet.core.errors import Conflict
from ecabinet.core.jobs import Jobs, Sweep
from ecabinet.core.perishable import KeyGone
from ecabinet.platform import Platform
from meetings.ballot_forms import Kind
from meetings.commands.publish import VoidVote, void_vote
from meetings.commands.secret_ballot import cast_secret_ballot
from meetings.tasks import NOBODYS_AFTER, register_ballot_keys
from meetings.terms import Choice
from tests.commands.meetings.secret_voting import ALL, closed, opened, rows, slip
from tests.gatherings import VOTERS, Gathering


def test_a_lost_key_stops_the_close_and_counts_nothing(
    gathering: Gathering, platform: Platform
) -> None:
    """As after restoring a backup: said clearly; the vote stays open, to be voided."""
    vote_id = opened(gathering)
    gathering.run("daibieu01", cast_secret_ballot, slip(vote_id))
    platform.keys.destroy(vote_id)
    with pytest.raises(Conflict, match=r"vote\.key_gone"):
        closed(gathering, vote_id)
    assert gathering.seen_by("thuky").votes[0].state == "open"


@pytest.mark.parametrize(
    "harm",
    [
        'UPDATE vote SET "cast" = 2',
        "DELETE FROM turnout_mark",
        "DELETE FROM sealed_ballot",
        "UPDATE sealed_ballot SET sealed = (SELECT public_key FROM ballot_box)",
    ],
)
def test_a_box_that_was_tampered_with_is_not_counted(gathering: Gathering, harm: str) -> None:
    """Marks, ballots and turnout must agree, and each ballot must be as it was sealed."""
    vote_id = opened(gathering)
    gathering.run("daibieu01", cast_secret_ballot, slip(vote_id))
    with gathering.store.engine.begin() as connection:
        connection.execute(text(harm))
    with pytest.raises(Conflict, match=r"vote\.box_damaged"):
        closed(gathering, vote_id)


def test_an_opinion_of_any_length_takes_the_same_room(gathering: Gathering) -> None:
    """What lies in the box has one size; the longest opinion fits."""
    vote_id = opened(gathering)
    for number, (username, words) in enumerate(zip(VOTERS, ("", "ý", "ự" * 2_000), strict=False)):
        payload = slip(vote_id, number, choice=Choice.OTHER, text=words)
        gathering.run(username, cast_secret_ballot, payload)
    sizes = {n for (n,) in rows(gathering.store, "SELECT length(sealed) FROM sealed_ballot")}
    assert len(sizes) == 1
    assert closed(gathering, vote_id).other == 3


def test_a_voided_vote_is_never_counted(gathering: Gathering, platform: Platform) -> None:
    """Its ballots go uncounted, its key is destroyed."""
    vote_id = opened(gathering)
    gathering.run("daibieu01", cast_secret_ballot, slip(vote_id))
    gathering.run("thuky", void_vote, VoidVote(vote_id=vote_id, reason="Mở nhầm"))
    assert rows(gathering.store, ALL.format("sealed_ballot")) == [(0,)]
    assert rows(gathering.store, ALL.format("secret_ballot")) == [(0,)]
    register_ballot_keys(platform.jobs, platform.keys)
    platform.jobs.drain(gathering.store)
    with pytest.raises(KeyGone):
        platform.keys.open(vote_id)


def test_the_sweep_destroys_what_a_crash_left(
    gathering: Gathering, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key of a closed vote at once, nobody's after an hour; that of an open vote never."""
    done, open_now, nobodys = opened(gathering), None, uuid4()
    closed(gathering, done)
    open_now = gathering.open_vote(kind=Kind.SECRET)
    platform.keys.make(nobodys)
    jobs = Jobs(platform.settings.data_dir, None)
    sweeps: list[Sweep] = []
    monkeypatch.setattr(jobs, "register_sweep", sweeps.append)
    register_ballot_keys(jobs, platform.keys)
    (sweep,) = sweeps
    sweep(platform.store)
    assert set(platform.keys.ages()) == {open_now, nobodys}
    monkeypatch.setattr(platform.keys, "_clock", lambda: time.time() + 2 * NOBODYS_AFTER)
    sweep(platform.store)
    assert set(platform.keys.ages()) == {open_now}
