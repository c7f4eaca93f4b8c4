"""The history of a member's votes: only what was cast openly, only for those who may see it."""

from uuid import UUID

import pytest

from ecabinet.core.errors import Invalid, NotFound
from meetings.ballot_forms import Form, Kind
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.publish import VoidVote, void_vote
from meetings.commands.vote import CloseVote, close_vote
from meetings.kinds import MeetingKind
from meetings.queries.vote_history import MemberHistory, members_seen, vote_history
from tests.gatherings import Gathering


def held(gathering: Gathering, question: str, **fields: object) -> UUID:
    """A vote in which daibieu01 has cast, closed."""
    vote_id: UUID = gathering.open_vote(question, **fields)  # type: ignore[arg-type]
    said = {"chosen": (2,)} if "options" in fields else {"choice": "no"}
    gathering.run("daibieu01", cast_ballot, CastBallot(vote_id=vote_id, **said))
    gathering.run("thuky", close_vote, CloseVote(vote_id=vote_id))
    return vote_id


def history(gathering: Gathering, reader: str, **fields: object) -> MemberHistory:
    """What a reader sees of daibieu01."""
    person = gathering.office.people["daibieu01"]
    with gathering.store.reading() as session:
        return vote_history(session, gathering.as_actor(reader), person, **fields)  # type: ignore[arg-type]


def refused(gathering: Gathering, reader: str) -> bool:
    """Whether the reader is told that there is nothing."""
    with pytest.raises(NotFound):
        history(gathering, reader)
    return True


def test_only_open_votes_that_count_and_only_for_those_who_may_see(
    gathering: Gathering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Oneself, who leads the meeting; other members only by the rule of the kind of meeting."""
    gathering.running()
    first = held(gathering, "Báo cáo?")
    held(gathering, "Thăm dò?", kind=Kind.STRAW)
    held(gathering, "Công bố sau?", delayed=True)
    voided = held(gathering, "Nhầm?")
    gathering.run("thuky", void_vote, VoidVote(vote_id=voided, reason="Nhầm"))
    last = held(gathering, "Cơ sở?", form=Form.CHOOSE, options=("A", "B"), most=1)
    gathering.run("thuky", close_vote, CloseVote(vote_id=gathering.open_vote(kind=Kind.SECRET)))

    mine = history(gathering, "daibieu01")
    assert [line.vote_id for line in mine.lines] == [last, first]
    assert (mine.lines[0].chosen, mine.lines[1].choice) == (("B",), "no")
    assert [line.question for line in history(gathering, "thuky").lines] == ["Cơ sở?", "Báo cáo?"]
    assert history(gathering, "chutri").lines == mine.lines
    assert all(refused(gathering, who) for who in ("daibieu02", "khach01", "cuong"))
    with gathering.store.reading() as session:
        assert members_seen(session, gathering.as_actor("daibieu02")) == []
        seen = members_seen(session, gathering.as_actor("thuky"))
    assert [one.name for one in seen] == ["Trần Văn An"]

    allowed = MeetingKind(member_history=True)
    monkeypatch.setattr("meetings.queries.vote_history._kinds", lambda _session: {"BTV": allowed})
    assert history(gathering, "daibieu02").lines == mine.lines
    assert all(refused(gathering, who) for who in ("khach01", "cuong"))


def test_it_goes_page_by_page(gathering: Gathering) -> None:
    """By the key of the last line; a wrong key is refused; who has cast nothing sees an end."""
    gathering.running()
    votes = [held(gathering, f"Câu {n}?") for n in range(3)]
    page = history(gathering, "daibieu01", limit=2)
    assert [line.vote_id for line in page.lines] == votes[:0:-1]
    rest = history(gathering, "daibieu01", limit=2, after=str(page.next_after))
    assert ([line.vote_id for line in rest.lines], rest.next_after) == (votes[:1], None)
    with pytest.raises(Invalid):
        history(gathering, "daibieu01", after="x")
    person = gathering.office.people["daibieu02"]
    with gathering.store.reading() as session:
        assert vote_history(session, gathering.as_actor("daibieu02"), person).lines == []
