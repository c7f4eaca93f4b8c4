"""The command line. Imports the product only inside commands: eventlet must patch first."""

import sys
from pathlib import Path

import click

from ecabinet.settings import Settings, SettingsError, load


def main() -> None:
    """Run the command line; a wrong setting is one clear line, not a traceback."""
    try:
        commands(standalone_mode=True)
    except SettingsError as error:
        click.echo(f"ecabinet: {error}", err=True)
        sys.exit(2)


@click.group()
def commands() -> None:
    """E-cabinet: paperless meetings with directive follow-up."""


@commands.command()
@click.option("--worker/--no-worker", default=True, help="Also start the background worker.")
def serve(worker: bool) -> None:
    """Serve the product until stopped (Ctrl+C or SIGTERM)."""
    settings = load()
    from ecabinet.running import run_web

    run_web(settings, with_worker=worker)


@commands.command()
def worker() -> None:
    """Work off background jobs until stopped."""
    settings = load()
    from ecabinet.running import run_worker

    run_worker(settings)


@commands.group()
def db() -> None:
    """The database."""


@db.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database to REVISION (default: the newest)."""
    from ecabinet import database

    database.upgrade(_settings().database_url, revision)
    click.echo("ok")


@db.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the database back to REVISION."""
    from ecabinet import database

    database.downgrade(_settings().database_url, revision)
    click.echo("ok")


@commands.group()
def user() -> None:
    """People who may sign in."""


@user.command("create-admin")
@click.option("--username", required=True)
@click.option("--name", required=True, help="Full name, family name first.")
@click.option("--unit", "unit_name", required=True, help="Name of the administrator's unit.")
@click.option("--unit-code", default="VP", show_default=True)
@click.password_option()
def create_admin(username: str, name: str, unit_name: str, unit_code: str, password: str) -> None:
    """Create the first administrator (and the unit, when its code is new)."""
    from ecabinet.accounts.first_administrator import create_administrator
    from ecabinet.core.errors import DomainError
    from ecabinet.platform import open_platform

    platform = open_platform(_settings())
    try:
        create_administrator(platform.store, username, name, unit_name, unit_code, password)
    except DomainError as error:
        raise click.ClickException(f"{error.code} {error.params or ''}") from error
    finally:
        platform.close()
    click.echo("ok")


@commands.group()
def audit() -> None:
    """The audit log."""


@audit.command()
def verify() -> None:
    """Check the chain of the audit log; exit 1 and name each break found."""
    from ecabinet.core.audit import faults
    from ecabinet.platform import open_platform

    platform = open_platform(_settings())
    with platform.store.reading() as session:
        found = list(faults(session))
    platform.close()
    for line in found:
        click.echo(line)
    click.echo(f"{len(found)} faults" if found else "the audit log is whole")
    sys.exit(1 if found else 0)


@commands.command()
def demo() -> None:
    """Open a living sample office and print where it is and who to sign in as."""
    from ecabinet.demo.run import run_demo

    run_demo(Path("var/demo"))


def _settings() -> Settings:
    return load(require_secret=False)
