"""The worker freezes what was asked for, and asks for what is scheduled. Twice is harmless."""

from collections import defaultdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from documents.issuing.bodies import issuer_on
from documents.official.rules import rule_set
from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day, office_time
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job
from followup.labels import TaskLabel
from followup.periods import Span
from followup.queries.chases import signers_of
from followup.reporting.counting import Window, in_order, key_text, names_of
from followup.reporting.drawing import draw
from followup.reporting.enums import RunState
from followup.reporting.freezing import (
    MAKE,
    Made,
    ToMake,
    ask_by_schedule,
    find_due,
    finish_run,
    hold_run,
    let_go,
)
from followup.reporting.keeping import PART, KeepPart, digest_of_part, keep_part, written
from followup.reporting.models import TaskReportRun
from followup.reporting.rows import places_of, rows_for
from followup.reporting.scope import scope_words
from followup.reporting.shapes import (
    ReportData,
    ReportSpec,
    digest_of,
    figures_of,
    kept,
)
from followup.reporting.spans import period_words
from followup.signers import signer_for

LEFT_AFTER = timedelta(minutes=2)
FROM_HOUR = 6


def make_run(store: Store, run_id: str) -> None:
    """Read the tasks, draw the files, freeze. Memory hardly grows with the number of tasks."""
    wish = ToMake(run_id=UUID(run_id))
    if store.execute(SYSTEM, hold_run, wish) is None:
        return
    try:
        data = gather(store, wish.run_id)
        digest = digest_of(kept(data))
        drawn = draw(store, wish.run_id, data, digest)
        made = Made(run_id=wish.run_id, data=data, digest=digest, drawn=drawn)
        store.execute(SYSTEM, finish_run, made)
    except Exception:
        store.execute(SYSTEM, let_go, wish)
        raise


def gather(store: Store, run_id: UUID) -> ReportData:
    """Keep the rows in parts, and return all else that the report says, as of one moment."""
    with store.reading() as session:
        _at_one_moment(session)
        run = session.get_one(TaskReportRun, run_id)
        report, spec = run.report, ReportSpec.model_validate(run.report.spec)
        person = session.scalars(
            select(Person)
            .where(Person.id == run.made_by_id)
            .options(selectinload(Person.offices).selectinload(Office.merged))
        ).one()
        over = Window(Span(run.first_on, run.last_on), run.as_of)
        said: dict[str, Any] = {
            "name": report.name, "period": period_words(over.span, spec.period),
            "first": run.first_on, "last": run.last_on, "as_of": run.as_of,
            "scope": scope_words(session, spec.wanted), "seen_by": person.name,
            "remarks": run.remarks, "spec": spec, **_heads(session, run, spec),
        }  # fmt: skip
        names = names_of(session, spec.by, over)
        places = places_of(session, actor_of(person, run.asked_at), spec, over)
        if names:
            order = {key_text(key): place for place, key in enumerate(names)}
            places.sort(key=lambda each: order.get(each[1], len(order)))
        labels, parts = _keep_rows(store, session, run_id, spec, over, [key for key, _ in places])
    groups = {key: figures_of(found) for key, found in labels.items()}
    return ReportData(
        **said, parts=parts, groups=in_order(groups, names) if names else (),
        total=figures_of(label for found in labels.values() for label in found),
    )  # fmt: skip


def _at_one_moment(session: Session) -> None:
    """Let all that is asked stand as of the first question; SQLite does so by itself."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _keep_rows(
    store: Store, session: Session, run_id: UUID, spec: ReportSpec, over: Window, ids: list[UUID]
) -> tuple[dict[str, list[TaskLabel]], tuple[str, ...]]:
    """Keep the rows of the tasks; return the labels in each group, and the digests of the parts."""
    labels: dict[str, list[TaskLabel]] = defaultdict(list)
    parts: list[str] = []
    for first in range(0, len(ids), PART):
        rows = rows_for(session, spec, over, ids[first : first + PART])
        session.expunge_all()  # What was read is not needed again.
        for row in rows:
            labels[row.group].append(row.label)
        text = written(rows)
        store.execute(SYSTEM, keep_part, KeepPart(run_id=run_id, number=len(parts), rows=text))
        parts.append(digest_of_part(text))
    return labels, tuple(parts)


def _heads(session: Session, run: TaskReportRun, spec: ReportSpec) -> dict[str, Any]:
    """Return who issues and who signs, as of the day on which it was asked for."""
    report, day = run.report, office_day(run.asked_at)
    issuer = issuer_on(session, report.unit_id, day)
    offered = [one.id for one in signers_of(session, report.unit_id, day)]
    chosen = report.signer_id if report.signer_id in offered else next(iter(offered), None)
    person = session.get(Person, chosen) if chosen else None
    signer = signer_for(session, report.unit_id, person, rule_set(spec.rule_set), day)
    return {
        "issuer": issuer.name,
        "superior": issuer.superior or "",
        "body_code": issuer.code,
        "place": issuer.place,
        "signer_id": chosen,
        "signer": signer.name,
        "position": signer.position,
        "authority": signer.authority,
    }


def sweep(store: Store) -> None:
    """Ask for what is scheduled, in the morning; queue again what nobody makes."""
    now = store.clock()
    run = TaskReportRun
    with store.reading() as session:
        due = find_due(session, now) if office_time(now).hour >= FROM_HOUR else []
        late = session.scalars(
            select(run.id).where(
                run.state == RunState.MAKING,
                run.asked_at < now - LEFT_AFTER,
                or_(run.held_until.is_(None), run.held_until < now),
            )
        ).all()
    for each in due:
        store.execute(SYSTEM, ask_by_schedule, each)
    for run_id in late:
        store.dispatch(Job(MAKE, {"run_id": str(run_id)}))


def register_making(jobs: Jobs) -> None:
    """Teach the queue to make reports."""
    jobs.register(MAKE, make_run)
    jobs.register_sweep(sweep)
