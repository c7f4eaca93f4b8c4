"""Directives are registered."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from documents.catalogues import ISSUING_BODIES, PARTY_TYPES, STATE_TYPES
from documents.symbols import Symbol, SymbolStyle, parse_symbol
from ecabinet.catalogues import access as catalogue
from ecabinet.catalogues.values import Code
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.permissions import allows
from ecabinet.core.text import fold
from ecabinet.core.unit_of_work import UnitOfWork
from followup.catalogues import FIELDS_OF_WORK
from followup.events import DirectiveRegistered, directive_stream
from followup.history import actor_id
from followup.models import Directive, DirectiveOrigin
from followup.policies import DirectivePermission
from followup.words import Words


class RegisterDirective(BaseModel):
    """What stands in the head of the document; the issuing body may follow from the symbol."""

    model_config = ConfigDict(frozen=True)
    symbol: Words = Field(min_length=3, max_length=60)
    title: Words = Field(min_length=1, max_length=1_000)
    issued_on: date
    issuing_body: Words = Field("", max_length=200)
    received_on: date | None = None
    field_code: Code | None = None


class TakeDirective(RegisterDirective):
    """A directive whose head is taken from the register or from a meeting, never typed."""

    origin_kind: DirectiveOrigin = DirectiveOrigin.HAND
    origin_id: UUID | None = None


class RegisteredDirective(BaseModel):
    """The new entry, with the symbol as it is written."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    symbol: str


def register_directive(uow: UnitOfWork, cmd: RegisterDirective) -> RegisteredDirective:
    """Enter a directive into the register.

    Raises:
        Invalid: the symbol follows neither style or names a type that is in no catalogue, the
            body is in none and was not written out, the dates cannot be, or there is no such field.
        Conflict: the directive is registered already.
    """
    if not allows(uow.actor, DirectivePermission.REGISTER, None):
        raise Denied("denied", kind="directive")
    head = head_of(uow, cmd)
    if cmd.field_code:
        catalogue.chosen(uow, FIELDS_OF_WORK, cmd.field_code, office_day(uow.now), "field_code")
    directive = Directive(
        id=new_id(),
        **head,
        title=cmd.title,
        issued_on=cmd.issued_on,
        received_on=cmd.received_on,
        field_code=cmd.field_code,
        registered_by_id=actor_id(uow),
        registered_at=uow.now,
        origin_kind=getattr(cmd, "origin_kind", DirectiveOrigin.HAND),
        origin_id=getattr(cmd, "origin_id", None),
    )
    refold(uow, directive)
    uow.session.add(directive)
    stream = directive_stream(directive.id)
    uow.record(DirectiveRegistered(stream=stream, directive_id=directive.id))
    uow.audit("directive.registered", "directive", directive.id, symbol=directive.symbol)
    return RegisteredDirective(id=directive.id, symbol=directive.symbol)


def head_of(uow: UnitOfWork, cmd: RegisterDirective, besides: UUID | None = None) -> dict[str, Any]:
    """Return what the symbol says and who issued it, for the columns of a directive.

    Raises as `register_directive`; `besides` may have this symbol and date: it is put right.
    """
    symbol = _checked(uow, cmd, besides)
    _type_name(uow, symbol, cmd.issued_on)
    return {
        "symbol": str(symbol),
        "number": symbol.number,
        "type_code": symbol.type_code,
        "body_code": symbol.body_code,
        "issuing_body": cmd.issuing_body or _body_name(uow, symbol, cmd.issued_on),
    }


def refold(uow: UnitOfWork, row: Directive) -> None:
    """Say anew what search looks into: head, type in words, articles."""
    symbol = parse_symbol(row.symbol)
    named = _type(uow, symbol, row.issued_on) if symbol else None
    words = [row.symbol, named or "", row.title, row.issuing_body]
    words += [f"{article.label} {article.text}" for article in row.articles]
    row.folded = fold(" ".join(words))


def _checked(uow: UnitOfWork, cmd: RegisterDirective, besides: UUID | None) -> Symbol:
    symbol = parse_symbol(cmd.symbol)
    if symbol is None:
        raise Invalid("directive.symbol_wrong", field="symbol")
    if cmd.issued_on > office_day(uow.now):
        raise Invalid("directive.issued_in_future", field="issued_on")
    if cmd.received_on is not None and cmd.received_on < cmd.issued_on:
        raise Invalid("directive.received_before_issued", field="received_on")
    same = select(Directive.id).where(
        Directive.symbol == str(symbol), Directive.issued_on == cmd.issued_on
    )
    if uow.session.scalar(same.where(Directive.id != besides) if besides else same):
        raise Conflict("directive.known", symbol=str(symbol))
    return symbol


def _type_name(uow: UnitOfWork, symbol: Symbol, issued_on: date) -> str:
    found = _type(uow, symbol, issued_on)
    if found is None:
        raise Invalid("directive.type_unknown", field="symbol", code=symbol.type_code)
    return found


def _type(uow: UnitOfWork, symbol: Symbol, issued_on: date) -> str | None:
    """Return the type in words. One retired since may stand on an older document."""
    types = PARTY_TYPES if symbol.style is SymbolStyle.PARTY else STATE_TYPES
    found = catalogue.offered(uow, types, symbol.type_code, issued_on)
    return found[0].name if found else None


def _body_name(uow: UnitOfWork, symbol: Symbol, issued_on: date) -> str:
    found = catalogue.offered(uow, ISSUING_BODIES, symbol.issuer, issued_on)
    if found is None:
        raise Invalid("directive.body_unknown", field="issuing_body", code=symbol.issuer)
    return found[0].name
