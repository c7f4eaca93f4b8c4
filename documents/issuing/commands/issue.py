"""A document is issued: it gets its number, is entered into the book, and its facts stand still."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from documents.issuing import access
from documents.issuing.commands.drafts import DocumentRef, OnDocument, ref
from documents.issuing.commands.steps import act_on, announce, writer
from documents.issuing.models import OfficialDocument, OfficialSigner
from documents.issuing.policies import OfficialPermission
from documents.issuing.sources import Source, Told, digest_of, source_of
from documents.issuing.states import Act, OfficialState
from documents.issuing.telling import tell_next
from documents.register.commands.fields import EntryRef
from documents.register.commands.outgoing import EnterOutgoing, enter_outgoing
from documents.register.models import EntryLink, LinkKind
from documents.symbols import SymbolStyle
from ecabinet.accounts.models import Unit
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork

PRINT = "documents.print_official"


class IssueDocument(OnDocument):
    """Issue a draft. `seen`: the digest of the facts that the person saw; None: no look was taken.

    `secret_allowed` is the office's setting, never typed.
    """

    seen: str | None = None
    secret_allowed: bool = False


class Printed(BaseModel):
    """The worker has put the facts on paper: the address of the file."""

    model_config = ConfigDict(frozen=True)
    document_id: UUID
    blob: str


def issue_document(uow: UnitOfWork, cmd: IssueDocument) -> DocumentRef:
    """Issue a draft: number, book entry and facts in one step; the worker then draws it.

    Raises:
        NotFound, Denied, Stale; Conflict: it was issued, cannot be yet, or the facts changed since
            they were seen.
        Invalid: nobody signs; the type, body or term is in no catalogue; it is secret.
    """
    row = access.document_to_change(uow, cmd.document_id, OfficialPermission.ISSUE, cmd.revision)
    act_on(row, Act.ISSUE)
    source = source_of(row.kind)
    told = source.tell(uow.session, uow.actor, row.subject_id, uow.now)
    if told.hold:
        raise Conflict(told.hold)
    if cmd.seen is not None and cmd.seen != digest_of(source.frozen(told.facts)):
        raise Conflict("official.facts_changed", field="seen")
    _check_signers(told)
    entry = _enter(uow, cmd, row, source, told)
    row.symbol, row.entry_id = (entry.symbol, entry.id) if entry else ("", None)
    row.day, row.title, row.secrecy = office_day(uow.now), told.title[:300], told.secrecy
    row.facts = source.frozen(source.numbered(told.facts, row.symbol, row.day))
    row.state, row.issued_by, row.issued_at = OfficialState.ISSUING, writer(uow), uow.now
    _add_signers(row, told)
    _replace(uow, row)
    uow.session.flush()  # Raises the revision, which is part of the answer.
    uow.audit("official.issued", "official", row.id, symbol=row.symbol, title=row.title)
    uow.enqueue(PRINT, document_id=str(row.id))
    return ref(row)


def _check_signers(told: Told) -> None:
    if not told.signers or any(signer.person_id is None for signer in told.signers):
        raise Invalid("official.no_signer")


def _enter(
    uow: UnitOfWork, cmd: IssueDocument, row: OfficialDocument, source: Source, told: Told
) -> EntryRef | None:
    if source.type_code is None:
        return None
    unit = uow.session.get_one(Unit, row.unit_id)
    return enter_outgoing(
        uow,
        EnterOutgoing(
            unit_id=row.unit_id, body_code=unit.code, style=SymbolStyle(row.rule_set),
            type_code=source.type_code, abstract=told.title[:1_000], secrecy=told.secrecy,
            signer=told.signers[-1].name[:200], recipients=told.recipients[:1_000],
            note="", sure=True, secret_allowed=cmd.secret_allowed,
        ),
    )  # fmt: skip


def _add_signers(row: OfficialDocument, told: Told) -> None:
    row.signers = [
        OfficialSigner(
            position=place, person_id=wanted.person_id, name=wanted.name, part=wanted.part,
            signed_at=None, signed_by=None, certificate=None,
        )
        for place, wanted in enumerate(told.signers, start=1)
    ]  # fmt: skip


def _replace(uow: UnitOfWork, row: OfficialDocument) -> None:
    old = uow.session.get(OfficialDocument, row.replaces_id) if row.replaces_id else None
    if old is None:
        return
    act_on(old, Act.SUPERSEDE)
    old.state = OfficialState.SUPERSEDED
    announce(uow, old)
    if row.entry_id and old.entry_id:
        uow.session.add(
            EntryLink(entry_id=row.entry_id, other_id=old.entry_id, kind=LinkKind.REPLACES)
        )
    uow.audit("official.superseded", "official", old.id, symbol=old.symbol, by=row.symbol)


def finish_printing(uow: UnitOfWork, cmd: Printed) -> None:
    """Keep the drawn file, and tell who signs first. Doing it twice is harmless."""
    row = uow.session.get(OfficialDocument, cmd.document_id, with_for_update=True)
    if row is None or row.state != OfficialState.ISSUING:
        return
    row.blob = row.issued_blob = cmd.blob
    row.state = OfficialState.ISSUED
    announce(uow, row)
    uow.audit("official.printed", "official", row.id, symbol=row.symbol, sha256=cmd.blob)
    tell_next(uow, row)
