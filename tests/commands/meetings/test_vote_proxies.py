"""Voting for others: delegated, cast visibly, recorded one by one."""

from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.core.audit import AuditEntry
from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.store import Store
from meetings.commands.ballot import CastBallot, cast_ballot
from meetings.commands.presence import Presence, leave
from meetings.commands.proxies import (
    DropProxy,
    RecordProxy,
    SetWeights,
    drop_proxy,
    record_proxy,
    set_weights,
)
from meetings.commands.vote_roll import Proxy, SetVoteRoll, Weight, set_vote_roll
from meetings.models import VoteProxy
from meetings.queries.vote_roll import roll_page
from meetings.terms import Choice
from tests.commands.meetings.voting import Rules, closed, code_of, opened, prepared, seen
from tests.gatherings import VOTERS, Gathering


def test_a_proxy_casts_twice_and_visibly(gathering: Gathering, store: Store, rules: Rules) -> None:
    """For oneself and, apart, for who is absent; each counts once."""
    rules(proxy_votes=True)
    gathering.running("chutri", "daibieu01", "daibieu02")
    absent, proxy = gathering.seat("lanhdao"), gathering.seat("daibieu01")
    vote_id = prepared(gathering)
    given = Proxy(participant_id=absent, proxy_id=proxy, reason="Giấy ủy quyền 12/UQ")
    gathering.run("thuky", set_vote_roll, SetVoteRoll(vote_id=vote_id, proxies=(given,)))
    opened(gathering, vote_id)
    asked = seen(gathering, "daibieu01", vote_id)
    assert asked.may_cast
    assert [(p.participant_id, p.reason) for p in asked.on_behalf] == [
        (absent, "Giấy ủy quyền 12/UQ")
    ]
    assert asked.entitled == 4
    gathering.cast("daibieu01", vote_id)
    behalf = CastBallot(vote_id=vote_id, choice=Choice.NO, behalf_of=absent)
    assert gathering.run("daibieu01", cast_ballot, behalf).behalf_of == absent
    assert code_of(gathering, "daibieu01", cast_ballot, behalf) == "vote.already_cast"
    for username in ("daibieu02", "lanhdao", "chutri"):
        with pytest.raises(Denied):
            gathering.run(username, cast_ballot, behalf)
    with pytest.raises(Denied):
        gathering.cast("lanhdao", vote_id)
    result = closed(gathering, vote_id)
    assert (result.present, result.cast) == (4, 2)
    by_name = {b.participant_id: (b.choice, b.by_name) for b in result.ballots}
    assert by_name == {proxy: (Choice.YES, None), absent: (Choice.NO, "Trần Văn An")}
    with store.reading() as session:
        deeds = session.scalars(select(AuditEntry).where(AuditEntry.action == "ballot.cast"))
        assert [deed.detail for deed in deeds] == [{}, {"behalf_of": str(absent)}]


def test_who_came_after_all_casts_in_person(gathering: Gathering, rules: Rules) -> None:
    """The delegation lapses; a proxy who is not in the room casts for nobody."""
    rules(proxy_votes=True)
    gathering.running("chutri", "daibieu01", "daibieu02", "lanhdao")
    vote_id = prepared(gathering)
    seats = {u: gathering.seat(u) for u in VOTERS}
    proxies = (
        Proxy(participant_id=seats["lanhdao"], proxy_id=seats["daibieu01"], reason="x"),
        Proxy(participant_id=seats["daibieu03"], proxy_id=seats["daibieu02"], reason="y"),
    )
    gathering.run("thuky", set_vote_roll, SetVoteRoll(vote_id=vote_id, proxies=proxies))
    gathering.run("daibieu02", leave, Presence(meeting_id=gathering.id))
    opened(gathering, vote_id)
    assert seen(gathering, "daibieu01", vote_id).on_behalf == []
    assert gathering.cast("lanhdao", vote_id).choice is Choice.YES
    assert seen(gathering, "thuky", vote_id).entitled == 3


