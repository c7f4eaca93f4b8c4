"""Heads of the log written by schedule, and what a check makes of them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select, update

from ecabinet.accounts.commands.units import CreateUnit, create_unit
from ecabinet.cli import commands
from ecabinet.core.actors import SYSTEM
from ecabinet.core.audit import AuditEntry, AuditHead
from ecabinet.core.audit_check import KnownHead
from ecabinet.core.audit_heads import BadHead, head_line, heads_at, keep_head
from ecabinet.oversight.models import AuditCheck
from ecabinet.oversight.tasks import Overseer
from ecabinet.platform import Platform
from ecabinet.settings import Settings

SECRET = "test-secret-" * 4
AT = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def head(number: int) -> KnownHead:
    return KnownHead(number, f"{number:064x}")


def test_a_line_an_hour_a_file_a_month_and_old_ones_stay(tmp_path: Path) -> None:
    for minutes, number in ((0, 5), (30, 7), (60, 7), (61, 9), (125, 9), (130, 12)):
        keep_head(tmp_path, head(number), AT + timedelta(minutes=minutes), SECRET, HOUR)
    assert [path.name for path in sorted(tmp_path.glob("*.txt"))] == [
        "heads-2026-11.txt",
        "heads-2026-12.txt",
    ]
    assert heads_at(tmp_path, SECRET) == [head(5), head(7), head(9)]
    text = (tmp_path / "heads-2026-11.txt").read_text()
    assert text.startswith("# ")
    assert text.splitlines()[1].startswith(f"5 {5:064x} 2026-11-30T23:30:00+00:00 ")


def test_a_changed_line_or_order_is_refused(tmp_path: Path) -> None:
    for number in (5, 7):
        keep_head(tmp_path, head(number), AT, SECRET, timedelta(0))
    path = tmp_path / "heads-2026-11.txt"
    good = path.read_text()
    path.write_text(good.replace("5 ", "6 ", 1))
    with pytest.raises(BadHead, match="line 2 does not carry the seal"):
        heads_at(tmp_path, SECRET)
    with pytest.raises(BadHead, match="seal"):
        heads_at(tmp_path, "another-secret-" * 4)
    path.write_text(good)
    (tmp_path / "heads-2026-12.txt").write_text(head_line(head(3), AT, SECRET) + "\n")
    with pytest.raises(BadHead, match=r"heads-2026-12\.txt is older"):
        heads_at(tmp_path, SECRET)


@pytest.fixture
def settings(platform: Platform, tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path,
        secret_key=SECRET,
        database_url=str(platform.store.engine.url.render_as_string(hide_password=False)),
        audit_heads_dir=tmp_path / "heads",
        audit_heads_minutes=1,
    )


def test_the_worker_writes_heads_checks_daily_and_finds_a_cut_end(
    platform: Platform, settings: Settings
) -> None:
    store = platform.store
    overseer = Overseer(settings, platform.jobs)
    platform.jobs.register("audit.check", overseer.check)
    now = datetime.now(UTC)
    for number in range(4):
        store.clock = lambda number=number: now + timedelta(minutes=2 * number)
        store.execute(SYSTEM, create_unit, CreateUnit(name=f"Đơn vị {number}", code=f"D{number}"))
        overseer.sweep(store)
    platform.jobs.drain(store)
    assert [one.heads for one in checks(platform)] == [4]
    assert [one.state for one in checks(platform)] == ["whole"]
    kept = heads_at(settings.audit_heads_dir, SECRET)[-1]
    with store.engine.begin() as connection:
        connection.execute(delete(AuditEntry).where(AuditEntry.seq >= kept.seq))
        last = connection.scalar(
            select(AuditEntry.hash).where(AuditEntry.seq == kept.seq - 1).limit(1)
        )
        connection.execute(update(AuditHead).values(seq=kept.seq - 1, hash=last))
    store.clock = lambda: now + timedelta(hours=25)
    overseer.sweep(store)
    platform.jobs.drain(store)
    newest = checks(platform)[-1]
    assert (newest.state, newest.fault_count) == ("broken", 1)
    # The cut was followed by new entries: another one stands where the head was.
    assert newest.faults == [f"entry {kept.seq} is not the one that was written down"]


def checks(platform: Platform) -> list[AuditCheck]:
    with platform.store.reading() as session:
        return list(session.scalars(select(AuditCheck).order_by(AuditCheck.asked_at)))


def test_the_command_line_asks_the_folder(
    platform: Platform, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECABINET_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("ECABINET_SECRET_KEY", SECRET)
    monkeypatch.setenv("ECABINET_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("ECABINET_AUDIT_HEADS_DIR", str(settings.audit_heads_dir))
    platform.store.execute(SYSTEM, create_unit, CreateUnit(name="Văn phòng", code="VP"))
    Overseer(settings, platform.jobs).sweep(platform.store)
    found = CliRunner().invoke(commands, ["audit", "verify"])
    assert (found.exit_code, found.output) == (
        0,
        "the audit log is whole, 1 heads kept elsewhere agree\n",
    )
    with platform.store.engine.begin() as connection:
        connection.execute(delete(AuditEntry))
        connection.execute(update(AuditHead).values(seq=0, hash="0" * 64))
    folder = str(settings.audit_heads_dir)
    found = CliRunner().invoke(commands, ["audit", "verify", "--head", folder])
    assert found.exit_code == 1
    assert "was written down and is gone; the log ends at 0" in found.output
