"""What is typed of a document, and the checks that both books share."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from documents.register.likeness import Looked, Match, find_like
from documents.register.models import Entry, Urgency
from documents.secrecy import Secrecy
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.text import fold, nfc
from ecabinet.core.unit_of_work import UnitOfWork

Line = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(nfc)]


class Described(BaseModel):
    """What both books keep of a document beside its number and symbol.

    `sure`: likely duplicates were seen. `secret_allowed` is the office's setting, never typed.
    """

    model_config = ConfigDict(frozen=True)
    abstract: Line = Field(min_length=1, max_length=1_000)
    urgency: Urgency = Urgency.NORMAL
    secrecy: Secrecy = 0
    signer: Line = Field("", max_length=200)
    recipients: Line = Field("", max_length=1_000)
    note: Line = Field("", max_length=1_000)
    answer_due_on: date | None = None
    sure: bool = False
    secret_allowed: bool = False


KEPT = (
    "abstract", "urgency", "secrecy", "signer", "recipients", "note", "answer_due_on",
)  # fmt: skip


class EntryRef(BaseModel):
    """An entry, its number in the book, and its symbol as written."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    book_number: int
    symbol: str


def refuse_secret(actor: Actor, cmd: Described) -> None:
    """Refuse what may not stand on an ordinary network, and what the person may not know of.

    Raises:
        Invalid: secret documents are refused here (setting), or the person is not cleared.
    """
    if cmd.secrecy and not cmd.secret_allowed:
        raise Invalid("register.secret_refused", field="secrecy")
    if cmd.secrecy > actor.clearance:
        raise Invalid("paper.above_clearance", field="secrecy")


def refuse_days(
    uow: UnitOfWork, issued_on: date, received_on: date | None, due_on: date | None
) -> None:
    """Refuse days that cannot be. Raises Invalid."""
    today = office_day(uow.now)
    if issued_on > today:
        raise Invalid("register.issued_in_future", field="issued_on")
    if received_on is not None and not issued_on <= received_on <= today:
        raise Invalid("register.received_wrong", field="received_on")
    if due_on is not None and due_on < (received_on or issued_on):
        raise Invalid("register.due_before", field="answer_due_on")


def refuse_known(uow: UnitOfWork, looked: Looked, *, sure: bool) -> None:
    """Refuse what is in the book already, unless the person has seen that and is sure.

    Raises:
        Conflict: the same document, or one that looks like it.
    """
    alike = [] if sure else find_like(uow.session, uow.actor, looked)
    if alike:
        code = "register.known" if alike[0].match is Match.SAME else "register.likely_known"
        raise Conflict(code, field="sure", number=alike[0].book_number, symbol=alike[0].symbol)


def writer(uow: UnitOfWork) -> UUID:
    """Return who writes. Raises Denied: the system itself enters nothing."""
    if uow.actor.person_id is None:
        raise Denied("denied", kind="book")
    return uow.actor.person_id


def folded(entry: Entry) -> str:
    """Return the words of an entry without case and diacritics, for search."""
    return fold(
        " ".join(
            (entry.symbol, entry.type_name, entry.issuing_body, entry.abstract, entry.recipients)
        )
    )