@pytest.mark.parametrize(
    ("member", "proxy", "code"),
    [
        ("lanhdao", "lanhdao", "vote.bad_proxy"),
        ("lanhdao", "khach01", "vote.bad_proxy"),
        ("khach01", "daibieu01", "vote.no_vote_here"),
    ],
)
def test_nobody_without_a_vote_takes_part_in_proxies(
    gathering: Gathering, rules: Rules, member: str, proxy: str, code: str
) -> None:
    """Neither as giver nor as taker."""
    rules(proxy_votes=True)
    gathering.running()
    given = Proxy(participant_id=gathering.seat(member), proxy_id=gathering.seat(proxy), reason="x")
    roll = SetVoteRoll(vote_id=prepared(gathering), proxies=(given,))
    assert code_of(gathering, "thuky", set_vote_roll, roll) == code


def test_proxies_only_where_the_kind_of_meeting_knows_them(
    gathering: Gathering, rules: Rules
) -> None:
    """The Standing Committee does not; and who is named twice is refused."""
    gathering.running()
    vote_id, seat = prepared(gathering), gathering.seat("lanhdao")
    given = Proxy(participant_id=seat, proxy_id=gathering.seat("daibieu01"), reason="x")
    roll = SetVoteRoll(vote_id=vote_id, proxies=(given,))
    assert code_of(gathering, "thuky", set_vote_roll, roll) == "vote.no_proxies"
    one = SetVoteRoll(vote_id=vote_id, weights=(Weight(participant_id=seat, weight=2),))
    assert code_of(gathering, "thuky", set_vote_roll, one) == "vote.no_weights"
    rules(proxy_votes=True)
    twice = SetVoteRoll(vote_id=vote_id, proxies=(given, given))
    assert code_of(gathering, "thuky", set_vote_roll, twice) == "vote.named_twice"
    with pytest.raises(NotFound):
        gathering.run("daibieu01", set_vote_roll, SetVoteRoll(vote_id=vote_id))


def test_delegations_are_recorded_one_by_one(
    gathering: Gathering, store: Store, rules: Rules
) -> None:
    """For one vote or all prepared; one replaces the former, and others keep who recorded them."""
    rules(proxy_votes=True, weighted_votes=True)
    gathering.running()
    first, second = prepared(gathering), prepared(gathering)
    secret = prepared(gathering, kind="secret")
    a, b, c = (gathering.seat(u) for u in ("lanhdao", "daibieu01", "daibieu02"))

    def record(giver: UUID, holder: UUID, **fields: bool) -> None:
        given = RecordProxy(
            vote_id=first, participant_id=giver, proxy_id=holder, reason="12/UQ", **fields
        )
        gathering.run("thuky", record_proxy, given)

    def held() -> dict[UUID, dict[UUID, UUID]]:
        with store.reading() as session:
            rows = session.scalars(select(VoteProxy)).all()
            return {
                vote: {r.participant_id: r.proxy_id for r in rows if r.vote_id == vote}
                for vote in (first, second, secret)
            }

    record(a, b, everywhere=True)
    assert held() == {first: {a: b}, second: {a: b}, secret: {}}
    record(a, c)
    weights = (Weight(participant_id=a, weight=5), Weight(participant_id=b, weight=1))
    gathering.run("thuky", set_weights, SetWeights(vote_id=first, weights=weights))
    assert held() == {first: {a: c}, second: {a: b}, secret: {}}
    with store.reading() as session:
        page = roll_page(session, gathering.as_actor("thuky"), first)
    assert {line.participant_id: line.weight for line in page.roll.lines}[a] == 5
    for _ in range(2):
        drop = DropProxy(vote_id=first, participant_id=a)
        gathering.run("thuky", drop_proxy, drop)
    assert held() == {first: {}, second: {a: b}, secret: {}}
    with pytest.raises(NotFound):
        gathering.run("daibieu01", drop_proxy, drop)
