"""Official documents as pages and operations show them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState, SignerState


@dataclass(frozen=True)
class SignerRow:
    """One signature; `of_office`: the seal. `turn`: it is the one waited for."""

    name: str
    part: str
    state: SignerState
    signed_at: datetime | None
    of_office: bool
    turn: bool
    mine: bool
    certificate: str
    issuer: str


@dataclass(frozen=True)
class OfficialRow:
    """A document in a list."""

    id: UUID
    kind: OfficialKind
    title: str
    symbol: str
    secrecy: int
    state: OfficialState
    unit_id: UUID
    unit_name: str
    subject_id: UUID
    day: date | None
    drafted_at: datetime
    issued_at: datetime | None
    on_paper: bool
    waits_for: str
    my_turn: bool
    revision: int


@dataclass(frozen=True)
class KeyRow:
    """A key that may be used; `of_unit` names the unit whose it is."""

    id: UUID
    name: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    unit_id: UUID | None
    of_unit: str


@dataclass(frozen=True)
class OfficialDetail:
    """A document whole. `digest` is of the facts a draft shows now; `sha256` of its file."""

    row: OfficialRow
    rule_set: str
    drafted_by: str
    signers: tuple[SignerRow, ...]
    entry_id: UUID | None
    sha256: str
    issued_sha256: str
    scan_sha256: str
    replaces: tuple[UUID, str] | None
    replaced_by: tuple[UUID, str] | None
    subject_url: str
    digest: str
    may_keep: bool
    may_write: bool
