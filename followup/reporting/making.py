"""The worker freezes what was asked for, and asks for what is scheduled. Twice is harmless."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from documents.official.apart import set_apart
from documents.official.places import locality
from documents.official.rules import rule_set
from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.actors import actor_of
from ecabinet.accounts.queries.unit_names import line_on
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day, office_time
from ecabinet.core.jobs import Jobs
from ecabinet.core.unit_of_work import Job, Store
from followup.periods import Span
from followup.queries.chases import signers_of
from followup.reporting.counting import Window, in_order, names_of
from followup.reporting.enums import RunState
from followup.reporting.freezing import MAKE, Made, ask_by_schedule, find_due, finish_run
from followup.reporting.models import TaskReportRun
from followup.reporting.paper import paper_of, workbook_of
from followup.reporting.rows import rows_of
from followup.reporting.scope import scope_words
from followup.reporting.shapes import (
    Figures,
    ReportData,
    ReportRow,
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
    """Read the tasks, draw the files, freeze."""
    now = store.clock()
    with store.reading() as session:
        run = session.get(TaskReportRun, UUID(run_id))
        if run is None or run.state is not RunState.MAKING:
            return
        data = gather(session, run)
    digest = digest_of(kept(data))
    pdf = set_apart(paper_of(data, digest, office_day(now)), "pdf")
    made = Made(
        run_id=UUID(run_id),
        data=data,
        pdf_blob=store.blobs.put(BytesIO(pdf)).sha256,
        xlsx_blob=store.blobs.put(BytesIO(workbook_of(data))).sha256,
    )
    store.execute(SYSTEM, finish_run, made)


def gather(session: Session, run: TaskReportRun) -> ReportData:
    """Return all that the report says; a constant number of queries."""
    report, spec = run.report, ReportSpec.model_validate(run.report.spec)
    day = run.as_of
    person = session.scalars(
        select(Person)
        .where(Person.id == run.made_by_id)
        .options(selectinload(Person.offices).selectinload(Office.merged))
    ).one()
    over = Window(Span(run.first_on, run.last_on), day)
    names = names_of(session, spec.by)
    rows = rows_of(session, actor_of(person, run.asked_at), spec, over)
    groups = in_order(_by_group(rows), names) if names else ()
    places = {group.key: place for place, group in enumerate(groups)}
    rows.sort(key=lambda row: places.get(row.group, 0))
    return ReportData(
        name=report.name, period=period_words(over.span, spec.period), first=run.first_on,
        last=run.last_on, as_of=day, scope=scope_words(session, spec.wanted),
        seen_by=person.name, remarks=run.remarks, spec=spec,
        total=figures_of(row.label for row in rows), groups=groups, rows=tuple(rows),
        **_heads(session, run, spec),
    )  # fmt: skip


def _by_group(rows: list[ReportRow]) -> dict[str, Figures]:
    keys = {row.group for row in rows}
    return {key: figures_of(row.label for row in rows if row.group == key) for key in keys}


def _heads(session: Session, run: TaskReportRun, spec: ReportSpec) -> dict[str, Any]:
    """Return who issues and who signs, as of the day on which it was asked for."""
    report, day = run.report, office_day(run.asked_at)
    line = line_on(session, report.unit_id, day)
    offered = [one.id for one in signers_of(session, report.unit_id, day)]
    chosen = report.signer_id if report.signer_id in offered else next(iter(offered), None)
    person = session.get(Person, chosen) if chosen else None
    signer = signer_for(session, report.unit_id, person, rule_set(spec.rule_set), day)
    return {
        "issuer": line[0].name,
        "superior": line[1].name if len(line) > 1 else "",
        "body_code": line[0].code,
        "place": locality(line[-1].name),
        "signer_id": chosen,
        "signer": signer.name,
        "position": signer.position,
        "authority": signer.authority,
    }


def sweep(store: Store) -> None:
    """Ask for what is scheduled, in the morning; queue again what nobody made."""
    now = store.clock()
    with store.reading() as session:
        due = find_due(session, now) if office_time(now).hour >= FROM_HOUR else []
        late = session.scalars(
            select(TaskReportRun.id).where(
                TaskReportRun.state == RunState.MAKING, TaskReportRun.asked_at < now - LEFT_AFTER
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
