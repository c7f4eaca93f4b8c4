"""The doors that decide, and whether an explanation is coherent."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import access as papers
from documents.models import PaperVersion
from documents.policies import PaperPermission, own_units
from ecabinet.accounts.models import Delegation, Person, Unit
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, DomainError, NotFound
from ecabinet.core.permissions import Permission, allows
from ecabinet.core.rules import Finding
from ecabinet.oversight import rights
from ecabinet.oversight.reasons import Join, Reason
from followup import access as tasks
from meetings import access as meetings
from meetings.policies import BallotPermission

Gate = Callable[[Session, Actor, UUID, Any], Any]


def _paper(session: Session, actor: Actor, paper_id: UUID, permission: PaperPermission) -> None:
    if permission not in (PaperPermission.READ_UNIT, PaperPermission.MARK_UNIT):
        papers.paper(session, actor, paper_id, permission)
        return
    version = session.scalars(
        select(PaperVersion.id).where(PaperVersion.paper_id == paper_id).limit(1)
    ).one()
    for unit_id in own_units(actor) or [UUID(int=9)]:
        papers.unit_layer(session, actor, version, unit_id, permission)


def _ballot(session: Session, actor: Actor, vote_id: UUID, permission: BallotPermission) -> None:
    try:
        meetings.ballot(session, actor, vote_id)
    except Denied:
        if permission is BallotPermission.CAST:
            raise
        # To see one's ballot takes a seat, to cast it also the right of that moment.
        _, at = meetings.vote(session, actor, vote_id, read_votes())
        if at.seat is None:
            raise


def read_votes() -> Permission:
    return rights.find_permission("meeting:read_votes")


def _row(model: Any) -> Gate:
    def ask(session: Session, actor: Actor, key: UUID, permission: Permission) -> None:
        if not allows(actor, permission, session.get_one(model, key)):
            raise NotFound("not_found", kind="row")

    return ask


def _body(_session: Session, actor: Actor, key: UUID, permission: Permission) -> None:
    if not allows(actor, permission, key):
        raise NotFound("not_found", kind="body")


GATES: dict[str, Gate] = {
    "meeting": meetings.meeting,
    "agenda_item": meetings.agenda_item,
    "ballot": _ballot,
    "body": _body,
    "paper": _paper,
    "task": tasks.task,
    "directive": tasks.directive,
    "person": _row(Person),
    "unit": _row(Unit),
    "delegation": _row(Delegation),
}
"""The doors that decide when somebody really comes: not those of the explanation."""


def verdict(
    session: Session, actor: Actor, kind: str, thing_id: UUID, permission: Permission
) -> bool:
    try:
        GATES[kind](session, actor, thing_id, permission)
    except DomainError:
        return False
    return True


def coherent(finding: Finding) -> bool:
    """Whether what the parts say makes up what the whole says, all the way down."""
    if not finding.parts:
        return True
    said = [part.holds for part in finding.parts]
    whole = all(said) if finding.every else any(said)
    return whole is finding.holds and all(coherent(part) for part in finding.parts)


def decisive(reason: Reason) -> bool:
    """Whether everything told is of the kind the verdict needs: what holds, or what is missing."""
    wanted = {Join.ALL: True, Join.ANY: True, Join.MISSING: False, Join.NONE: False}
    if reason.join is None:
        return not reason.parts
    same = all(part.holds is wanted[reason.join] for part in reason.parts)
    return same and reason.holds is wanted[reason.join] and all(map(decisive, reason.parts))
