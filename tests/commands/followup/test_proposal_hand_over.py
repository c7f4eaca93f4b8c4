"""Proposals go with the office: the draft, the opinion that is owed, the decision that waits."""

from datetime import timedelta
from uuid import UUID

import pytest

from ecabinet.accounts.due import sweep
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import NotFound
from followup.proposals.commands.hand_over import count_proposals
from followup.proposals.models import ProposalDeed
from followup.proposals.queries.shapes import WayStep
from followup.proposals.states import ProposalState
from tests.commands.followup.test_hand_over import hand, office_of
from tests.commands.followup.world import World
from tests.days import today
from tests.proposals import Proposals

S = ProposalState


@pytest.fixture
def proposals(world: World) -> Proposals:
    """The office as a tree, and its proposals."""
    return Proposals(world)


def handed(proposals: Proposals, proposal_id: UUID, who: str) -> list[WayStep]:
    """Return the handovers in the history, as somebody sees them."""
    way = proposals.seen(who, proposal_id).way
    return [step for step in way if step.kind is ProposalDeed.HANDED_OVER]


def test_the_next_holder_goes_on_with_what_is_open(proposals: Proposals) -> None:
    world = proposals.world
    draft, sent = proposals.draft().id, proposals.in_state(S.SUBMITTED)
    done = proposals.in_state(S.APPROVED)
    with world.store.reading() as session:
        assert count_proposals(session, office_of(world, "canbo").id) == 2
        assert count_proposals(session, office_of(world, "dongnghiep").id) == 0
    assert hand(world, "canbo", "cuong").moved["proposals"] == 2
    assert proposals.told("handed_over") == {"cuong"}
    proposals.send(draft, "cuong")
    with pytest.raises(NotFound):
        proposals.seen("canbo", sent)
    assert proposals.seen("cuong", sent).drafter.id == proposals.person("cuong")
    assert proposals.seen("canbo", done).drafter.id == proposals.person("canbo")
    (step,) = handed(proposals, sent, "cuong")
    assert step.people == ("Vũ Đình Cán Bộ", "Lý Mạnh Cường")
    assert handed(proposals, sent, "vanthubtc") == [], "who is asked hears of their own part only"


def test_the_opinion_that_is_owed_goes_too_and_nobody_is_asked_twice(proposals: Proposals) -> None:
    world = proposals.world
    asked = {"unit_ids": [], "person_ids": [proposals.person("dongnghiep")]}
    one, both, own = (proposals.draft("theodoi").id for _ in range(3))
    proposals.ask(one, "theodoi", **asked)
    proposals.ask(both, "theodoi", unit_ids=[], person_ids=[
        proposals.person("dongnghiep"), proposals.person("cuong"),
    ])  # fmt: skip
    hand(world, "dongnghiep", "cuong")
    proposals.answer("cuong", one)
    waits = [c for c in proposals.seen("theodoi", both).consults if c.waits]
    assert {c.whom.id for c in waits} == set(asked["person_ids"]) | {proposals.person("cuong")}
    assert proposals.row(own).drafter_id == proposals.person("theodoi")


def test_the_next_leader_decides_unless_it_is_their_own(proposals: Proposals) -> None:
    world = proposals.world
    others, own = proposals.in_state(S.SUBMITTED), proposals.in_state(S.SUBMITTED)
    assert hand(world, "canbo", "dongnghiep").moved["proposals"] == 2
    other = proposals.draft("theodoi").id
    proposals.send(other, decider_id=proposals.person("lanhdao"))
    assert hand(world, "lanhdao", "theodoi").moved["proposals"] == 3
    assert proposals.approve(others, "theodoi").state is S.APPROVED
    assert proposals.row(own).decider_id == proposals.person("theodoi")
    assert proposals.row(other).decider_id is None, "nobody decides on their own: another leader"
    assert proposals.approve(other, "chutri").state is S.APPROVED


def test_the_worker_hands_over_on_the_day(
    proposals: Proposals, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = proposals.world
    hand(world, "canbo", "cuong", on=today(1))
    made = proposals.draft().id
    sweep(world.store)
    assert handed(proposals, made, "canbo") == []
    monkeypatch.setattr(world.store, "clock", lambda: utc_now() + timedelta(days=1))
    sweep(world.store)
    (step,) = handed(proposals, made, "cuong")
    assert step.by is None
