"""A small office to test in, on every database: `store`, `office`, `as_actor`, `app`, `client`."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from ecabinet import database
from ecabinet.accounts import passwords
from ecabinet.accounts.commands.people import (
    CreatePerson,
    OfficeToHold,
    create_person,
)
from ecabinet.accounts.commands.units import CreateUnit, create_unit
from ecabinet.accounts.models.person import Person
from ecabinet.accounts.models.unit import Unit
from ecabinet.accounts.queries.actors import actor_by_username
from ecabinet.core.actors import SYSTEM, Actor, Role
from ecabinet.core.clock import utc_now
from ecabinet.core.search.following import ask_for
from ecabinet.core.store import Store
from ecabinet.platform import Platform, open_platform
from ecabinet.settings import Settings
from tests.clients import ApiClient, csrf_of
from tests.databases import fresh_database
from tests.hashing import CHEAP
from tests.kept_database import KeptDatabase
from tests.people import PEOPLE, UNITS
from tests.templates import keep_compiled

PASSWORD = "mat-khau-thu-nghiem"


@dataclass(frozen=True)
class Office:
    """Ids of the sample units (by code) and people (by user name)."""

    units: dict[str, UUID]
    people: dict[str, UUID]


def _settings(database_url: str, data_dir: Path) -> Settings:
    return Settings(
        data_dir=data_dir,
        secret_key="test-secret-" * 4,
        database_url=database_url,
        async_mode="threading",
        sign_in_attempts=1000,
        second_factor_for=(),
        # What takes a file along is tried by itself; stamps: tests/web/documents/test_copies.py.
        watermark="off",
    )


@pytest.fixture
def platform(database_url: str, tmp_path: Path) -> Iterator[Platform]:
    """A platform on a migrated database."""
    opened = open_platform(_settings(database_url, tmp_path / "data"))
    if not inspect(opened.store.engine).has_table("audit_head"):
        database.upgrade(database_url)
    yield opened
    opened.close()


@pytest.fixture
def store(platform: Platform) -> Store:
    """The store of the platform under test."""
    return platform.store


@pytest.fixture
def office(store: Store) -> Office:
    """The small office, made through the same commands as a real one; see `sqlite_office`."""
    with store.reading() as session:
        units = dict(session.execute(select(Unit.code, Unit.id)).all())
        people = dict(session.execute(select(Person.username, Person.id)).all())
    return Office(units, people) if units else _found(store)


@pytest.fixture(scope="session")
def sqlite_office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the small office: founded once, for it takes longer than most tests."""
    folder = tmp_path_factory.mktemp("office")
    path = shutil.copyfile(sqlite_template, folder / "office.sqlite3")
    _found_in(f"sqlite:///{path}", folder)
    return path


@pytest.fixture(scope="session")
def postgres_office(
    postgres_server: str, postgres_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KeptDatabase]:
    """A database with the small office, for one test after the other."""
    with fresh_database(postgres_server, postgres_template) as url:
        _found_in(url, tmp_path_factory.mktemp("office"))
        kept = KeptDatabase(postgres_server, url.rsplit("/", 1)[1])
        yield kept
        kept.drop()


def _found_in(url: str, folder: Path) -> None:
    opened = open_platform(_settings(url, folder / "data"))
    office = _found(opened.store)
    # Whoever was tested first: people wait to be read by the index, as where every feature is on.
    wanted = [{"kind": "person", "thing_id": key, "asked": 1} for key in office.people.values()]
    with Session(opened.store.engine) as session, session.begin():
        ask_for(session, wanted)
    opened.close()


def _found(store: Store) -> Office:
    units = {
        code: store.execute(SYSTEM, create_unit, CreateUnit(name=name, code=code, rank=rank)).id
        for rank, (code, name) in enumerate(UNITS.items())
    }
    people = {
        username: store.execute(SYSTEM, create_person, _person(username, name, offices, units)).id
        for username, (name, offices) in PEOPLE.items()
    }
    return Office(units, people)


def _person(
    username: str, name: str, offices: list[tuple[str, Role, str]], units: dict[str, UUID]
) -> CreatePerson:
    held = [
        OfficeToHold(unit_id=units[code], role=role, title=title, from_on=date(2020, 1, 1))
        for code, role, title in offices
    ]
    return CreatePerson(username=username, name=name, password_hash=cheap_hash(), offices=held)


@cache
def cheap_hash() -> str:
    """Return a valid argon2id hash of PASSWORD that is quick to check."""
    return CHEAP.hash(PASSWORD)


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """The product in this process hashes so too: else each first sign-in renews the hash."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", CHEAP)
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_templates() -> None:
    """The application's templates, compiled once for all workers and products."""
    keep_compiled()


@pytest.fixture
def as_actor(store: Store, office: Office) -> Callable[[str], Actor]:
    """Return the actor with a user name of the small office."""

    def find(username: str) -> Actor:
        with store.reading() as session:
            actor = actor_by_username(session, username, utc_now())
        assert actor is not None, username
        return actor

    return find


@pytest.fixture(scope="session")
def built_app(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The application, built once: describing its API takes half a second."""
    from ecabinet.app import create_app

    folder = tmp_path_factory.mktemp("app")
    settings = Settings(
        data_dir=folder,
        secret_key="test-secret-" * 4,
        database_url=f"sqlite:///{folder / 'none.sqlite3'}",
        async_mode="threading",
    )
    return create_app(settings)


@pytest.fixture
def app(built_app: Any, platform: Platform, office: Office) -> Any:
    """The whole application over the small office of this test."""
    from ecabinet.app import register_jobs
    from ecabinet.web.refusals import init_refusals
    from ecabinet.web.throttle import Throttle

    register_jobs(platform)
    init_refusals(built_app)
    built_app.extensions["ecabinet"] = platform
    built_app.extensions["ecabinet.throttle"] = Throttle(None)
    return built_app


@pytest.fixture
def client(app: Any) -> FlaskClient:
    """A browser that nobody has signed in with yet."""
    made: FlaskClient = app.test_client()
    return made


@pytest.fixture
def sign_in(app: Any) -> Callable[[str], "ApiClient"]:
    """Return a client of the API, signed in with a bearer token."""

    def enter(username: str) -> ApiClient:
        client = app.test_client()
        answer = client.post("/api/v1/sign-in", json={"username": username, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return ApiClient(client, answer.json["token"])

    return enter


@pytest.fixture
def browser_sign_in(app: Any) -> Callable[[str], FlaskClient]:
    """Return a client with a session cookie, as a browser has; CSRF is checked as always."""

    def enter(username: str) -> FlaskClient:
        client = app.test_client()
        page = client.get("/sign-in")
        client.post(
            "/sign-in",
            data={"username": username, "password": PASSWORD, "csrf_token": csrf_of(page.text)},
        )
        made: FlaskClient = client
        return made

    return enter
