"""Who may do what with proposals: those who propose, are asked, decide, or lead above.

`readable` is the SQL twin of `may_read`; a test proves that they agree.
"""

from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from ecabinet.accounts.models import Unit
from ecabinet.core.actors import Actor, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.permissions import Permission, Predicate, UnitsOf, given_units, reaches
from ecabinet.core.rules import Having, all_of, any_of
from followup.issue_policies import upwards
from followup.policies import desks
from followup.proposals.models import Proposal, ProposalConsult
from followup.proposals.states import ASKING, EDITABLE, ProposalState


class ProposalPermission(Permission):
    """What can be done with a proposal; CREATE is asked of the one that shall be."""

    READ = "proposal:read"
    READ_OPINIONS = "proposal:read_opinions"
    CREATE = "proposal:create"
    CHANGE = "proposal:change"
    CONSULT = "proposal:consult"
    ANSWER = "proposal:answer"
    SUBMIT = "proposal:submit"
    WITHDRAW = "proposal:withdraw"
    DECIDE = "proposal:decide"
    USE = "proposal:use"


def leads(actor: Actor) -> frozenset[UUID]:
    """Return the units that the person leads."""
    return actor.units_as(Role.LEADER)


def works_there(actor: Actor, proposal: Proposal) -> bool:
    """Holds an office in the unit that proposes."""
    return proposal.unit_id in actor.unit_ids


def is_drafter(actor: Actor, proposal: Proposal) -> bool:
    """Drafted the proposal."""
    return actor.is_person(proposal.drafter_id)


def leads_the_unit(actor: Actor, proposal: Proposal) -> bool:
    """Leads the unit that proposes."""
    return proposal.unit_id in leads(actor)


def is_asked(actor: Actor, proposal: Proposal) -> bool:
    """Was asked for an opinion, or is clerk or leader of a unit that was."""
    return any(asks(actor, consult) for consult in proposal.consults)


def asks(actor: Actor, consult: ProposalConsult) -> bool:
    """Whether this opinion is asked of the person, or of a unit whose inbox they open."""
    me = actor.is_person(consult.person_id)
    return me or consult.unit_id in desks(actor)


def is_decider(actor: Actor, proposal: Proposal) -> bool:
    """Leads the unit to which it was submitted; is the leader named, when one was."""
    if proposal.submitted_at is None or proposal.to_unit_id not in leads(actor):
        return False
    return proposal.decider_id in (None, actor.person_id)


def waits_for_decision(_actor: Actor, proposal: Proposal) -> bool:
    """It was submitted, and not decided yet."""
    return proposal.state is ProposalState.SUBMITTED


def made_by_another(actor: Actor, proposal: Proposal) -> bool:
    """Neither drafted nor sent it: nobody decides on their own proposal, nor their deputy."""
    makers = (proposal.drafter_id, proposal.sender_id)
    return not any(who is not None and who in makers for who in (actor.person_id, actor.real_id))


def leads_above(actor: Actor, proposal: Proposal) -> bool:
    """Leads a unit above the one that proposes, and it has left that unit."""
    if proposal.to_unit_id in (None, proposal.unit_id) or not leads(actor):
        return False
    return not leads(actor).isdisjoint(upwards(proposal.unit))


def serves_the_decider(actor: Actor, proposal: Proposal) -> bool:
    """Is secretary of the unit that approved: puts on its agendas what was approved."""
    approved = proposal.state is ProposalState.APPROVED
    return approved and proposal.to_unit_id in actor.units_as(Role.SECRETARY)


def is_editable(_actor: Actor, proposal: Proposal) -> bool:
    """Its words may still be changed."""
    return proposal.state in EDITABLE


proposes = any_of(is_drafter, leads_the_unit)
sees_all = any_of(is_drafter, leads_the_unit, is_decider, leads_above)
may_read = any_of(
    is_drafter, leads_the_unit, is_asked, is_decider, leads_above, serves_the_decider
)  # fmt: skip
adds_files = all_of(Having(ProposalPermission.CHANGE), is_editable)


def readable(actor: Actor) -> ColumnElement[bool]:
    """Return `may_read` as SQL over `Proposal`, within what a deputy was given."""
    rules = [_sees_all(actor), Proposal.id.in_(_asked(actor))]
    if served := actor.units_as(Role.SECRETARY):
        approved = Proposal.state == ProposalState.APPROVED
        rules.append(and_(approved, Proposal.to_unit_id.in_(served)))
    return and_(or_(*rules), within_reach(actor))


def within_reach(actor: Actor) -> ColumnElement[bool]:
    """Return what a deputy was given of the proposals that the person may read; nobody's none."""
    if actor.person_id is None or not reaches(actor, ProposalPermission.READ):
        return false()
    return _of_given_units(actor)


