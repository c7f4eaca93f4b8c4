"""`ecabinet demo`: furnish the sample office once, then serve it."""

import json
import os
import secrets
import sys
from pathlib import Path

import click

from ecabinet import concurrency
from ecabinet.environment import SettingsError
from ecabinet.settings import Settings, load

MARKER = "demo.json"
WORDS = ("sen", "lua", "tre", "song", "nui", "bien", "dong", "mai", "cau", "gio", "nang", "trang")

PEOPLE = (
    ("quantri", "quản trị hệ thống / administrator"),
    ("thuky", "thư ký / secretary"),
    ("chutri", "chủ trì / chair"),
    ("daibieu01 … daibieu20", "đại biểu / members"),
    ("khach01", "khách mời / guest of one item"),
    ("vanthu", "văn thư đơn vị / unit clerk"),
    ("canbo", "cán bộ được giao / responsible official"),
    ("lanhdao", "lãnh đạo chỉ đạo / supervising leader"),
)


def run_demo(default_folder: Path) -> None:
    """Open the sample office in ECABINET_DATA_DIR (default: var/demo) and serve it.

    Raises:
        SettingsError: the folder holds something that is not the demo.
    """
    # The sample office is always the embedded one, whatever database this machine serves.
    os.environ.pop("ECABINET_DATABASE_URL", None)
    os.environ.pop("ECABINET_REDIS_URL", None)
    # One password and no telephone opens every place of the sample office, unless asked otherwise.
    os.environ.setdefault("ECABINET_SECOND_FACTOR_FOR", "none")
    folder = Path(os.environ.get("ECABINET_DATA_DIR", "") or default_folder).absolute()
    _claim(folder)
    os.environ["ECABINET_DATA_DIR"] = str(folder)
    from ecabinet.demo.certificates import make_root

    # Signatures in the sample office are trusted by an authority of its own, made here.
    os.environ.setdefault("ECABINET_SIGNATURE_ROOTS", str(make_root(folder)))
    settings = load()
    password = _password(folder)
    if not (folder / MARKER).exists():
        click.echo("Đang dựng văn phòng mẫu … / furnishing the sample office …")
        _furnish(settings, password)
        _mark(folder, password)
    else:
        _bring_up_to_date(settings)
    _greet(settings, password)
    from ecabinet.running import run_web

    run_web(settings, with_worker=True)


def _claim(folder: Path) -> None:
    """Take the folder, or refuse it; a demo that was cut off while furnishing begins anew."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        if not (folder / "demo.unfinished").exists():
            raise SettingsError(
                f"{folder} holds something else; the demo needs a folder of its own"
            )
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / MARKER).exists():
        (folder / "demo.unfinished").touch()
    secret = folder / "secret_key"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(48))


def _password(folder: Path) -> str:
    marker = folder / MARKER
    given = os.environ.get("ECABINET_DEMO_PASSWORD", "")
    if marker.exists():
        return str(json.loads(marker.read_text())["password"])
    return (
        given
        or "-".join(secrets.choice(WORDS) for _ in range(3)) + f"-{secrets.randbelow(90) + 10}"
    )


def _mark(folder: Path, password: str) -> None:
    marker = folder / MARKER
    marker.touch(mode=0o600)
    marker.write_text(json.dumps({"password": password}))
    (folder / "demo.unfinished").unlink()


def _furnish(settings: Settings, password: str) -> None:
    concurrency.choose(settings.async_mode)
    from ecabinet import database
    from ecabinet.app import create_app, register_jobs
    from ecabinet.demo.story import tell
    from ecabinet.platform import open_platform

    database.upgrade(settings.database_url)
    platform = open_platform(settings)
    register_jobs(platform)
    app = create_app(settings, platform)
    try:
        # Some texts of the history are rendered in Vietnamese, as in a request of a person.
        with app.test_request_context():
            tell(platform, password)
    finally:
        platform.close()


def _bring_up_to_date(settings: Settings) -> None:
    """What was furnished by an earlier version is kept, with the tables of this one."""
    concurrency.choose(settings.async_mode)
    from ecabinet import database

    database.upgrade(settings.database_url)


def _greet(settings: Settings, password: str) -> None:
    lines = [
        "",
        f"E-cabinet: http://{settings.host}:{settings.port}/",
        "",
        f"  mật khẩu chung / one password for all: {password}",
        *(f"  {username:<24}{what}" for username, what in PEOPLE),
        "",
        "Ctrl+C để dừng / to stop.",
    ]
    click.echo("\n".join(lines))
    sys.stdout.flush()
