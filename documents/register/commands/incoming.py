"""Documents that come in are entered."""

from datetime import date
from uuid import UUID

from pydantic import Field

from documents.catalogues import ISSUING_BODIES
from documents.register import access
from documents.register.commands import fields
from documents.register.commands.fields import Described, EntryRef, Line
from documents.register.events import EntryEntered, entry_stream
from documents.register.likeness import Looked
from documents.register.models import Direction, Entry
from documents.register.numbering import book_key, next_number, type_of
from documents.register.policies import BookPermission
from documents.symbols import Symbol, parse_symbol
from ecabinet.catalogues import access as catalogue
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork


class EnterIncoming(Described):
    """What stands in the head of a document that came.

    The issuing body may follow from the symbol. Without a day of arrival it came today.
    """

    unit_id: UUID
    symbol: Line = Field(min_length=3, max_length=60)
    issued_on: date
    received_on: date | None = None
    issuing_body: Line = Field("", max_length=200)


def enter_incoming(uow: UnitOfWork, cmd: EnterIncoming) -> EntryRef:
    """Enter a document into the book of what came in; it gets the next number of the year.

    Raises:
        NotFound, Denied: the unit's book is not the person's to keep.
        Invalid: symbol, type, body, days or secrecy cannot be.
        Conflict: it is in the book already, or looks like one that is, and `sure` is not set.
    """
    access.book(uow.actor, cmd.unit_id, BookPermission.ENTER)
    fields.refuse_secret(uow.actor, cmd)
    received = cmd.received_on or office_day(uow.now)
    fields.refuse_days(uow, cmd.issued_on, received, cmd.answer_due_on)
    symbol = read_symbol(cmd.symbol)
    type_name, _rules = type_of(uow, symbol.style, symbol.type_code, cmd.issued_on, "symbol")
    body = cmd.issuing_body or _body_of(uow, symbol, cmd.issued_on)
    looked = Looked(cmd.unit_id, Direction.INCOMING, str(symbol), body, cmd.abstract, cmd.issued_on)
    fields.refuse_known(uow, looked, sure=cmd.sure)
    number = next_number(uow.session, book_key(cmd.unit_id, Direction.INCOMING, received.year))
    entry = Entry(
        id=new_id(), unit_id=cmd.unit_id, direction=Direction.INCOMING, book_year=received.year,
        book_number=number, symbol=str(symbol), type_code=symbol.type_code, type_name=type_name,
        issuing_body=body, issued_on=cmd.issued_on, received_on=received, folded="",
        entered_by=fields.writer(uow), entered_at=uow.now,
        **cmd.model_dump(include=set(fields.KEPT)),
    )  # fmt: skip
    entry.folded = fields.folded(entry)
    uow.session.add(entry)
    uow.audit("entry.entered", "entry", entry.id, symbol=entry.symbol, number=number)
    uow.record(EntryEntered(stream=entry_stream(entry.id), entry_id=entry.id))
    return EntryRef(id=entry.id, book_number=number, symbol=entry.symbol)


def read_symbol(text: str) -> Symbol:
    """Return the parts of a symbol as typed. Raises Invalid when it follows neither style."""
    symbol = parse_symbol(text)
    if symbol is None:
        raise Invalid("register.symbol_wrong", field="symbol")
    return symbol


def _body_of(uow: UnitOfWork, symbol: Symbol, day: date) -> str:
    found = catalogue.offered(uow, ISSUING_BODIES, symbol.issuer, day)
    if found is None:
        raise Invalid("register.body_unknown", field="issuing_body", code=symbol.issuer)
    return found[0].name
