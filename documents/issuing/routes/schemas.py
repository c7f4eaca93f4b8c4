"""Bodies and answers of the operations on official documents; of keys and signatures beside."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from documents.issuing.queries.lists import PAGE_SIZE, Shelf
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState, SignerState
from documents.official.checking import LayoutRule

DOCUMENT = "01a222c5-4d9e-74da-b6de-4dd172f5baec"
KEY = "01a222c5-4d99-73c2-b9be-f26f0662485b"


def example(**values: Any) -> ConfigDict:
    """Return the settings of a body with an example."""
    return ConfigDict(extra="forbid", json_schema_extra={"example": values})


class DocumentPath(BaseModel):
    """An official document."""

    official_id: UUID


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


class ScanIn(SeenDocumentIn):
    """The scan: a version of a paper that was uploaded to this document."""

    model_config = example(version_id=KEY, revision=2)
    version_id: UUID


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
