"""What was entered wrongly in the register of directives is put right, or taken out again."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select

from documents.models import Paper
from ecabinet.catalogues import access as catalogue
from ecabinet.catalogues.queries import book
from ecabinet.catalogues.values import Code
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.text import fold
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access
from followup.catalogues import FIELDS_OF_WORK
from followup.commands.directives import RegisterDirective, head_of, refold
from followup.directive_files import CONTAINER
from followup.models import Directive, DirectiveOrigin, Task
from followup.policies import DirectivePermission
from followup.sources import DIRECTIVE
from followup.words import Words

HEAD = ("symbol", "title", "issued_on", "issuing_body", "received_on")
"""What a document of the register, or the notice of a meeting, says itself."""


class Correction(BaseModel):
    """What shall stand from now on; what is not named stays. Null: no day of receipt, no field."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    revision: int | None = None
    reason: Words = Field("", max_length=2_000)
    symbol: Annotated[Words, Field(min_length=3, max_length=60)] | None = None
    title: Annotated[Words, Field(min_length=1, max_length=1_000)] | None = None
    issued_on: date | None = None
    issuing_body: Annotated[Words, Field(max_length=200)] | None = None
    received_on: date | None = None
    field_code: Code | None = None


class CorrectDirective(Correction):
    """The correction, and of which directive."""

    directive_id: UUID


def correct_directive(uow: UnitOfWork, cmd: CorrectDirective) -> None:
    """Change the head of a directive; what stood before stays in the audit log and on its page.

    Its tasks are called by the new symbol. One from the register or from a meeting keeps what
    belongs to its source; only its field of work is ours.

    Raises:
        NotFound, Denied; Stale: somebody else changed it since.
        Conflict: another one has this symbol and date, or the source says what was to be changed.
        Invalid: nothing would change; else as with `register_directive`.
    """
    row = access.directive_to_change(
        uow, cmd.directive_id, DirectivePermission.REGISTER, cmd.revision
    )
    wanted = _wanted(row, cmd)
    changed = [name for name in wanted if wanted[name] != getattr(row, name)]
    if not changed:
        raise Invalid("directive.nothing")
    if row.origin_kind != DirectiveOrigin.HAND and set(changed) & set(HEAD):
        raise Conflict("directive.of_source")
    if "field_code" in changed and cmd.field_code:
        today = office_day(uow.now)
        catalogue.chosen(uow, FIELDS_OF_WORK, cmd.field_code, today, "field_code")
    before = _shown(uow, row)
    for name in HEAD:
        wanted[name] = wanted[name] if name in wanted else getattr(row, name)
    head = head_of(uow, RegisterDirective.model_validate(wanted), besides=row.id)
    old_symbol = row.symbol
    for name, value in {**wanted, **head}.items():
        setattr(row, name, value)
    uow.session.flush()  # Words and history are of what stands now.
    refold(uow, row)
    _rename_tasks(uow, row, old_symbol)
    after = _shown(uow, row)
    changes = [
        {"what": name, "before": before[name], "after": after[name]}
        for name in before if before[name] != after[name]
    ]  # fmt: skip
    uow.audit(
        "directive.corrected", "directive", row.id,
        symbol=row.symbol, changes=changes, reason=cmd.reason,
    )  # fmt: skip


class WithdrawDirective(BaseModel):
    """Which entry was made in error, and why it goes."""

    model_config = ConfigDict(frozen=True)
    directive_id: UUID
    reason: Words = Field(min_length=1, max_length=2_000)
    revision: int | None = None


def withdraw_directive(uow: UnitOfWork, cmd: WithdrawDirective) -> None:
    """Take an entry made in error out of the register; the audit log keeps what it was.

    Its articles go with it. Symbol and date are free again.

    Raises:
        NotFound, Denied, Stale.
        Conflict: a task comes of it, also one that has ended, or it has files.
    """
    row = access.directive_to_change(
        uow, cmd.directive_id, DirectivePermission.REGISTER, cmd.revision
    )
    of_it = (Task.directive_id == row.id) | (
        (Task.source_kind == DIRECTIVE) & (Task.source_id == row.id)
    )
    if count := uow.session.scalar(select(func.count()).select_from(Task).where(of_it)):
        raise Conflict("directive.has_tasks", count=count)
    files = select(func.count()).select_from(Paper).where(
        Paper.container_kind == CONTAINER, Paper.container_id == row.id, Paper.recalled_at.is_(None)
    )  # fmt: skip
    if count := uow.session.scalar(files):
        raise Conflict("directive.has_files", count=count)
    uow.audit(
        "directive.withdrawn", "directive", row.id,
        reason=cmd.reason, count=len(row.articles), kind=row.origin_kind, **_shown(uow, row),
    )  # fmt: skip
    for article in list(row.articles):
        uow.session.delete(article)
    uow.session.flush()  # They refer to the row.
    uow.session.delete(row)


def _wanted(row: Directive, cmd: CorrectDirective) -> dict[str, Any]:
    """Return what was named; only receipt and field can be taken away by null."""
    named = cmd.model_dump(exclude_unset=True, exclude={"directive_id", "revision", "reason"})
    return {
        name: value
        for name, value in named.items()
        if value is not None or name in ("received_on", "field_code")
    }


def _shown(uow: UnitOfWork, row: Directive) -> dict[str, str]:
    """Return the head in words, as the history tells it."""
    names = book(uow.session, FIELDS_OF_WORK)
    return {
        "symbol": row.symbol,
        "title": row.title,
        "issued_on": f"{row.issued_on:%d/%m/%Y}",
        "issuing_body": row.issuing_body,
        "received_on": f"{row.received_on:%d/%m/%Y}" if row.received_on else "",
        "field": names.name(row.field_code) if row.field_code else "",
    }


def _rename_tasks(uow: UnitOfWork, row: Directive, before: str) -> None:
    if row.symbol == before:
        return
    of_it = select(Task).where(Task.source_kind == DIRECTIVE, Task.source_id == row.id)
    for task in uow.session.scalars(of_it.order_by(Task.id).with_for_update()):
        if task.source_title.startswith(before):
            task.source_title = row.symbol + task.source_title.removeprefix(before)
            task.folded = fold(" ".join((task.code, task.title, task.source_title)))
