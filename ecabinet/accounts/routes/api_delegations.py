"""listDelegations, createDelegation, revokeDelegation: always of the person signed in."""

from datetime import date, datetime
from uuid import UUID

from flask import Response
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts.commands.delegations import (
    DelegationTerms,
    RevokeDelegation,
    create_delegation,
    revoke_delegation,
)
from ecabinet.accounts.queries import delegations as queries
from ecabinet.core.clock import utc_now
from ecabinet.web.api import WriteHeaders, answer, api_blueprint
from ecabinet.web.requests import current_actor, execute, platform

api = api_blueprint("delegations", "delegations")


class DelegationPath(BaseModel):
    """Which delegation."""

    delegation_id: UUID


class Someone(BaseModel):
    """A person or unit."""

    id: UUID
    name: str = Field(examples=["Nguyễn Minh Khôi"])


class DelegationOut(BaseModel):
    """A delegation; `standing` is coming, running, void, over or revoked."""

    id: UUID
    giver: Someone
    receiver: Someone
    powers: list[str] = Field(examples=[["sessions", "tasks"]])
    units: list[Someone]
    from_on: date
    to_on: date
    reason: str = Field(examples=["Đi công tác nước ngoài"])
    given_at: datetime
    standing: queries.DelegationStanding
    revoked_at: datetime | None
    revoke_reason: str
    may_revoke: bool
    may_use: bool


class DelegationList(BaseModel):
    """What one gave and received, newest first, and the powers one may give now."""

    delegations: list[DelegationOut]
    powers_held: list[str] = Field(examples=[["sessions", "session_papers"]])


class Revocation(BaseModel):
    """Why it ends."""

    model_config = ConfigDict(extra="forbid")
    reason: str = Field(min_length=1, max_length=500, examples=["Đã trở lại làm việc"])


@api.get(
    "/delegations",
    operation_id="listDelegations",
    summary="Ủy quyền tôi đã giao và được giao",
    responses={200: DelegationList},
)
def list_delegations() -> Response:
    """List delegations of which the person signed in is giver or receiver."""
    actor = current_actor()
    with platform().store.reading() as session:
        rows = queries.mine(session, actor, utc_now())
        held = queries.powers_held(session, actor)
    return answer(DelegationList(delegations=[_out(row) for row in rows], powers_held=held))


@api.post(
    "/delegations",
    operation_id="createDelegation",
    summary="Ủy quyền cho người khác",
    responses={201: DelegationOut},
)
def create(header: WriteHeaders, body: DelegationTerms) -> Response:
    """Give powers of one's own. Use them with the header X-On-Behalf-Of and the id answered."""
    return _answer(execute(create_delegation, body).id, 201)


@api.post(
    "/delegations/<uuid:delegation_id>/revocation",
    operation_id="revokeDelegation",
    summary="Thu hồi, hoặc trả lại ủy quyền",
    responses={200: DelegationOut},
)
def revoke(header: WriteHeaders, path: DelegationPath, body: Revocation) -> Response:
    """End a delegation at once: the giver, the receiver, or an administrator."""
    command = RevokeDelegation(delegation_id=path.delegation_id, reason=body.reason)
    return _answer(execute(revoke_delegation, command).id)


def _answer(delegation_id: UUID, status: int = 200) -> Response:
    with platform().store.reading() as session:
        found = queries.one(session, current_actor(), delegation_id, utc_now())
    return answer(_out(found), status)


def _out(row: queries.DelegationView) -> DelegationOut:
    return DelegationOut(
        id=row.id,
        giver=Someone(id=row.giver.id, name=row.giver.name),
        receiver=Someone(id=row.receiver.id, name=row.receiver.name),
        powers=list(row.powers),
        units=[Someone(id=unit.id, name=unit.name) for unit in row.units],
        from_on=row.from_on,
        to_on=row.to_on,
        reason=row.reason,
        given_at=row.given_at,
        standing=row.standing,
        revoked_at=row.revoked_at,
        revoke_reason=row.revoke_reason,
        may_revoke=row.may_revoke,
        may_use=row.may_use,
    )
