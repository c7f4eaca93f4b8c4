"""Who is told what of a proposal. Words and channels are in notices.py."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from followup.paths import proposal_path
from followup.proposals.access import KIND
from followup.proposals.models import Proposal, ProposalConsult
from followup.telling import inboxes


def tell(
    uow: UnitOfWork, proposal: Proposal, what: str, people: Iterable[UUID | None], **params: Any
) -> None:
    """Tell `people`, but not who does it, of `what` happened to the proposal."""
    others = (one for one in people if one is not None and one != uow.actor.person_id)
    uow.notify(
        Notice(
            kind=f"{KIND}.{what}",
            to=list(dict.fromkeys(others)),
            url=proposal_path(proposal.id),
            params={"title": f"{proposal.code} · {proposal.title}", **params},
            subject=(KIND, proposal.id),
        )
    )


def proposers(uow: UnitOfWork, proposal: Proposal) -> list[UUID]:
    """Return the drafter, and whoever sent it on."""
    return list({proposal.drafter_id, proposal.sender_id or proposal.drafter_id})


def deciders(uow: UnitOfWork, proposal: Proposal) -> list[UUID]:
    """Return the leader named, else all who lead the unit to which it was submitted."""
    if proposal.decider_id is not None:
        return [proposal.decider_id]
    if proposal.to_unit_id is None:
        return []
    today = office_day(uow.now)
    makers = (proposal.drafter_id, proposal.sender_id)
    led = at_desks(uow.session, [proposal.to_unit_id], (Role.LEADER,), today)
    return [person for _unit, person in led if person not in makers]


def secretaries(uow: UnitOfWork, proposal: Proposal) -> list[UUID]:
    """Return the secretaries of the unit that decides, who put things on its agendas."""
    units = [proposal.to_unit_id] if proposal.to_unit_id else []
    found = at_desks(uow.session, units, (Role.SECRETARY,), office_day(uow.now))
    return [person for _unit, person in found]


def asked_of(uow: UnitOfWork, consults: Collection[ProposalConsult]) -> list[UUID]:
    """Return the people who may give these opinions: those named, and the desks of units."""
    units = [one.unit_id for one in consults if one.unit_id]
    desk = [person for _unit, person in inboxes(uow.session, units, office_day(uow.now))]
    return [*(one.person_id for one in consults if one.person_id), *desk]
