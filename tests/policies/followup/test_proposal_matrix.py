"""Everybody × every permission of proposals × every state, by running the commands themselves."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ecabinet.core import permissions
from ecabinet.core.actors import SYSTEM
from ecabinet.core.errors import Conflict, Denied, NotFound
from followup.proposals import access
from followup.proposals.commands.become import IssueFromProposal, issue_from_proposal
from followup.proposals.commands.consult import (
    AskOpinions,
    GiveOpinion,
    ask_opinions,
    give_opinion,
)
from followup.proposals.commands.decide import TurnDown, return_proposal
from followup.proposals.commands.draft import ChangeProposal, change_proposal
from followup.proposals.commands.submit import (
    SubmitProposal,
    WithdrawProposal,
    submit_proposal,
    withdraw_proposal,
)
from followup.proposals.models import Proposal
from followup.proposals.policies import (
    POLICIES,
    ProposalPermission,
    may_read,
    opinions_readable,
    readable,
    sees_all,
)
from followup.proposals.states import ASKING, EDITABLE, ProposalState
from tests.commands.followup.world import World, tomorrow
from tests.proposals import WORD, Proposals

P, S = ProposalPermission, ProposalState

PROPOSING = {"drafter", "unit's leader"}
ASKED = {"unit asked", "person asked"}
ABOVE = {"decider", "another leader there"}
SERVES = {"secretary there"}
READERS = PROPOSING | ASKED | ABOVE | SERVES
SENT = {S.SUBMITTED, S.RETURNED, S.APPROVED, S.REFUSED, S.WITHDRAWN}
MAY: dict[ProposalPermission, set[str]] = {
    P.READ: READERS,
    P.READ_OPINIONS: PROPOSING | ABOVE,
    P.CREATE: {"drafter", "unit's leader", "colleague", "unit's clerk", "tracker"},
    P.CHANGE: PROPOSING,
    P.CONSULT: PROPOSING | {"decider"},
    P.ANSWER: ASKED,
    P.SUBMIT: PROPOSING,
    P.WITHDRAW: PROPOSING,
    P.DECIDE: {"decider"},
    P.USE: ABOVE | SERVES | {"unit's leader"},
}
WHEN: dict[ProposalPermission, set[ProposalState]] = {
    P.CHANGE: set(EDITABLE),
    P.CONSULT: {S.DRAFT, S.CONSULTING, S.SUBMITTED, S.RETURNED},
    P.ANSWER: set(ASKING),
    P.SUBMIT: {S.DRAFT, S.CONSULTING, S.RETURNED},
    P.WITHDRAW: {S.DRAFT, S.CONSULTING, S.SUBMITTED, S.RETURNED},
    P.DECIDE: {S.SUBMITTED},
    P.USE: {S.APPROVED},
}
Make = Callable[[Proposals, UUID], Any]


def _change(_p: Proposals, key: UUID) -> Any:
    return ChangeProposal(proposal_id=key, title="Khác", text="Khác", wish="Khác")


def _ask(p: Proposals, key: UUID) -> Any:
    return AskOpinions(proposal_id=key, unit_ids=[p.unit("HUTD")], due_on=tomorrow(5))


def _issue(p: Proposals, key: UUID) -> Any:
    return IssueFromProposal(
        proposal_id=key, title="Việc", lead_unit_id=p.unit("VPTU"),
        supervisor_id=p.person("lanhdao"),
    )  # fmt: skip


ATTEMPTS: dict[ProposalPermission, tuple[Any, Make]] = {
    P.CHANGE: (change_proposal, _change),
    P.CONSULT: (ask_opinions, _ask),
    P.SUBMIT: (submit_proposal, lambda _p, key: SubmitProposal(proposal_id=key)),
    P.WITHDRAW: (withdraw_proposal, lambda _p, key: WithdrawProposal(proposal_id=key)),
    P.DECIDE: (return_proposal, lambda _p, key: TurnDown(proposal_id=key, reason="Lý do.")),
    P.USE: (issue_from_proposal, _issue),
}


@pytest.fixture
def proposals(world: World) -> Proposals:
    """The office as a tree, and its proposals."""
    return Proposals(world)


def readers(state: ProposalState) -> set[str]:
    """Nobody above before it was submitted, nobody is asked before the asking."""
    above = ABOVE if state in SENT else set()
    asked = ASKED if state is not S.DRAFT else set()
    return PROPOSING | above | asked | (SERVES if state is S.APPROVED else set())


def expected(who: str, permission: ProposalPermission, state: ProposalState) -> Any:
    """Return how the attempt must end."""
    if who not in readers(state):
        return NotFound
    # Whoever decides asks again while it lies there; elsewhere it is not theirs to send round.
    asks_again = permission is not P.CONSULT or who != "decider" or state is S.SUBMITTED
    if who not in MAY[permission] or not asks_again:
        return Denied
    return None if state in WHEN[permission] else Conflict


def outcome(work: Callable[[], Any]) -> Any:
    """Run the attempt and return how it ended."""
    try:
        work()
    except (NotFound, Denied, Conflict) as refusal:
        return type(refusal)
    return None


def test_every_registered_permission_is_in_the_matrix(proposals: Proposals) -> None:
    ours = {p for p in permissions.registered() if p.value.startswith("proposal:")}
    assert ours == set(ProposalPermission) == set(POLICIES) == set(MAY)
    assert set(ATTEMPTS) | {P.READ, P.READ_OPINIONS, P.CREATE, P.ANSWER} == set(ProposalPermission)


@pytest.mark.parametrize("state", ProposalState)
def test_the_matrix(proposals: Proposals, state: ProposalState) -> None:
    key = proposals.in_state(state)
    surprises: list[Any] = []
    for permission, (command, make) in ATTEMPTS.items():
        for who, username in WORD.items():
            wanted = expected(who, permission, state)
            # What succeeds changes the proposal, so it gets one of its own.
            this = proposals.in_state(state) if wanted is None else key
            before = proposals.row(this).revision
            got = outcome(lambda: proposals.run(username, command, make(proposals, this)))  # noqa: B023
            if got is not wanted or (wanted and proposals.row(this).revision != before):
                surprises.append((who, permission, got))
    surprises += _reads(proposals, state, key) + _answers(proposals, state, key)
    assert surprises == []


def _reads(proposals: Proposals, state: ProposalState, key: UUID) -> list[Any]:
    surprises = []
    with proposals.world.store.reading() as session:
        for who, username in WORD.items():
            actor = proposals.world.actor(username)
            for permission in (P.READ, P.READ_OPINIONS):
                got = outcome(lambda: access.proposal(session, actor, key, permission))  # noqa: B023
                wanted = None if who in MAY[permission] else Denied
                if got is not (wanted if who in readers(state) else NotFound):
                    surprises.append((who, permission, got))
    return surprises


def _answers(proposals: Proposals, state: ProposalState, key: UUID) -> list[Any]:
    """An opinion is given by those of whom it was asked, each their own."""
    if state is S.DRAFT:
        return []
    surprises = []
    asked = {one.whom.name: one.id for one in proposals.seen("canbo", key).consults}
    for who, username in WORD.items():
        for whom, consult_id in asked.items():
            said = GiveOpinion(consult_id=consult_id, opinion="agree")
            got = outcome(lambda: proposals.run(username, give_opinion, said))  # noqa: B023
            own = (who == "unit asked") is (whom == "Ban Tổ chức Tỉnh ủy")
            wanted = expected(who, P.ANSWER, state)
            if wanted not in (NotFound, Denied) and not own:
                wanted = Denied
            if got is not wanted:
                surprises.append((who, whom, got))
    return surprises


def test_who_may_draft(proposals: Proposals) -> None:
    for who, username in WORD.items():
        got = outcome(lambda: proposals.draft(username))  # noqa: B023
        assert got is (None if who in MAY[P.CREATE] else Denied), who


def test_predicates_and_sql_agree(proposals: Proposals) -> None:
    for state in ProposalState:
        proposals.in_state(state)
    proposals.send(proposals.draft("vanthuubkt", "UBKTTU").id, "vanthuubkt")
    proposals.send(proposals.draft("chutri", "TU").id, "chutri")
    actors = [proposals.world.actor(name) for name in proposals.world.office.people]
    with proposals.world.store.reading() as session:
        rows = list(session.scalars(select(Proposal)))
        for actor in [*actors, SYSTEM]:
            for rule, twin in ((may_read, readable), (sees_all, opinions_readable)):
                by_sql = set(session.scalars(select(Proposal.id).where(twin(actor))))
                assert by_sql == {row.id for row in rows if rule(actor, row)}, actor.username
