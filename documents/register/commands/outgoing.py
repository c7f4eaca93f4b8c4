"""Documents that go out get their number and are entered."""

from datetime import date
from uuid import UUID

from documents.catalogues import ISSUING_BODIES
from documents.register import access
from documents.register.commands import fields
from documents.register.commands.fields import Described, EntryRef
from documents.register.events import EntryEntered, entry_stream
from documents.register.likeness import Looked
from documents.register.models import Direction, Entry, LedgerNumber, NumberState
from documents.register.numbering import book_key, next_number, symbol_key, type_of
from documents.register.policies import BookPermission
from documents.symbols import Symbol, SymbolStyle
from ecabinet.catalogues import access as catalogue
from ecabinet.catalogues.values import Code
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork


class EnterOutgoing(Described):
    """A document that goes out. `reserved`: the number kept free for it, instead of the next."""

    unit_id: UUID
    body_code: Code
    style: SymbolStyle
    type_code: Code
    issued_on: date | None = None
    reserved: int | None = None


def enter_outgoing(uow: UnitOfWork, cmd: EnterOutgoing) -> EntryRef:
    """Give a document its symbol and enter it into the book of what goes out.

    Raises:
        NotFound, Denied: the unit's book is not the person's to keep.
        Invalid: body, type, days or secrecy cannot be.
        Conflict: the number is not kept free; a document with nearly the same words went out.
    """
    access.book(uow.actor, cmd.unit_id, BookPermission.ENTER)
    fields.refuse_secret(uow.actor, cmd)
    day = cmd.issued_on or office_day(uow.now)
    fields.refuse_days(uow, day, None, cmd.answer_due_on)
    type_name, rules = type_of(uow, cmd.style, cmd.type_code, day)
    body, _data = catalogue.chosen(uow, ISSUING_BODIES, cmd.body_code, day, "body_code")
    looked = Looked(cmd.unit_id, Direction.OUTGOING, "", body.name, cmd.abstract, day)
    fields.refuse_known(uow, looked, sure=cmd.sure)
    key = symbol_key(uow.session, cmd.style, cmd.type_code, rules, cmd.body_code, day)
    number = cmd.reserved or next_number(uow.session, key)
    in_book = next_number(uow.session, book_key(cmd.unit_id, Direction.OUTGOING, day.year))
    entry = Entry(
        id=new_id(), unit_id=cmd.unit_id, direction=Direction.OUTGOING, book_year=day.year,
        book_number=in_book, symbol=str(Symbol(cmd.style, number, cmd.type_code, cmd.body_code)),
        type_code=cmd.type_code, type_name=type_name, issuing_body=body.name, issued_on=day,
        received_on=None, folded="", entered_by=fields.writer(uow), entered_at=uow.now,
        **cmd.model_dump(include=set(fields.KEPT)),
    )  # fmt: skip
    entry.folded = fields.folded(entry)
    uow.session.add(entry)
    uow.session.flush()  # The number refers to the entry.
    _use(uow, key, number, entry, reserved=cmd.reserved is not None)
    uow.audit("entry.entered", "entry", entry.id, symbol=entry.symbol, number=in_book)
    uow.record(EntryEntered(stream=entry_stream(entry.id), entry_id=entry.id))
    return EntryRef(id=entry.id, book_number=in_book, symbol=entry.symbol)


def _use(uow: UnitOfWork, key: str, number: int, entry: Entry, *, reserved: bool) -> None:
    if not reserved:
        uow.session.add(
            LedgerNumber(
                key=key, number=number, state=NumberState.USED, unit_id=entry.unit_id,
                entry_id=entry.id, by_id=entry.entered_by, at=uow.now,
            )
        )  # fmt: skip
        return
    row = uow.session.get(LedgerNumber, (key, number), with_for_update=True)
    if row is None or row.state != NumberState.RESERVED or row.unit_id != entry.unit_id:
        raise Conflict("register.not_reserved", field="reserved", number=number)
    row.state, row.entry_id = NumberState.USED, entry.id
