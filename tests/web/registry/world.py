"""An office in which one of everything exists, with its id by the name that addresses give it.

A test that fails with "which … is meant" found a route with an id of a new name: make such a thing
in one of the `*_things.py` beside (what it returns goes into `ids`), and say here in `OWNERS` who
may read it when An (the secretary) may not.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from ecabinet.catalogues.words import fixed
from ecabinet.platform import Platform
from meetings.routes.codes import seat_code
from tests.clients import ApiClient, csrf_of
from tests.commands.followup.world import build_world
from tests.gatherings import Gathering
from tests.web.registry.doors import Door
from tests.web.registry.house_things import (
    account_things,
    audit_things,
    kept_imports,
    webhook_things,
)
from tests.web.registry.issued_things import official_things
from tests.web.registry.names import ADMINISTRATOR, AN, BINH, CUONG, KEY
from tests.web.registry.room_things import calendar_things, room_things
from tests.web.registry.work_things import (
    book_things,
    meeting_things,
    report_things,
    weekly_things,
    work_things,
)

HERE = Path(__file__).parent

# Who reads a thing when An does not: by the name of its id, or by the beginning of the address.
OWNERS = {
    "/admin/": ADMINISTRATOR,
    "/api/v1/people/": ADMINISTRATOR,
    "/api/v1/audit/": ADMINISTRATOR,
    "/register/": AN,
    "/tasks/": AN,
    "/api/v1/tasks/": AN,
    "/api/v1/units/<uuid:unit_id>/document-numbers": AN,
    "/api/v1/units/<uuid:unit_id>/weekly": AN,
    "unit_id": ADMINISTRATOR,
    "office_id": ADMINISTRATOR,
    "handover_id": ADMINISTRATOR,
    "/admin/people/": ADMINISTRATOR,
    "mail_id": ADMINISTRATOR,
    "receiver_id": ADMINISTRATOR,
    "delivery_id": ADMINISTRATOR,
    "notice_id": BINH,
}


@dataclass
class Everything:
    """The office, the people in it, and the ids of its things."""

    platform: Platform
    ids: dict[str, Any]
    api: dict[str, ApiClient]
    browser: dict[str, FlaskClient]
    tokens: dict[str, str]
    snapshot: sqlite3.Connection

    def values(self, door: Door) -> dict[str, Any]:
        """The real ids for an address. Fails with words when one is of an unknown name."""
        found = {}
        for name in door.names:
            here = f"{door.endpoint}:{name}"
            assert here in self.ids or name in self.ids, (
                f"{door}: which {name} is meant? Make such a thing in {HERE}/work_things.py or "
                "house_things.py and return it there by that name, so that this route is tried "
                "with the ids of others."
            )
            found[name] = self.ids.get(here, self.ids.get(name))
        return found

    def missing(self, door: Door) -> dict[str, Any]:
        """The same, of things that do not exist."""
        return {name: _not(value) for name, value in self.values(door).items()}

    def owner(self, door: Door) -> str:
        """Who may read what the address names."""
        for key, username in OWNERS.items():
            if door.rule.startswith(key) or key in door.names:
                return username
        return AN

    def knock(self, who: str, door: Door, values: dict[str, Any], **kwargs: Any) -> Any:
        """Send one request as somebody, or with `who` "" as nobody; pages get their token."""
        path = door.path(values)
        kwargs.setdefault("buffered", True)  # A file that is sent is closed when it is read.
        if door.is_api and who:
            sent = self.api[who].send(door.method, path.removeprefix("/api/v1"), **kwargs)
        else:
            headers = kwargs.pop("headers", {})
            if door.writes and self.tokens.get(who):
                headers = {"X-CSRFToken": self.tokens[who], **headers}
            browser = self.browser[who]
            sent = browser.open(path, method=door.method, headers=headers, **kwargs)
        return sent

    def state(self) -> dict[str, list[Any]]:
        """All rows of all tables that tell what the office did, but for notes about requests."""
        with self.platform.store.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            return {
                table: raw.execute(f"SELECT * FROM {table}").fetchall()
                for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                if table not in NOTES
            }

    def restore(self) -> None:
        """Bring the database back to what it was when the office was made."""
        _driver(self.platform, self.snapshot.backup)


# Refusals are written down, sign-ins note their use, a repeated request finds its receipt.
NOTES = ("audit_entry", "audit_head", "sign_in", "receipt")
PEOPLE = (AN, BINH, CUONG, ADMINISTRATOR)


@dataclass
class Kept:
    """What the first test of a file made, which takes seconds, for those after it."""

    folder: Path
    ids: dict[str, Any] = field(default_factory=dict)

    def keep(self, platform: Platform, ids: dict[str, Any]) -> None:
        """Copy the office: its rows and its files."""
        with closing(sqlite3.connect(self.folder / "rows")) as rows:
            _driver(platform, lambda raw: raw.backup(rows))
        queue = shutil.ignore_patterns("jobs.sqlite3*")  # It is open, and nobody works here.
        shutil.copytree(platform.settings.data_dir, self.folder / "files", ignore=queue)
        self.ids = ids

    def bring_back(self, platform: Platform) -> None:
        """Make this test's office the one that was kept."""
        with closing(sqlite3.connect(self.folder / "rows")) as rows:
            _driver(platform, rows.backup)
        shutil.copytree(self.folder / "files", platform.settings.data_dir, dirs_exist_ok=True)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """The office that has one of everything, for the tests of a file."""
    return Kept(tmp_path_factory.mktemp("everything"))


