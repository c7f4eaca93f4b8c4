"""Do the others answer: database, Redis, worker, the web, the mail server?"""

import http.client
from collections.abc import Iterator

import redis
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from ecabinet import database
from ecabinet.core import clamd
from ecabinet.core.clock import utc_now
from ecabinet.core.db import open_engine
from ecabinet.mail_settings import mail_server
from ecabinet.notifications.smtp import Postbox, Unreachable
from ecabinet.operation.findings import Finding, bad, warn, well
from ecabinet.operation.heartbeat import LOST_SECONDS, last_beat
from ecabinet.settings import Settings
from ecabinet.webhooks.queries.standing import standing

SECONDS = 5
APART_SECONDS = 2.0
OLDEST_POSTGRES = 140000


def database_answers(settings: Settings) -> Iterator[Finding]:
    """Does the database answer, in a version we know, at the newest revision?"""
    engine = open_engine(settings.database_url)
    name = engine.dialect.name
    try:
        with engine.connect() as connection:
            if name == "postgresql":
                yield _postgres(int(connection.scalar(text("SHOW server_version_num")) or 0))
                theirs = connection.scalar(text("SELECT clock_timestamp()"))
                yield _apart(abs((utc_now() - theirs).total_seconds()))
            else:
                said = connection.scalar(text("PRAGMA quick_check(1)"))
                yield (
                    well("database", "SQLite, whole")
                    if said == "ok"
                    else bad("database", f"SQLite is damaged: {said}", "restore the newest backup")
                )
        if database.is_current(settings.database_url):
            yield well("tables", "at the newest revision")
        else:
            yield bad("tables", "older than the product", "back up, then `ecabinet db upgrade`")
    except OperationalError as error:
        reason = str(error.orig).strip().splitlines()[0]
        yield bad("database", reason, "look at ECABINET_DATABASE_URL and at the server")
    finally:
        engine.dispose()


def _postgres(version: int) -> Finding:
    seen = f"PostgreSQL {version // 10000}.{version % 10000}"
    if version < OLDEST_POSTGRES:
        return warn("database", seen, "before 14 the product was never tried: upgrade")
    return well("database", seen)


def _apart(seconds: float) -> Finding:
    if seconds > APART_SECONDS:
        return warn(
            "clocks", f"ours and the database's are {seconds:.0f} s apart", "set both by one server"
        )
    return well("clocks", "ours and the database's agree")


def redis_answers(settings: Settings) -> Iterator[Finding]:
    """Does Redis answer, where it is used?"""
    if settings.redis_url is None:
        yield well("Redis", "not used: one web process")
        return
    try:
        with redis.Redis.from_url(settings.redis_url, socket_timeout=SECONDS) as client:
            client.ping()
    except redis.RedisError as error:
        yield bad("Redis", str(error), "start it, or look at ECABINET_REDIS_URL")
    else:
        yield well("Redis", "answers")


def worker_works(settings: Settings) -> Iterator[Finding]:
    """Has a worker given a sign of life within the last minute?"""
    advice = "start `ecabinet worker` (or `ecabinet serve` without --no-worker) and read its log"
    since = last_beat(settings.data_dir)
    if since is None:
        yield bad("worker", "never seen here", advice)
    elif since > LOST_SECONDS:
        yield bad("worker", f"last seen {since / 60:.0f} minutes ago", advice)
    else:
        yield well("worker", f"seen {since:.0f} s ago")


def web_answers(settings: Settings) -> Iterator[Finding]:
    """Does the web process answer, and can it work?"""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    place = f"{host}:{settings.port}"
    connection = http.client.HTTPConnection(host, settings.port, timeout=SECONDS)
    try:
        connection.request("GET", "/readyz", headers={"Host": settings.trusted_hosts[0]})
        status = connection.getresponse().status
    except OSError as error:
        yield bad("web", f"{place}: {error}", "start `ecabinet serve` and read its log")
        return
    finally:
        connection.close()
    if status == http.client.OK:
        yield well("web", f"{place} is ready")
    else:
        yield bad("web", f"{place} answers {status}", "read its log")


def mail_goes_out(settings: Settings) -> Iterator[Finding]:
    """Does the mail server let us in? Nothing is sent."""
    if settings.smtp_url is None:
        yield warn(
            "mail",
            "not set up: people hear of things in the product only",
            "set ECABINET_SMTP_URL, ECABINET_MAIL_FROM and ECABINET_PUBLIC_URL",
        )
        return
    server = mail_server(settings.smtp_url)
    try:
        Postbox(server, "doctor").greet()
    except Unreachable as error:
        seen = f"{server.host}:{server.port}: {error}"
        yield bad("mail", seen, "look at ECABINET_SMTP_URL and at the mail server")
    else:
        yield well("mail", f"{server.host} lets us in")


def scanner_answers(settings: Settings) -> Iterator[Finding]:
    """Does the virus scanner answer, where there is one?"""
    if settings.clamd is None:
        yield well("virus scanner", "none: only EICAR's test file is known")
        return
    try:
        clamd.answers(settings.clamd)
    except clamd.ScannerAway as error:
        yield bad("virus scanner", str(error), "start clamd, or look at ECABINET_CLAMD")
    else:
        yield well("virus scanner", "answers")


def webhooks_arrive(settings: Settings) -> Iterator[Finding]:
    """Do the systems that are told of events take them?"""
    engine = open_engine(settings.database_url)
    try:
        with Session(engine) as session:
            found = standing(session, utc_now())
    except (OperationalError, ProgrammingError):
        return  # Said by the checks of database and tables.
    finally:
        engine.dispose()
    if found.troubled:
        seen = f"failing: {', '.join(found.troubled)}; {found.waiting} events wait"
        yield warn("webhooks", seen, "look at the log of the receiver under /admin/webhooks")
    elif found.living:
        yield well("webhooks", f"{found.living} receivers, {found.waiting} events wait")
    else:
        yield well("webhooks", "no receivers")
