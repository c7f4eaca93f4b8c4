"""listAuditEntries, getAuditHead, verifyAuditLog, getAuditCheck: for administrators."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response
from pydantic import BaseModel, Field

from ecabinet.core.actors import Actor
from ecabinet.oversight.audit_filters import AuditFilters
from ecabinet.oversight.audit_words import sentence
from ecabinet.oversight.commands.checks import AskCheck, ask_check
from ecabinet.oversight.commands.reading import note_reading
from ecabinet.oversight.queries.audit_log import EntryRow, page_of
from ecabinet.oversight.queries.audit_state import CheckRow, check_row, log_state
from ecabinet.web.api import WriteHeaders, answer, api_blueprint
from ecabinet.web.requests import current_actor, execute, platform

api = api_blueprint("audit", "audit")


class EntriesQuery(AuditFilters):
    """What to look for, and where the list goes on."""

    after: int | None = Field(
        None, ge=1, lt=1 << 62, description="`next_after` of the page before."
    )


class AuditEntryOut(BaseModel):
    """One entry. `detail` leaves out what would tell of the content of papers and meetings."""

    seq: int
    at: datetime
    person: str = Field(description="Empty: the system itself.")
    behalf: str = Field(description="On whose behalf, when by delegation.")
    action: str = Field(examples=["paper.downloaded"])
    sentence: str = Field(examples=["Tải tài liệu về máy"])
    kind: str = Field(examples=["paper"])
    subject_id: str = Field(examples=["01900000-0000-7000-8000-000000000000"])
    label: str
    detail: dict[str, Any] = Field(examples=[{"address": "10.20.0.14", "number": 2}])
    hidden: int = Field(description="How many details are left out.")


class AuditEntriesOut(BaseModel):
    """A page of entries, newest first."""

    entries: list[AuditEntryOut]
    next_after: str | None = Field(examples=["1204"])


class CheckOut(BaseModel):
    """A check of the whole log: waiting, running, whole or broken."""

    id: UUID
    state: str = Field(examples=["whole"])
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    entries: int
    hash: str
    heads: int = Field(description="Heads kept elsewhere that it was compared with.")
    fault_count: int
    faults: list[str] = Field(description="The first of them.", examples=[[]])


class AuditHeadOut(BaseModel):
    """The end of the log now, and the last check of it."""

    seq: int
    hash: str
    checked: CheckOut | None
    under_way: CheckOut | None


class CheckPath(BaseModel):
    """Which check."""

    check_id: UUID


@api.get(
    "/audit/entries",
    operation_id="listAuditEntries",
    summary="Nhật ký hệ thống",
    responses={200: AuditEntriesOut},
)
def list_entries(query: EntriesQuery) -> Response:
    """List who did what, newest first, fifty at a time. Looking is written down too."""
    filters = AuditFilters.model_validate(query.model_dump(exclude={"after"}))
    execute(note_reading, filters)
    with platform().store.reading() as session:
        page = page_of(session, current_actor(), filters, query.after)
    rows = [_entry_out(row) for row in page.rows]
    return answer(AuditEntriesOut(entries=rows, next_after=page.next_after))


@api.get(
    "/audit/head",
    operation_id="getAuditHead",
    summary="Mục cuối của nhật ký và lần kiểm tra gần nhất",
    responses={200: AuditHeadOut},
)
def get_head() -> Response:
    """Tell the number and hash of the last entry, to be kept elsewhere, and how the log stands."""
    with platform().store.reading() as session:
        state = log_state(session, current_actor())
    return answer(
        AuditHeadOut(
            seq=state.head.seq,
            hash=state.head.hash,
            checked=_check_out(state.checked) if state.checked else None,
            under_way=_check_out(state.under_way) if state.under_way else None,
        )
    )


@api.post(
    "/audit/checks",
    operation_id="verifyAuditLog",
    summary="Kiểm tra nhật ký",
    responses={202: CheckOut},
)
def verify(header: WriteHeaders) -> Response:
    """Ask for a check of the whole log; a worker does it. One that is under way answers."""
    made = execute(ask_check, AskCheck())
    return _check(current_actor(), made.id, 202)


@api.get(
    "/audit/checks/<uuid:check_id>",
    operation_id="getAuditCheck",
    summary="Một lần kiểm tra nhật ký",
    responses={200: CheckOut},
)
def get_check(path: CheckPath) -> Response:
    """Tell how a check stands and what it found."""
    return _check(current_actor(), path.check_id, 200)


def _check(actor: Actor, check_id: UUID, status: int) -> Response:
    with platform().store.reading() as session:
        row = check_row(session, actor, check_id)
    return answer(_check_out(row), status)


def _entry_out(row: EntryRow) -> AuditEntryOut:
    return AuditEntryOut(**vars(row), sentence=sentence(row.action))


def _check_out(row: CheckRow) -> CheckOut:
    return CheckOut.model_validate(row, from_attributes=True)