@pytest.fixture
def everything(
    app: Any,
    platform: Platform,
    kept: Kept,
    sign_in: Callable[[str], ApiClient],
    browser_sign_in: Callable[[str], FlaskClient],
    request: pytest.FixtureRequest,
) -> Everything:
    """One of everything, and An, Bình, Cường, an administrator and nobody to ask for it."""
    # Who asks for the gathering too goes on with the one of this test.
    anew = not kept.ids or "gathering" in request.fixturenames
    if not anew:
        kept.bring_back(platform)
    api = {who: sign_in(who) for who in PEOPLE}
    browser = {who: browser_sign_in(who) for who in PEOPLE} | {"": app.test_client()}
    ids = kept.ids
    if anew:
        ids = _one_of_each(app, request.getfixturevalue("gathering"), platform, api, browser)
        if not kept.ids:
            kept.keep(platform, ids)
    tokens = {who: csrf_of(browser[who].get("/account").text) for who in PEOPLE}
    tokens[""] = csrf_of(browser[""].get("/sign-in").text)
    snapshot = sqlite3.connect(":memory:")
    _driver(platform, lambda raw: raw.backup(snapshot))
    return Everything(platform, ids, api, browser, tokens, snapshot)


def _one_of_each(
    app: Any,
    gathering: Gathering,
    platform: Platform,
    api: dict[str, ApiClient],
    browser: dict[str, FlaskClient],
) -> dict[str, Any]:
    world = build_world(platform.store, gathering.office)
    ids = (
        meeting_things(gathering, api[AN])
        | work_things(world)
        | report_things(world)
        | weekly_things(world)
        | account_things(gathering, platform)
    )
    ids |= (
        book_things(gathering) | audit_things(gathering, platform) | {"name": "signIn", "key": KEY}
    )
    ids |= room_things(gathering, ids) | calendar_things(gathering)
    ids |= official_things(gathering, platform) | webhook_things(gathering)
    ids |= {"catalogues.lookup:key": next(iter(fixed()), "none")}
    ids |= kept_imports(app, browser[ADMINISTRATOR], ids)
    with app.app_context():
        ids["code"] = seat_code("PX", "1")
    return ids


def _driver(platform: Platform, use: Callable[[Any], None]) -> None:
    with platform.store.engine.connect() as connection:
        use(connection.connection.driver_connection)


def _not(value: Any) -> Any:
    if isinstance(value, UUID):
        return uuid4()
    # A page or number that nothing has, and that the operations still take for one.
    return value + 90_000 if isinstance(value, int) else f"{value}-khong-co"
