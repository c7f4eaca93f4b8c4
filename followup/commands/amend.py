"""An issued task is put right: its words, field, directive, leader, and who is informed."""

from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm.attributes import flag_modified

from ecabinet.accounts.models import Person
from ecabinet.catalogues import access as catalogue
from ecabinet.catalogues.queries import book
from ecabinet.catalogues.values import Code
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.text import fold
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.catalogues import FIELDS_OF_WORK
from followup.commands.inform import inform
from followup.history import note
from followup.models import Directive, EntryKind, Priority, Task
from followup.paths import directive_path
from followup.policies import TaskPermission
from followup.sources import DIRECTIVE, MANUAL
from followup.states import TaskAction
from followup.telling import inboxes, tell, tell_all
from followup.words import Words

Change = dict[str, str]
"""What was changed, from what, to what: in words, as they were said on the day."""


class Amendment(BaseModel):
    """What shall stand from now on; what is not named stays.

    `field_code` or `directive_id` of null: none. `informed_unit_ids`: all of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    revision: int | None = None
    reason: Words = Field("", max_length=2_000)
    title: Annotated[Words, Field(min_length=1, max_length=500)] | None = None
    content: Annotated[Words, Field(max_length=10_000)] | None = None
    priority: Priority | None = None
    field_code: Code | None = None
    supervisor_id: UUID | None = None
    directive_id: UUID | None = None
    informed_unit_ids: Annotated[list[UUID], Field(max_length=200)] | None = None


class AmendTask(Amendment):
    """The amendment, and of which task."""

    task_id: UUID


def amend_task(uow: UnitOfWork, cmd: AmendTask) -> None:
    """Change what was issued; the old words stay in the history, and all concerned are told.

    Raises:
        NotFound, Denied; Stale: somebody else changed the task since.
        Conflict: it has ended.
        Invalid: nothing would change; a person, unit, field or directive is unknown, or a unit has
            another part.
    """
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.AMEND, cmd.revision)
    task.state = states.after(task.state, TaskAction.AMEND)
    led, informed = task.supervisor_id, set[UUID]()
    changes = [*_words(task, cmd), *_field(uow, task, cmd), *_leader(uow, task, cmd)]
    changes += _directive(uow, task, cmd)
    if cmd.informed_unit_ids is not None:
        informed, change = inform(uow, task, cmd.informed_unit_ids)
        changes += [change] if change else []
    if not changes:
        raise Invalid("amend.nothing")
    task.folded = fold(" ".join((task.code, task.title, task.source_title)))
    flag_modified(task, "percent")  # Units are rows of their own; the revision rises with them.
    note(uow, task, EntryKind.AMENDED, changes=changes, reason=cmd.reason)
    _tell(uow, task, led, informed)


def _words(task: Task, cmd: AmendTask) -> Iterator[Change]:
    for name in ("title", "content", "priority"):
        wanted, before = getattr(cmd, name), getattr(task, name)
        if wanted is not None and _plain(wanted) != _plain(before):
            setattr(task, name, wanted)
            yield {"what": name, "before": str(before), "after": str(wanted)}


def _plain(text: str) -> str:
    """Forms send the ends of lines in their own way; that is no change."""
    return text.replace("\r\n", "\n").strip()


def _field(uow: UnitOfWork, task: Task, cmd: AmendTask) -> Iterator[Change]:
    if "field_code" not in cmd.model_fields_set or cmd.field_code == task.field_code:
        return
    today = office_day(uow.now)
    if cmd.field_code:
        catalogue.chosen(uow, FIELDS_OF_WORK, cmd.field_code, today, "field_code")
    names, codes = book(uow.session, FIELDS_OF_WORK), (task.field_code, cmd.field_code)
    before, after = (names.name(code) if code else "" for code in codes)
    task.field_code = cmd.field_code
    yield {"what": "field", "before": before, "after": after}


def _leader(uow: UnitOfWork, task: Task, cmd: AmendTask) -> Iterator[Change]:
    if cmd.supervisor_id in (None, task.supervisor_id):
        return
    person = uow.session.get(Person, cmd.supervisor_id)
    if person is None or not person.active:
        raise Invalid("task.supervisor_unknown", field="supervisor_id")
    before = uow.session.get_one(Person, task.supervisor_id).name
    task.supervisor_id = person.id
    yield {"what": "supervisor", "before": before, "after": person.name}


def _directive(uow: UnitOfWork, task: Task, cmd: AmendTask) -> Iterator[Change]:
    """The article and its words belong to the directive: they go with it."""
    if "directive_id" not in cmd.model_fields_set or cmd.directive_id == task.directive_id:
        return
    after = uow.session.get(Directive, cmd.directive_id) if cmd.directive_id else None
    if cmd.directive_id and after is None:
        raise Invalid("task.directive_unknown", field="directive_id")
    before = uow.session.get(Directive, task.directive_id) if task.directive_id else None
    task.directive_id, task.article_id = cmd.directive_id, None
    if task.source_kind in (DIRECTIVE, MANUAL):
        _source(task, after)
    symbols = [row.symbol if row else "" for row in (before, after)]
    yield {"what": "directive", "before": symbols[0], "after": symbols[1]}


def _source(task: Task, row: Directive | None) -> None:
    if task.source_kind == DIRECTIVE:
        task.source_quote = ""
    task.source_kind = DIRECTIVE if row else MANUAL
    task.source_id = row.id if row else None
    task.source_title = row.symbol if row else ""
    task.source_url = directive_path(row.id) if row else ""


def _tell(uow: UnitOfWork, task: Task, led: UUID, informed: set[UUID]) -> None:
    """Who is new hears what their part is, everybody else that something changed."""
    desk = [person for _, person in inboxes(uow.session, informed, office_day(uow.now))]
    new = {task.supervisor_id} - {led}
    tell(uow, task, "issued", new, part="supervise")
    tell(uow, task, "issued", [person for person in desk if person not in new], part="inform")
    tell(uow, task, "amended", [led] if new else [])
    tell_all(uow, task, "amended", but={*new, *desk, *([led] if new else [])})
