"""Operations on books and entries."""

from flask import Response

from documents.register import access
from documents.register.commands.entries import (
    CancelEntry,
    Changed,
    ChangeEntry,
    cancel_entry,
    change_entry,
)
from documents.register.commands.fields import EntryRef
from documents.register.commands.incoming import EnterIncoming, enter_incoming
from documents.register.commands.links import LinkEntries, link_entries
from documents.register.commands.outgoing import EnterOutgoing, enter_outgoing
from documents.register.likeness import Looked, find_like
from documents.register.policies import BookPermission
from documents.register.queries.detail import entry_detail
from documents.register.queries.lists import Wanted, counts, entries
from documents.register.routes import answers, schemas
from documents.register.routes.answers import entry_out
from documents.register.routes.doors import api, secret_allowed, today
from documents.register.routes.schemas import EntryPath
from documents.symbols import parse_symbol
from ecabinet.web.api import WriteHeaders, answer
from ecabinet.web.requests import current_actor, execute, platform


@api.get(
    "/register-entries",
    operation_id="listRegisterEntries",
    summary="Sổ văn bản đến, đi",
    responses={200: answers.RegisterEntriesOut},
)
def list_entries(query: schemas.ListQuery) -> Response:
    """List a unit's book, the last entered first."""
    wanted = Wanted.model_validate(query.model_dump(exclude={"after", "limit"}))
    actor = current_actor()
    with platform().store.reading() as session:
        page = entries(session, actor, wanted, today(), query.after, query.limit)
        figures = counts(session, actor, wanted, today())
    rows = [entry_out(row) for row in page.rows]
    return answer(
        answers.RegisterEntriesOut(entries=rows, counts=figures, next_after=page.next_after)
    )


@api.get(
    "/register-entries/<uuid:document_id>",
    operation_id="getRegisterEntry",
    summary="Một văn bản trong sổ",
    responses={200: answers.EntryDetailOut},
)
def get_entry(path: EntryPath) -> Response:
    """Tell all of one entry, with what it belongs to."""
    with platform().store.reading() as session:
        found = entry_detail(session, current_actor(), path.document_id, today())
    ties = [
        answers.TieOut(entry=entry_out(tie.entry), kind=tie.kind, back=tie.back)
        for tie in found.ties
    ]
    return answer(
        answers.EntryDetailOut(
            entry=entry_out(found.row),
            unit_name=found.unit_name,
            entered_by=found.entered_by,
            ties=ties,
            may_change=found.may_change,
        )
    )


@api.post(
    "/register-entries/incoming",
    operation_id="enterIncomingDocument",
    summary="Vào sổ văn bản đến",
    responses={201: EntryRef},
)
def enter_in(body: schemas.IncomingIn, header: WriteHeaders) -> Response:
    """Enter a document that came. Likely duplicates are refused until one is sure."""
    wish = EnterIncoming.model_validate(body.model_dump() | {"secret_allowed": secret_allowed()})
    return answer(execute(enter_incoming, wish), 201)


@api.post(
    "/register-entries/outgoing",
    operation_id="enterOutgoingDocument",
    summary="Cấp số và vào sổ văn bản đi",
    responses={201: EntryRef},
)
def enter_out(body: schemas.OutgoingIn, header: WriteHeaders) -> Response:
    """Give a document its symbol and enter it into the book of what goes out."""
    wish = EnterOutgoing.model_validate(body.model_dump() | {"secret_allowed": secret_allowed()})
    return answer(execute(enter_outgoing, wish), 201)


@api.get(
    "/register-entries/likeness",
    operation_id="findLikeEntries",
    summary="Văn bản giống trong sổ",
    responses={200: answers.AlikeOut},
)
def find_alike(query: schemas.AlikeQuery) -> Response:
    """Tell which entries may be the same document: same symbol, or nearly the same words."""
    access.book(current_actor(), query.unit_id, BookPermission.READ)
    symbol = parse_symbol(query.symbol)
    looked = Looked(**query.model_dump(exclude={"symbol"}), symbol=str(symbol or query.symbol))
    with platform().store.reading() as session:
        found = find_like(session, current_actor(), looked)
    alike = [answers.LikeOut.model_validate(like) for like in found]
    return answer(answers.AlikeOut(alike=alike))


@api.patch(
    "/register-entries/<uuid:document_id>",
    operation_id="changeRegisterEntry",
    summary="Sửa văn bản trong sổ",
    responses={200: Changed},
)
def change(path: EntryPath, body: schemas.ChangeIn, header: WriteHeaders) -> Response:
    """Correct an entry; number and symbol stay."""
    given = body.model_dump(exclude_unset=True) | {"entry_id": path.document_id}
    return answer(execute(change_entry, ChangeEntry.model_validate(given)))


@api.post(
    "/register-entries/<uuid:document_id>/cancellation",
    operation_id="cancelRegisterEntry",
    summary="Hủy văn bản trong sổ",
    responses={204: None},
)
def cancel(path: EntryPath, body: schemas.ReasonIn, header: WriteHeaders) -> Response:
    """Cancel an entry; it stays to be seen, and its number is not given again."""
    wish = CancelEntry(entry_id=path.document_id, reason=body.reason, revision=body.revision)
    execute(cancel_entry, wish)
    return Response(status=204)


@api.put(
    "/register-entries/<uuid:document_id>/ties",
    operation_id="tieRegisterEntries",
    summary="Gắn với văn bản khác",
    responses={204: None},
)
def tie(path: EntryPath, body: schemas.TieIn, header: WriteHeaders) -> Response:
    """Say how a document belongs to another, or take that away."""
    execute(
        link_entries, LinkEntries(entry_id=path.document_id, other_id=body.other_id, kind=body.kind)
    )
    return Response(status=204)
