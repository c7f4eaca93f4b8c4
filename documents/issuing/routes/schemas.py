"""Bodies and answers of the operations on official documents."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_openapi3.models.file import FileStorage
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from documents.issuing.queries.lists import PAGE_SIZE, Shelf
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState, SignerState
from documents.official.checking import LayoutRule
from documents.pdf.verify import Covers

DOCUMENT = "01a222c5-4d9e-74da-b6de-4dd172f5baec"
KEY = "01a222c5-4d99-73c2-b9be-f26f0662485b"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def example(**values: Any) -> ConfigDict:
    """Return the settings of a body with an example."""
    return ConfigDict(extra="forbid", json_schema_extra={"example": values})


class DocumentPath(BaseModel):
    """An official document."""

    official_id: UUID


class KeyPath(BaseModel):
    """A key to sign with."""

    key_id: UUID


class ListQuery(BaseModel):
    """Which documents: mine to sign, drafts, waiting for signatures, done."""

    shelf: Shelf = Shelf.WAITING
    after: UUID | None = None
    limit: int = Field(PAGE_SIZE, ge=1, le=200)


class AboutQuery(BaseModel):
    """About which thing."""

    subject_kind: str = Field(max_length=30)
    subject_id: UUID


class DraftIn(BaseModel):
    """A document of a kind about a meeting."""

    model_config = example(kind="notice", subject_id=DOCUMENT)
    kind: OfficialKind
    subject_id: UUID


class SeenDocumentIn(BaseModel):
    """The revision that the person saw; without it nobody is asked."""

    model_config = example(revision=1)
    revision: int | None = None


class IssueIn(SeenDocumentIn):
    """`seen` is the digest of the facts that were looked at (`getOfficialDocument`)."""

    model_config = example(revision=1, seen="b1946ac92492d2347c6235b4d2611184")
    seen: str | None = Field(None, max_length=64)


class SignIn(BaseModel):
    """With what to sign: a kept key, or without its id the key on the server's token."""

    model_config = example(key_id=KEY, pin="••••••")
    key_id: UUID | None = None
    pin: SecretStr = Field(max_length=200)


class ScanIn(SeenDocumentIn):
    """The scan: a version of a paper that was uploaded to this document."""

    model_config = example(version_id=KEY, revision=2)
    version_id: UUID


class KeyForm(BaseModel):
    """A key file (PKCS#12) with its PIN, which is only tried; with a unit it is the office's."""

    file: FileStorage
    pin: SecretStr = Field(max_length=200)
    unit_id: UUID | None = None


class CheckForm(BaseModel):
    """A PDF whose signatures are to be judged."""

    file: FileStorage


class Shown(BaseModel):
    """Read from a frozen row."""

    model_config = ConfigDict(from_attributes=True)


class SignerOut(Shown):
    """One signature in its turn."""

    name: str
    part: str
    state: SignerState
    signed_at: datetime | None
    of_office: bool
    turn: bool
    certificate: str
    issuer: str


class DocumentOut(Shown):
    """An official document in a list."""

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
    issued_at: datetime | None
    on_paper: bool
    waits_for: str
    my_turn: bool
    revision: int


class DocumentsOut(BaseModel):
    """Some documents, and where the list goes on."""

    documents: list[DocumentOut]
    next_after: UUID | None = None


class DocumentDetailOut(BaseModel):
    """A document whole; `digest` of the facts a draft shows, hashes of its files."""

    document: DocumentOut
    rule_set: str
    signers: list[SignerOut]
    entry_id: UUID | None
    sha256: str
    issued_sha256: str
    scan_sha256: str
    replaces: UUID | None
    replaced_by: UUID | None
    digest: str


class KeyOut(Shown):
    """A key that the person may use."""

    id: UUID
    name: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime
    unit_id: UUID | None


class KeysOut(BaseModel):
    """Keys; `token`: the server has a token to sign with, too."""

    keys: list[KeyOut]
    token: bool


class CertificateOut(Shown):
    """Whose certificate, by whom."""

    name: str
    organisation: str
    issuer: str
    serial: str
    not_before: datetime
    not_after: datetime


class SignatureOut(Shown):
    """What one signature is worth."""

    field: str
    certificate: CertificateOut | None
    whole: bool
    trusted: bool
    covers: Covers
    changed: bool
    signed_at: datetime | None
    stamped_at: datetime | None
    stamp_trusted: bool
    reason: str


class FaultOut(Shown):
    """A rule that is broken: on which page, what is there (nothing: it is missing), what should."""

    rule: LayoutRule
    page: int
    found: str
    wanted: str


class FaultsOut(BaseModel):
    """What a document breaks of its rule-set; nothing when it keeps to all rules."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "rule_set": "party",
                "faults": [{"rule": "kind", "page": 1, "found": "13", "wanted": "cỡ 15–16"}],
            }
        }
    )
    rule_set: str
    faults: list[FaultOut]


class SignatureCheckOut(BaseModel):
    """The verdict. `document_id`: the file is, byte for byte, one kept here that one may read."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "holds": True, "sha256": SHA256, "document_id": DOCUMENT, "superseded": False,
                "signatures": [
                    {
                        "field": "chu-ky-1", "whole": True, "trusted": True, "covers": "file",
                        "changed": False, "signed_at": "2026-11-25T09:20:00Z", "stamped_at": None,
                        "stamp_trusted": False, "reason": "31-BB/TU", "certificate": None,
                    }
                ],
            }
        }
    )  # fmt: skip
    holds: bool
    sha256: str
    document_id: UUID | None
    superseded: bool
    signatures: list[SignatureOut]