def opinions_readable(actor: Actor) -> ColumnElement[bool]:
    """Return `sees_all` as SQL over `Proposal`, within what a deputy was given."""
    if not reaches(actor, ProposalPermission.READ_OPINIONS) or actor.person_id is None:
        return false()
    return and_(_sees_all(actor), _of_given_units(actor))


def opinion_readable(actor: Actor) -> ColumnElement[bool]:
    """Return, as SQL over `ProposalConsult` and its `Proposal`: the person may know who is asked.

    Those who propose and decide see all that was asked, others what was asked of them.
    """
    mine = and_(readable(actor), _of_whom(actor))
    return or_(opinions_readable(actor), mine)


def _sees_all(actor: Actor) -> ColumnElement[bool]:
    rules = [Proposal.drafter_id == actor.person_id]
    if led := leads(actor):
        above = Proposal.unit_id.in_(_below(led))
        rules += [Proposal.unit_id.in_(led), decided_by(actor)]
        rules.append(and_(Proposal.to_unit_id != Proposal.unit_id, above))
    return or_(*rules)


def decided_by(actor: Actor) -> ColumnElement[bool]:
    """Return `is_decider` as SQL over `Proposal`."""
    named = or_(Proposal.decider_id.is_(None), Proposal.decider_id == actor.person_id)
    there = Proposal.to_unit_id.in_(leads(actor))
    return and_(Proposal.submitted_at.is_not(None), there, named)


def to_decide(actor: Actor) -> ColumnElement[bool]:
    """Return, as SQL over `Proposal`: it waits for a decision of the person."""
    me = [one for one in (actor.person_id, actor.real_id) if one is not None]
    by_another = and_(
        Proposal.drafter_id.not_in(me),
        or_(Proposal.sender_id.is_(None), Proposal.sender_id.not_in(me)),
    )
    return and_(Proposal.state == ProposalState.SUBMITTED, decided_by(actor), by_another)


def to_answer(actor: Actor) -> ColumnElement[bool]:
    """Return, as SQL over `Proposal`: an opinion of the person, or of their unit, is waited for."""
    waits = and_(ProposalConsult.answered_at.is_(None), ProposalConsult.closed_at.is_(None))
    return and_(Proposal.state.in_(ASKING), Proposal.id.in_(_asked(actor).where(waits)))


def _asked(actor: Actor) -> Select[UUID]:
    return select(ProposalConsult.proposal_id).where(_of_whom(actor))


def _of_whom(actor: Actor) -> ColumnElement[bool]:
    """Return `asks` as SQL over `ProposalConsult`."""
    whom = [ProposalConsult.person_id == actor.person_id]
    if units := desks(actor):
        whom.append(ProposalConsult.unit_id.in_(units))
    return or_(*whom)


def _below(led: frozenset[UUID]) -> Select[UUID]:
    first = select(Unit.id).where(Unit.id.in_(led))
    tree = first.cte(recursive=True)
    return select(tree.union_all(select(Unit.id).join(tree, Unit.parent_id == tree.c.id)).c.id)


def _of_given_units(actor: Actor) -> ColumnElement[bool]:
    units = given_units(actor)
    if units is None:
        return true()
    asked = select(ProposalConsult.proposal_id).where(ProposalConsult.unit_id.in_(units))
    return or_(Proposal.unit_id.in_(units), Proposal.to_unit_id.in_(units), Proposal.id.in_(asked))


def units_of(proposal: Proposal) -> set[UUID]:
    """Return the units that have a part in it: what a deputy was given may be narrowed to."""
    asked = {each.unit_id for each in proposal.consults}
    return {one for one in (proposal.unit_id, proposal.to_unit_id, *asked) if one is not None}


def samples(unit_id: UUID) -> list[Proposal]:
    """Proposals in which nobody of the unit has a part of their own, for the table of roles."""

    def one(proposing: UUID, **rest: UUID) -> Proposal:
        made = Proposal(
            id=uuid4(), unit_id=proposing, drafter_id=uuid4(), state=ProposalState.SUBMITTED,
            submitted_at=utc_now(), **rest,
        )  # fmt: skip
        made.unit = Unit(id=proposing)
        return made

    return [one(unit_id), one(uuid4(), to_unit_id=unit_id)]


POLICIES: dict[Permission, Predicate] = {
    ProposalPermission.READ: may_read,
    ProposalPermission.READ_OPINIONS: sees_all,
    ProposalPermission.CREATE: works_there,
    ProposalPermission.CHANGE: proposes,
    ProposalPermission.CONSULT: any_of(proposes, all_of(is_decider, waits_for_decision)),
    ProposalPermission.ANSWER: is_asked,
    ProposalPermission.SUBMIT: proposes,
    ProposalPermission.WITHDRAW: proposes,
    ProposalPermission.DECIDE: all_of(is_decider, made_by_another),
    ProposalPermission.USE: any_of(leads_the_unit, is_decider, leads_above, serves_the_decider),
}
UNITS: dict[Permission, UnitsOf] = dict.fromkeys(ProposalPermission, units_of)
