"""Operations on one entry: add, change, retire, take back, delete. For administrators."""

from typing import Any
from uuid import UUID

from flask import Response

from ecabinet.catalogues import access
from ecabinet.catalogues.commands.entries import (
    ChangeEntry,
    CreateEntry,
    DeleteEntry,
    change_entry,
    create_entry,
    delete_entry,
)
from ecabinet.catalogues.commands.retire import (
    ReinstateEntry,
    RetireEntry,
    reinstate_entry,
    retire_entry,
)
from ecabinet.catalogues.policies import CataloguePermission
from ecabinet.catalogues.queries import entry_of
from ecabinet.catalogues.routes.api import api
from ecabinet.catalogues.routes.schemas import (
    CatalogueEntryOut,
    CataloguePath,
    ChangedEntry,
    EntryPath,
    NewEntry,
    Retirement,
    SeenEntry,
    entry_out,
)
from ecabinet.core.errors import NotFound
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform

ENTRY = "/catalogues/<key>/entries/<uuid:entry_id>"


@api.post(
    "/catalogues/<key>/entries",
    operation_id="createCatalogueEntry",
    summary="Thêm mục vào danh mục",
    responses={201: CatalogueEntryOut},
)
def create(path: CataloguePath, body: NewEntry, header: WriteHeaders) -> Response:
    """Add an entry, put last."""
    made = execute(create_entry, CreateEntry(catalogue=path.key, **body.model_dump()))
    return _entry(path.key, made.id, 201)


@api.put(
    ENTRY,
    operation_id="changeCatalogueEntry",
    summary="Sửa mục của danh mục",
    responses={200: CatalogueEntryOut},
)
def change(path: EntryPath, body: ChangedEntry, header: WriteHeaders) -> Response:
    """Change an entry; refused when somebody changed it since `revision`, or its code is in use."""
    execute(change_entry, ChangeEntry(**_which(path), **body.model_dump()))
    return _entry(path.key, path.entry_id)


@api.delete(
    ENTRY,
    operation_id="deleteCatalogueEntry",
    summary="Xóa mục không dùng",
    responses={204: None},
)
def delete(path: EntryPath, query: SeenEntry, header: WriteHeaders) -> Response:
    """Delete an entry that nothing uses; one in use can only be retired."""
    execute(delete_entry, DeleteEntry(**_which(path), revision=query.revision))
    return Response(status=204)


@api.post(
    ENTRY + "/retirement",
    operation_id="retireCatalogueEntry",
    summary="Ngừng dùng mục",
    responses={200: CatalogueEntryOut},
)
def retire(path: EntryPath, body: Retirement, header: WriteHeaders) -> Response:
    """Retire an entry from a day on: not offered for new things, still shown where it stands."""
    execute(retire_entry, RetireEntry(**_which(path), **body.model_dump()))
    return _entry(path.key, path.entry_id)


@api.post(
    ENTRY + "/reinstatement",
    operation_id="reinstateCatalogueEntry",
    summary="Dùng lại mục",
    responses={200: CatalogueEntryOut},
)
def reinstate(path: EntryPath, body: SeenEntry, header: WriteHeaders) -> Response:
    """Offer a retired entry again."""
    execute(reinstate_entry, ReinstateEntry(**_which(path), revision=body.revision))
    return _entry(path.key, path.entry_id)


def _which(path: EntryPath) -> dict[str, Any]:
    return {"entry_id": path.entry_id, "catalogue": path.key}


def _entry(key: str, entry_id: UUID, status: int = 200) -> Response:
    """Answer with the entry as it is now. Raises NotFound when it stands in another catalogue."""
    with platform().store.reading() as session:
        row, its = access.entry(session, current_actor(), entry_id, CataloguePermission.READ)
        if its.key != key:
            raise NotFound("not_found", kind="catalogue_entry")
        found = entry_of(its, row)
    return answer(entry_out(found), status)
