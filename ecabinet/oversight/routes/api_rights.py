"""explainAccess, listHolders, listPermissions: for administrators; each answer is audited."""

from collections.abc import Mapping
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.core.actors import Role
from ecabinet.core.clock import utc_now
from ecabinet.core.rules import Finding
from ecabinet.oversight import rights, rights_table
from ecabinet.oversight.reasons import Join, lines, reason_of
from ecabinet.oversight.rights_shapes import Answer, Explained
from ecabinet.web.api import answer, api_blueprint
from ecabinet.web.handing_out import noted
from ecabinet.web.requests import current_actor, platform

api = api_blueprint("rights", "rights")
MOST = 500


class AccessQuery(BaseModel):
    """Whose rights, on which thing."""

    person_id: UUID
    kind: str = Field(max_length=40)
    thing_id: UUID


class HoldersQuery(BaseModel):
    """Which permission; without a thing: who has it in their own units by office."""

    permission: str = Field(max_length=80)
    thing_id: UUID | None = None
    after: int = Field(0, ge=0, description="Bỏ qua chừng này người đầu danh sách.")
    limit: int = Field(rights.PAGE_SIZE, ge=1, le=MOST)


class PermissionsQuery(BaseModel):
    """Of which part of the product; all when left out."""

    feature: str | None = Field(None, max_length=40)


class ReasonOut(BaseModel):
    """One rule, `level` steps below the verdict. `join` says how those below it count together."""

    level: int = Field(examples=[0])
    rule: str | None = Field(examples=["Chủ trì phiên họp"])
    holds: bool
    join: Join | None
    offices: list[str] = Field(examples=[["Bí thư Tỉnh ủy, Tỉnh ủy Vĩnh Phúc"]])


class BehalfOut(BaseModel):
    """The same on behalf of another."""

    name: str
    until: str = Field(examples=["2026-12-31"])
    reasons: list[ReasonOut]


class RightOut(BaseModel):
    """One permission: whether, by which rules; `on_behalf` by which delegations."""

    permission: str = Field(examples=["meeting:run"])
    name: str = Field(examples=["Điều hành phiên họp"])
    allowed: bool
    reasons: list[ReasonOut]
    on_behalf: list[BehalfOut]


class AccessOut(BaseModel):
    """All permissions on a thing; `thing` is named as far as the one who asks may know it."""

    person: str = Field(examples=["Nguyễn Văn An"])
    active: bool
    kind: str = Field(examples=["meeting"])
    thing: str = Field(examples=["Phiên họp của Tỉnh ủy, 28/11/2026, 08:00"])
    answers: list[RightOut]


class RightHolderOut(BaseModel):
    """Somebody who has the permission; `on_behalf` names for whom, when only so."""

    person_id: UUID
    name: str
    title: str = Field(examples=["Thư ký"])
    on_behalf: str
    reasons: list[ReasonOut]


class HoldersOut(BaseModel):
    """Who has the permission, by given name; `total` counts all."""

    permission: str = Field(examples=["meeting:run"])
    name: str
    thing: str
    holders: list[RightHolderOut]
    total: int


class PermissionOut(BaseModel):
    """One permission: roles that give it in their own unit, all rules by which one may."""

    permission: str = Field(examples=["meeting:run"])
    name: str
    feature: str = Field(examples=["meetings"])
    kind: str = Field(examples=["meeting"])
    roles: list[Role]
    rules: list[str]
    delegable: bool


class PermissionsOut(BaseModel):
    """The table of permissions."""

    permissions: list[PermissionOut]


@api.get(
    "/rights/explanation",
    operation_id="explainAccess",
    summary="Một người làm được gì với một đối tượng, vì sao",
    responses={200: AccessOut},
)
def explain(query: AccessQuery) -> Response:
    """Tell every permission on a thing for a person, and by which rule; administrators only."""
    with platform().store.reading() as session:
        told = rights.explain(
            session, current_actor(), query.person_id, query.kind, query.thing_id, utc_now()
        )
    out = AccessOut(
        person=told.person.name,
        active=told.active,
        kind=query.kind,
        thing=told.thing,
        answers=[_answer(one, told) for one in told.answers],
    )
    asked = str(query.person_id)
    return noted(answer(out), "rights.explained", query.kind, query.thing_id, person_id=asked)


@api.get(
    "/rights/holders",
    operation_id="listHolders",
    summary="Ai có một quyền",
    responses={200: HoldersOut},
)
def list_holders(query: HoldersQuery) -> Response:
    """List who has a permission, on a thing or by office in general; administrators only."""
    actor = current_actor()
    rights.require_asker(actor)
    chosen = rights.find_permission(query.permission)
    thing = (chosen.partition(":")[0], query.thing_id) if query.thing_id else None
    with platform().store.reading() as session:
        told = rights.holders(
            session, actor, chosen, thing, utc_now(), after=query.after, most=query.limit
        )
    rows = [
        RightHolderOut(
            person_id=row.person_id, name=row.name, title=row.title, on_behalf=row.behalf,
            reasons=_reasons(row.finding, told.units),
        )
        for row in told.rows
    ]  # fmt: skip
    out = HoldersOut(
        permission=query.permission,
        name=str(told.name),
        thing=told.thing,
        holders=rows,
        total=told.total,
    )
    asked = query.thing_id
    return noted(
        answer(out), "rights.holders_listed", "permission", query.permission, thing_id=asked
    )


@api.get(
    "/rights/permissions",
    operation_id="listPermissions",
    summary="Bảng quyền",
    responses={200: PermissionsOut},
)
def list_permissions(query: PermissionsQuery) -> Response:
    """List all permissions with the roles and rules that give them; administrators only."""
    rights.require_asker(current_actor())
    out = [
        PermissionOut(
            permission=str(line.permission), name=str(line.name), feature=group.feature,
            kind=group.kind, roles=[role for role in Role if role in line.roles],
            rules=[str(words) for words in line.rules], delegable=line.delegable,
        )
        for group in rights_table.table(query.feature)
        for line in group.lines
    ]  # fmt: skip
    return noted(
        answer(PermissionsOut(permissions=out)), "rights.listed", "feature", query.feature or "all"
    )


def _answer(one: Answer, told: Explained) -> RightOut:
    return RightOut(
        permission=str(one.permission),
        name=str(one.name),
        allowed=one.allowed,
        reasons=_reasons(one.finding, told.units),
        on_behalf=[
            BehalfOut(name=by.giver, until=str(by.until), reasons=_reasons(by.finding, told.units))
            for by in one.delegations
        ],
    )


def _reasons(finding: Finding, units: Mapping[UUID, str]) -> list[ReasonOut]:
    return [
        ReasonOut(
            level=line.level,
            rule=None if line.words is None else str(line.words),
            holds=line.holds,
            join=line.join,
            offices=list(line.offices),
        )
        for line in lines(reason_of(finding, units))
    ]
