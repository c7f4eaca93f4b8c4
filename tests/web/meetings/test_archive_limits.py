"""Archives that fail, are too large, come once, or not at all."""

import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from pypdf import PdfReader

from documents.cache import open_cache
from ecabinet.platform import Platform
from meetings.archive.maker import ArchiveMaker
from meetings.commands.session import SessionStep, close_session
from meetings.models import AgendaItem
from tests.clients import csrf_of
from tests.gatherings import Gathering
from tests.web.meetings.archived import SignIn, Work, asked, path_of, taken, told


def test_a_failure_is_told_and_may_be_tried_again(
    held: Gathering, sign_in: SignIn, work: Work, platform: Platform, browser_sign_in: Any
) -> None:
    client, browser = sign_in("daibieu01"), browser_sign_in("daibieu01")
    asked(client, held)
    lost = platform.blobs.path
    platform.blobs.path = lambda sha256: Path("/nowhere") / sha256  # type: ignore[method-assign]
    work()
    platform.blobs.path = lost  # type: ignore[method-assign]
    failed = client.get(path_of(held)).json
    assert (failed["state"], failed["failure"]["code"]) == ("failed", "archive.failed")
    page = browser.get(path_of(held)).text
    assert "Không lập được hồ sơ" in page
    form = {"csrf_token": csrf_of(page), "layers": "meeting"}
    assert browser.post(path_of(held), data=form).status_code == 303
    assert 'data-module="archive-wait"' in browser.get(path_of(held)).text
    work()
    assert "Tải hồ sơ (ZIP)" in browser.get(path_of(held)).text
    assert browser.post(path_of(held), data=form | {"layers": "x"}).status_code == 422


def test_too_large_is_said_before_and_after(
    held: Gathering, sign_in: SignIn, work: Work, platform: Platform
) -> None:
    usual, client = platform.settings, sign_in("daibieu01")
    platform.settings = replace(usual, archive_limit=100)
    refused = client.post(path_of(held), json={})
    assert (refused.status_code, refused.json["code"]) == (409, "archive.too_large")
    platform.settings = usual
    asked(client, held)
    small = ArchiveMaker(replace(usual, archive_limit=6_000), Path("templates"))
    platform.jobs.register("meetings.make_archive", small.make)
    work()
    failed = client.get(path_of(held)).json
    assert failed["failure"]["code"] == "archive.too_large"
    assert list((open_cache(usual).root / "archives").glob("*")) == []


def test_it_is_made_once_and_forgotten_with_its_file(
    held: Gathering, sign_in: SignIn, work: Work, platform: Platform
) -> None:
    client, store = sign_in("daibieu01"), platform.store
    asked(client, held)
    asked(client, held)
    assert len(told(platform, "archive.asked")) == 1
    platform.jobs.huey.flush()
    now = store.clock
    store.clock = lambda: now() + timedelta(minutes=5)
    maker = ArchiveMaker(platform.settings, Path("templates"))
    maker.sweep(store)
    work()
    assert client.get(path_of(held)).json["state"] == "ready"
    folder = open_cache(platform.settings).root / "archives"
    assert len(list(folder.glob("*.zip"))) == 1
    store.clock = lambda: now() + timedelta(days=8)
    ArchiveMaker(platform.settings, Path("templates")).sweep(store)
    store.clock = now
    assert list(folder.glob("*")) == []
    assert client.get(path_of(held)).status_code == 404


def test_not_before_the_end_and_never_what_is_secret(
    gathering: Gathering, sign_in: SignIn, work: Work, platform: Platform, tmp_path: Path
) -> None:
    gathering.running()
    client = sign_in("daibieu01")
    early = client.post(f"/meetings/{gathering.id}/archive", json={})
    assert (early.status_code, early.json["code"]) == (409, "archive.not_over")
    gathering.run("thuky", close_session, SessionStep(meeting_id=gathering.id))
    hidden: UUID = gathering.items[2]

    with platform.store.engine.begin() as connection:
        table: Any = AgendaItem.__table__
        connection.execute(table.update().where(table.c.id == hidden).values(secrecy=2))
    asked(client, gathering)
    work()
    files = taken(client, gathering, tmp_path)
    assert "Công tác cán bộ" not in files["index.html"].decode()
    minutes = PdfReader(io.BytesIO(files["van-ban/Biên bản.pdf"]))
    assert "Công tác cán bộ" not in "".join(page.extract_text() for page in minutes.pages)
