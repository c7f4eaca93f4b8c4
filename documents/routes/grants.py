"""Who may view, annotate, download, print a paper, by the API."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from documents import access
from documents.commands.grant import Place, RemoveGrant, SetGrant, remove_grant, set_grant
from documents.grants import ON_PAPER, Level, Who
from documents.policies import PaperPermission
from documents.queries.grants import GrantPage, grants_of_paper, grants_of_place, own_rights
from documents.routes.api import Answers, LevelName, VersionPath, api, level_name
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform

KIND = "agenda_item"
DONE: Answers = {204: None}


class ItemPath(BaseModel):
    """An agenda item, whose papers are meant."""

    item_id: UUID


class RightsOut(BaseModel):
    """What one may do with a paper now; `changes_at`: when a window opens or ends next."""

    level: LevelName
    changes_at: datetime | None


class NamedQuery(BaseModel):
    """Whose grant: `who_id` is the person or unit, left out for everybody."""

    who: Who = Who.ALL
    who_id: UUID | None = None


class GrantIn(BaseModel):
    """Whom, how much, from–to. `none` for one person or unit keeps papers from them."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "who": "person",
                    "who_id": "0192d5f0-7c1e-7a52-9d0c-3f0a5b1c2d3e",
                    "level": "view",
                    "starts_at": "2026-11-25T08:00:00+07:00",
                    "ends_at": "2026-11-25T12:00:00+07:00",
                }
            ]
        },
    )
    who: Who
    who_id: UUID | None = None
    level: LevelName
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None


class GrantOut(BaseModel):
    """A grant. `own`: of the paper itself, else of the place. `is_open`: its window is now."""

    own: bool
    who: Who
    who_id: UUID | None
    name: str = Field(description="of the person or unit; empty for everybody")
    level: LevelName
    starts_at: datetime | None
    ends_at: datetime | None
    is_open: bool
    set_by: str
    set_at: datetime


class SightOut(BaseModel):
    """What one person may do now. `decided_by`: whom the deciding grant names; null: none does."""

    person_id: UUID
    name: str
    level: LevelName
    decided_by: Who | None
    own: bool | None = Field(description="whether that grant lies on the paper itself")
    manages: bool
    in_audience: bool


class GrantsOut(BaseModel):
    """All grants that bear on a paper, or on the papers of an item; what each concerned may do."""

    grants: list[GrantOut]
    people: list[SightOut]


@api.get(
    "/papers/<uuid:version_id>/rights",
    operation_id="getPaperRights",
    summary="Tôi được làm gì với tài liệu",
    responses={200: RightsOut},
)
def get_rights(path: VersionPath) -> Response:
    """Tell what the person signed in may do with the paper now."""
    with platform().store.reading() as session:
        own = own_rights(session, current_actor(), path.version_id)
    return answer(RightsOut(level=level_name(own.level), changes_at=own.changes_at))


@api.get(
    "/papers/<uuid:version_id>/grants",
    operation_id="listPaperGrants",
    summary="Quyền đã đặt với một tài liệu",
    responses={200: GrantsOut},
)
def list_paper_grants(path: VersionPath) -> Response:
    """List the grants of the paper and of its place, and what each person concerned may do."""
    with platform().store.reading() as session:
        found = grants_of_paper(session, current_actor(), path.version_id)
    return answer(_out(found))


@api.put(
    "/papers/<uuid:version_id>/grants",
    operation_id="setPaperGrant",
    summary="Đặt quyền với một tài liệu",
    responses=DONE,
)
def put_paper_grant(path: VersionPath, body: GrantIn, header: WriteHeaders) -> Response:
    """Set a grant on the paper, in place of the one that names the same."""
    return _set(paper_place(path.version_id), body)


@api.delete(
    "/papers/<uuid:version_id>/grants",
    operation_id="removePaperGrant",
    summary="Bỏ một quyền đã đặt với tài liệu",
    responses=DONE,
)
def delete_paper_grant(path: VersionPath, query: NamedQuery, header: WriteHeaders) -> Response:
    """Remove the grant of one named; what else names them decides then."""
    return _remove(paper_place(path.version_id), query)


@api.get(
    "/agenda-items/<uuid:item_id>/grants",
    operation_id="listItemGrants",
    summary="Quyền đã đặt với tài liệu của một nội dung họp",
    responses={200: GrantsOut},
)
def list_item_grants(path: ItemPath) -> Response:
    """List the grants for all papers of the item, and what each person concerned may do."""
    with platform().store.reading() as session:
        found = grants_of_place(session, current_actor(), KIND, path.item_id)
    return answer(_out(found))


@api.put(
    "/agenda-items/<uuid:item_id>/grants",
    operation_id="setItemGrant",
    summary="Đặt quyền với mọi tài liệu của một nội dung họp",
    responses=DONE,
)
def put_item_grant(path: ItemPath, body: GrantIn, header: WriteHeaders) -> Response:
    """Set a grant for all papers of the item, also those still to come."""
    return _set(Place(kind=KIND, id=path.item_id), body)


@api.delete(
    "/agenda-items/<uuid:item_id>/grants",
    operation_id="removeItemGrant",
    summary="Bỏ một quyền đã đặt với tài liệu của nội dung họp",
    responses=DONE,
)
def delete_item_grant(path: ItemPath, query: NamedQuery, header: WriteHeaders) -> Response:
    """Remove the grant of one named for the papers of the item."""
    return _remove(Place(kind=KIND, id=path.item_id), query)


def paper_place(version_id: UUID) -> Place:
    """Return the paper of a version as a place of grants. Raises NotFound, Denied."""
    with platform().store.reading() as session:
        held = access.version(session, current_actor(), version_id, PaperPermission.GRANT)
    return Place(kind=ON_PAPER, id=held.paper.id)


def item_place(item_id: UUID) -> Place:
    """Return an agenda item as a place of grants. Raises NotFound, Denied."""
    with platform().store.reading() as session:
        access.shelf(session, current_actor(), KIND, item_id, PaperPermission.GRANT)
    return Place(kind=KIND, id=item_id)


def _set(place: Place, body: GrantIn) -> Response:
    fields: dict[str, Any] = body.model_dump(exclude={"level"})
    level = Level[body.level.name]
    execute(set_grant, SetGrant(place=place, level=level, **fields))
    return Response(status=204)


def _remove(place: Place, named: NamedQuery) -> Response:
    execute(remove_grant, RemoveGrant(place=place, who=named.who, who_id=named.who_id))
    return Response(status=204)


def _out(found: GrantPage) -> GrantsOut:
    grants = [
        GrantOut(
            own=row.rule.own,
            who=row.rule.who,
            who_id=None if row.rule.who is Who.ALL else row.rule.who_id,
            name=row.name,
            level=level_name(row.rule.level),
            starts_at=row.rule.starts_at,
            ends_at=row.rule.ends_at,
            is_open=row.is_open,
            set_by=row.set_by,
            set_at=row.set_at,
        )
        for row in found.grants
    ]
    people = [
        SightOut(
            person_id=seen.actor.person_id,
            name=seen.actor.name,
            level=level_name(seen.level),
            decided_by=seen.rule.who if seen.rule else None,
            own=seen.rule.own if seen.rule else None,
            manages=seen.manages,
            in_audience=seen.in_audience,
        )
        for seen in found.people
        if seen.actor.person_id
    ]
    return GrantsOut(grants=grants, people=people)
