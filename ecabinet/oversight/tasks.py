"""What the worker does for the audit log: checks it, makes files of it, keeps its heads."""

import logging
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from flask import Flask
from flask_babel import force_locale
from sqlalchemy import select

from ecabinet.core.actors import SYSTEM
from ecabinet.core.audit_check import examine, head_of
from ecabinet.core.audit_heads import BadHead, heads_at, keep_head
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store
from ecabinet.core.unit_of_work import Job
from ecabinet.oversight import audit_files
from ecabinet.oversight.audit_filters import AuditFilters
from ecabinet.oversight.commands.checks import (
    CHECK,
    FAULTS_KEPT,
    LEASE,
    AskCheck,
    CheckFound,
    CheckRef,
    ask_check,
    begin_check,
    end_check,
)
from ecabinet.oversight.commands.exports import (
    EXPORT,
    KEPT_DAYS,
    ExportMade,
    ExportRef,
    begin_export,
    drop_export,
    end_export,
)
from ecabinet.oversight.models import AuditCheck, AuditExport, CheckState, ExportState
from ecabinet.oversight.queries.audit_log import in_order
from ecabinet.settings import Settings
from ecabinet.web.i18n import init_i18n

log = logging.getLogger(__name__)

EACH = timedelta(hours=24)
"""How old the last check may be before the worker makes one by itself."""

LEFT = timedelta(minutes=2)


class Overseer:
    """The jobs of the audit log. Any number of workers may run them at once."""

    def __init__(self, settings: Settings, jobs: Jobs) -> None:
        self._settings, self._jobs = settings, jobs
        self._words = Flask("ecabinet.audit", static_folder=None)
        init_i18n(self._words)

    def check(self, store: Store, check_id: str) -> None:
        """Look at the whole log; doing it twice is the same as once."""
        ref = CheckRef(id=UUID(check_id))
        if not store.execute(SYSTEM, begin_check, ref).mine:
            return
        faults: tuple[str, ...] = ()
        try:
            place = self._settings.audit_heads_dir
            known = heads_at(place, self._settings.secret_key) if place else []
        except BadHead as error:
            known, faults = [], (str(error),)
        found = examine(store.engine, known, FAULTS_KEPT)
        faults = (*faults, *found.faults)
        result = CheckFound(
            id=ref.id,
            seq=found.head.seq,
            hash=found.head.hash,
            heads=len(known),
            fault_count=found.fault_count + len(faults) - len(found.faults),
            faults=faults,
        )
        if faults:
            log.error("the audit log is not whole: %s", faults[0])
        store.execute(SYSTEM, end_check, result)

    def export(self, store: Store, export_id: str) -> None:
        """Make a file; doing it twice is the same as once."""
        ref = ExportRef(id=UUID(export_id))
        if not store.execute(SYSTEM, begin_export, ref).mine:
            return
        try:
            made = self._write(store, ref)
        except Exception:
            log.exception("the file %s of the audit log could not be made", ref.id)
            made = ExportMade(id=ref.id, rows=0, size=None)
        store.execute(SYSTEM, end_export, made)

    def _write(self, store: Store, ref: ExportRef) -> ExportMade:
        with store.reading() as session:
            wish = session.get_one(AuditExport, ref.id)
            path = export_path(self._settings, wish.id, wish.kind)
            draft = path.with_suffix(".part")
            draft.parent.mkdir(parents=True, exist_ok=True)
            filters = AuditFilters.model_validate(wish.filters)
            kind, until = wish.kind, wish.until_seq
            with self._words.app_context(), force_locale(wish.language):
                cells = audit_files.cells(in_order(session, filters, until))
                rows = audit_files.write(draft, kind, audit_files.sheet(), cells)
        draft.replace(path)
        return ExportMade(id=ref.id, rows=rows, size=path.stat().st_size)

    def sweep(self, store: Store) -> None:
        """Each minute: what was left waiting, what is due, what is over."""
        self._queue_what_was_left(store)
        self._check_when_due(store)
        self._forget_files(store)
        self._keep_head(store)

    def _queue_what_was_left(self, store: Store) -> None:
        now = store.clock()
        with store.reading() as session:
            checks = session.scalars(
                select(AuditCheck.id).where(
                    (AuditCheck.state == CheckState.WAITING) & (AuditCheck.asked_at < now - LEFT)
                    | (AuditCheck.state == CheckState.RUNNING)
                    & (AuditCheck.started_at < now - LEASE)
                )
            ).all()
            exports = session.scalars(
                select(AuditExport.id).where(
                    (AuditExport.state == ExportState.WAITING) & (AuditExport.asked_at < now - LEFT)
                    | (AuditExport.state == ExportState.RUNNING)
                    & (AuditExport.started_at < now - LEASE)
                )
            ).all()
        for check_id in checks:
            self._jobs.dispatch(Job(CHECK, {"check_id": str(check_id)}))
        for export_id in exports:
            self._jobs.dispatch(Job(EXPORT, {"export_id": str(export_id)}))

    def _check_when_due(self, store: Store) -> None:
        with store.reading() as session:
            newest = session.scalar(
                select(AuditCheck.asked_at).order_by(AuditCheck.asked_at.desc()).limit(1)
            )
        if newest is None or newest + EACH < store.clock():
            store.execute(SYSTEM, ask_check, AskCheck())

    def _forget_files(self, store: Store) -> None:
        oldest = store.clock() - timedelta(days=KEPT_DAYS)
        with store.reading() as session:
            over = session.execute(
                select(AuditExport.id, AuditExport.kind).where(
                    AuditExport.state == ExportState.READY, AuditExport.ended_at < oldest
                )
            ).all()
        for export_id, kind in over:
            export_path(self._settings, export_id, kind).unlink(missing_ok=True)
            store.execute(SYSTEM, drop_export, ExportRef(id=export_id))

    def _keep_head(self, store: Store) -> None:
        folder = self._settings.audit_heads_dir
        if folder is None:
            return
        with store.reading() as session:
            head = head_of(session)
        every = timedelta(minutes=self._settings.audit_heads_minutes)
        keep_head(folder, head, store.clock(), self._settings.secret_key, every)


def export_path(settings: Settings, export_id: UUID, kind: str) -> Path:
    """Return where a file lies: in the data folder, which web and worker share."""
    return settings.data_dir / "exports" / f"audit-{export_id}.{kind}"


def register_audit_jobs(jobs: Jobs, settings: Settings) -> None:
    """Teach the queue the jobs of the audit log."""
    overseer = Overseer(settings, jobs)
    jobs.register(CHECK, overseer.check)
    jobs.register(EXPORT, overseer.export)
    jobs.register_sweep(overseer.sweep)
