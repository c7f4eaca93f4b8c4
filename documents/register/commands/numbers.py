"""Numbers are kept free for documents to come, and cancelled when none comes."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from documents.catalogues import ISSUING_BODIES
from documents.register import access
from documents.register.commands.fields import Line, writer
from documents.register.models import LedgerNumber, NumberState
from documents.register.numbering import next_number, symbol_key, type_of
from documents.register.policies import BookPermission
from documents.symbols import SymbolStyle
from ecabinet.catalogues import access as catalogue
from ecabinet.catalogues.values import Code
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork

MOST_AT_ONCE = 20


class ReserveNumbers(BaseModel):
    """Keep the next numbers of a body's type free, for a stated reason."""

    model_config = ConfigDict(frozen=True)
    unit_id: UUID
    body_code: Code
    style: SymbolStyle
    type_code: Code
    count: int = Field(1, ge=1, le=MOST_AT_ONCE)
    reason: Line = Field(min_length=3, max_length=300)
    day: date | None = None


class Reserved(BaseModel):
    """The numbers that are now kept free, and the key of their ledger."""

    model_config = ConfigDict(frozen=True)
    key: str
    numbers: list[int]


def reserve_numbers(uow: UnitOfWork, cmd: ReserveNumbers) -> Reserved:
    """Keep numbers free. Raises NotFound, Denied; Invalid: no such body, type or term."""
    access.book(uow.actor, cmd.unit_id, BookPermission.ENTER)
    day = cmd.day or office_day(uow.now)
    _name, rules = type_of(uow, cmd.style, cmd.type_code, day)
    catalogue.chosen(uow, ISSUING_BODIES, cmd.body_code, day, "body_code")
    key = symbol_key(uow.session, cmd.style, cmd.type_code, rules, cmd.body_code, day)
    numbers = [next_number(uow.session, key) for _ in range(cmd.count)]
    for number in numbers:
        uow.session.add(
            LedgerNumber(
                key=key, number=number, state=NumberState.RESERVED, unit_id=cmd.unit_id,
                reason=cmd.reason, by_id=writer(uow), at=uow.now,
            )
        )  # fmt: skip
    uow.audit("number.reserved", "book", cmd.unit_id, key=key, numbers=numbers, reason=cmd.reason)
    return Reserved(key=key, numbers=numbers)


class CancelNumber(BaseModel):
    """Give up a number that was kept free: it is never given out again."""

    model_config = ConfigDict(frozen=True)
    unit_id: UUID
    key: str = Field(max_length=200)
    number: int = Field(ge=1, le=999_999_999)
    reason: Line = Field(min_length=3, max_length=300)


def cancel_number(uow: UnitOfWork, cmd: CancelNumber) -> None:
    """Cancel a reserved number.

    Raises:
        NotFound, Denied: the book is not the person's to keep.
        Invalid: the unit keeps no such number.
        Conflict: the number was used or cancelled meanwhile.
    """
    access.book(uow.actor, cmd.unit_id, BookPermission.ENTER)
    row = uow.session.get(LedgerNumber, (cmd.key, cmd.number), with_for_update=True)
    if row is None or row.unit_id != cmd.unit_id:
        raise Invalid("register.no_number", field="number")
    if row.state != NumberState.RESERVED:
        raise Conflict("register.not_reserved", number=cmd.number)
    row.state, row.reason = NumberState.CANCELLED, cmd.reason
    row.by_id, row.at = writer(uow), uow.now
    uow.audit(
        "number.cancelled", "book", cmd.unit_id, key=cmd.key, number=cmd.number, reason=cmd.reason
    )
