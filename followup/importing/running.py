"""The worker makes the tasks of an import that was ordered. Twice is harmless."""

from datetime import timedelta
from itertools import islice
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.errors import Conflict, Denied, NotFound
from ecabinet.core.events import jsonable
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job
from followup.importing import access
from followup.importing.commands import KEPT, RUN, ForgetSheets, forget_sheets
from followup.importing.ending import FailImport, FinishImport, fail_import, finish_import
from followup.importing.looking import Looked, look
from followup.importing.making import ImportRows, Left, import_rows
from followup.importing.models import ImportState, TaskImport
from followup.importing.policies import ImportPermission

AT_ONCE = 25
"""Rows of one transaction: a tenth of a second, in which nobody else writes."""

LEFT_AFTER, GIVEN_UP_AFTER = timedelta(minutes=2), timedelta(hours=1)


def run_import(store: Store, import_id: str) -> None:
    """Read the sheet anew, make the tasks with the sender's rights of now, and finish."""
    key = UUID(import_id)
    actor = _sender(store, key)
    if actor is None:
        return
    try:
        with store.reading() as session:
            access.sheet(session, actor, key, ImportPermission.CARRY_OUT)
        looked = look(store, actor, key)
        left = reasons(looked)
        drafts = iter([row.draft for row in looked.good if row.draft is not None])
        while some := tuple(islice(drafts, AT_ONCE)):
            left += store.execute(actor, import_rows, ImportRows(import_id=key, drafts=some)).left
        left.sort(key=lambda one: one.line)
        store.execute(actor, finish_import, FinishImport(import_id=key, left=tuple(left)))
    except (Denied, NotFound, Conflict) as error:
        store.execute(SYSTEM, fail_import, FailImport(import_id=key, code=error.code))


def reasons(looked: Looked) -> list[Left]:
    """Return the rows that are left out, each with its first reason."""
    wrong = [
        Left(line=row.number, code=row.problems[0].code, params=jsonable(row.problems[0].params))
        for row in looked.wrong
    ]
    known = [
        Left(line=row.number, code="task_import.known", params={"task": row.task})
        for row in looked.known
    ]
    return wrong + known


def _sender(store: Store, import_id: UUID) -> Actor | None:
    """Return who ordered the import, with today's offices; None when there is nothing to do."""
    now = store.clock()
    with store.reading() as session:
        row = session.get(TaskImport, import_id)
        if row is None or row.state is not ImportState.RUNNING:
            return None
        person = session.scalars(
            select(Person)
            .where(Person.id == row.person_id)
            .options(selectinload(Person.offices).selectinload(Office.merged))
        ).one()
        if person.active:
            return actor_of(person, now)
    store.execute(SYSTEM, fail_import, FailImport(import_id=import_id, code="denied"))
    return None


def sweep(store: Store) -> None:
    """Queue again what nobody finished; forget what is older than a day."""
    now = store.clock()
    with store.reading() as session:
        resting = session.execute(
            select(TaskImport.id, TaskImport.moved_at).where(
                TaskImport.state == ImportState.RUNNING, TaskImport.moved_at < now - LEFT_AFTER
            )
        ).all()
        old = session.scalar(
            select(TaskImport.id)
            .where(
                TaskImport.sent_at < now - KEPT,
                TaskImport.state != ImportState.RUNNING,
                TaskImport.sheets.is_not(None),
            )
            .limit(1)
        )
    if old is not None:
        store.execute(SYSTEM, forget_sheets, ForgetSheets())
    for import_id, moved_at in resting:
        if moved_at < now - GIVEN_UP_AFTER:
            stuck = FailImport(import_id=import_id, code="task_import.stuck")
            store.execute(SYSTEM, fail_import, stuck)
        else:
            store.dispatch(Job(RUN, {"import_id": str(import_id)}))


def register_importing(jobs: Jobs) -> None:
    """Teach the queue to import."""
    jobs.register(RUN, run_import)
    jobs.register_sweep(sweep)
