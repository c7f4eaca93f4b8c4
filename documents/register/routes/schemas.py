"""What the register's operations are asked with: paths, queries, bodies."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from documents.register.models import Direction, LinkKind, Urgency
from documents.register.queries.lists import PAGE_SIZE, Wanted
from documents.symbols import SymbolStyle

UNIT = "01a222c5-4d99-73c2-b9be-f26f0662485b"
ENTRY = "01a222c5-4d9e-74da-b6de-4dd172f5baec"


class EntryPath(BaseModel):
    """An entry."""

    document_id: UUID


class UnitPath(BaseModel):
    """A unit that keeps books."""

    unit_id: UUID


class SearchPath(BaseModel):
    """A kept search."""

    search_id: UUID


class BookQuery(Wanted):
    """Which book, and what it is narrowed to."""


class ListQuery(Wanted):
    """Which book, what it is narrowed to, and which part of the list."""

    after: str = Field("", max_length=20)
    limit: int = Field(PAGE_SIZE, ge=1, le=200)


class DescribedIn(BaseModel):
    """What both books keep of a document."""

    model_config = ConfigDict(extra="forbid")
    unit_id: UUID
    abstract: str = Field(min_length=1, max_length=1_000)
    urgency: Urgency = Urgency.NORMAL
    secrecy: int = Field(0, ge=0, le=3)
    signer: str = Field("", max_length=200)
    recipients: str = Field("", max_length=1_000)
    note: str = Field("", max_length=1_000)
    answer_due_on: date | None = None
    sure: bool = Field(False, description="Likely duplicates were seen; enter it all the same.")


class IncomingIn(DescribedIn):
    """A document that came."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "unit_id": UNIT,
                "symbol": "119-CV/HU",
                "issued_on": "2026-09-13",
                "received_on": "2026-09-14",
                "issuing_body": "Huyện ủy Tam Đảo",
                "abstract": "Xin gia hạn nhiệm vụ kết nối phần mềm đến chi bộ",
                "answer_due_on": "2026-09-20",
            }
        },
    )
    symbol: str = Field(min_length=3, max_length=60)
    issued_on: date
    received_on: date | None = None
    issuing_body: str = Field("", max_length=200)


class OutgoingIn(DescribedIn):
    """A document that goes out; its number is given by the ledger."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "unit_id": UNIT,
                "body_code": "TU",
                "style": "party",
                "type_code": "TB",
                "abstract": "Kết luận phiên họp Ban Thường vụ tháng 11/2026",
            }
        },
    )
    body_code: str = Field(max_length=30)
    style: SymbolStyle
    type_code: str = Field(max_length=30)
    issued_on: date | None = None
    reserved: int | None = Field(None, ge=1)


class ChangeIn(BaseModel):
    """What is left out or null stays; a day given as null is taken away.

    `revision` is that of what was seen.
    """

    model_config = ConfigDict(extra="forbid")
    revision: int
    abstract: str | None = Field(None, min_length=1, max_length=1_000)
    urgency: Urgency | None = None
    signer: str | None = Field(None, max_length=200)
    recipients: str | None = Field(None, max_length=1_000)
    note: str | None = Field(None, max_length=1_000)
    answer_due_on: date | None = None
    answered_on: date | None = None


class ReasonIn(BaseModel):
    """Why."""

    model_config = ConfigDict(extra="forbid")
    reason: str = Field(min_length=3, max_length=300)
    revision: int | None = None


class TieIn(BaseModel):
    """How the document belongs to another; null takes the tie away."""

    model_config = ConfigDict(extra="forbid")
    other_id: UUID
    kind: LinkKind | None


class ReserveIn(BaseModel):
    """Numbers to keep free."""

    model_config = ConfigDict(extra="forbid")
    body_code: str = Field(max_length=30)
    style: SymbolStyle
    type_code: str = Field(max_length=30)
    count: int = Field(1, ge=1, le=20)
    reason: str = Field(min_length=3, max_length=300)
    day: date | None = None


class CancelNumberIn(BaseModel):
    """A number kept free that is given up."""

    model_config = ConfigDict(extra="forbid")
    key: str = Field(max_length=200)
    number: int = Field(ge=1, le=999_999_999)
    reason: str = Field(min_length=3, max_length=300)


class SearchIn(BaseModel):
    """A search to keep: `query` is the part of the list's address after "?"."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=1, max_length=80)
    query: str = Field(max_length=1_000)


class AlikeQuery(BaseModel):
    """A document that is about to be entered."""

    unit_id: UUID
    direction: Direction
    symbol: str = Field("", max_length=60)
    issuing_body: str = Field("", max_length=200)
    abstract: str = Field(max_length=1_000)
    issued_on: date
