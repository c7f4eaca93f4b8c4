"""The command line. Imports the product only inside commands: eventlet must patch first."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ecabinet.cli_archive import verify_archive
from ecabinet.cli_audit import audit
from ecabinet.cli_backup import backup, backup_verify, restore
from ecabinet.cli_doctor import doctor
from ecabinet.cli_retention import retention
from ecabinet.cli_search import search
from ecabinet.cli_signatures import verify_signature
from ecabinet.cli_vote import verify_vote
from ecabinet.environment import SettingsError
from ecabinet.settings import Settings, load

if TYPE_CHECKING:
    from uuid import UUID

    from ecabinet.platform import Platform


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


commands.add_command(audit)
commands.add_command(verify_signature)
commands.add_command(verify_archive)
commands.add_command(verify_vote)
for command in (backup, backup_verify, doctor, restore, retention):
    commands.add_command(command)


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


@db.command()
def current() -> None:
    """Print the revision that the database is at."""
    from ecabinet import database

    click.echo(database.revision(_settings().database_url) or "base")


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


@user.command("link")
@click.argument("username")
@click.option("--source", required=True, help="ldap, or oidc: followed by the issuer.")
@click.option("--subject", required=True, help="The account there, as a refused sign-in is logged.")
def link(username: str, source: str, subject: str) -> None:
    """Let USERNAME sign in with an account of the directory or the provider."""
    from ecabinet.accounts.single_sign_on.commands.link import LinkIdentity, link_identity

    _execute(link_identity, LinkIdentity(username=username, source=source, subject=subject))


@user.command("unlink")
@click.argument("username")
def unlink(username: str) -> None:
    """Let USERNAME no longer sign in with any account of another system."""
    from ecabinet.accounts.single_sign_on.commands.link import UnlinkIdentities, unlink_identities

    _execute(unlink_identities, UnlinkIdentities(username=username))


@user.command("reset-link")
@click.argument("username")
def reset_link(username: str) -> None:
    """Print a one-time link by which USERNAME sets a password."""
    from ecabinet.accounts.setting_passwords import make_link
    from ecabinet.core.actors import SYSTEM
    from ecabinet.core.errors import DomainError
    from ecabinet.platform import open_platform

    settings = _settings()
    platform = open_platform(settings)
    try:
        handed = make_link(platform, SYSTEM, _person_id(platform, username))
    except DomainError as error:
        raise click.ClickException(error.code) from error
    finally:
        platform.close()
    origin = (settings.public_url or f"http://{settings.host}:{settings.port}").rstrip("/")
    click.echo(f"{origin}/set-password?token={handed.token}")
    click.echo(f"until {handed.made.expires_at.isoformat(timespec='minutes')}", err=True)


@user.command("second-factor-reset")
@click.argument("username")
@click.option("--reason", required=True, help="Stands in the audit log.")
def second_factor_reset(username: str, reason: str) -> None:
    """Take the second factor of USERNAME away and sign them out everywhere."""
    from ecabinet.accounts.commands.reset_links import ResetSecondFactor, reset_second_factor
    from ecabinet.core.actors import SYSTEM
    from ecabinet.core.errors import DomainError
    from ecabinet.platform import open_platform

    platform = open_platform(_settings())
    try:
        wish = ResetSecondFactor(person_id=_person_id(platform, username), reason=reason)
        platform.store.execute(SYSTEM, reset_second_factor, wish)
    except (DomainError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    finally:
        platform.close()
    click.echo("ok")


def _person_id(platform: "Platform", username: str) -> "UUID":
    from sqlalchemy import select

    from ecabinet.accounts.models import Person

    with platform.store.reading() as session:
        found = session.scalar(select(Person.id).where(Person.username == username))
    if found is None:
        raise click.ClickException(f"there is no person {username!r}")
    return found


commands.add_command(search)


@commands.command()
def demo() -> None:
    """Open a living sample office and print where it is and who to sign in as."""
    from ecabinet.demo.run import run_demo

    run_demo(Path("var/demo"))


def _settings() -> Settings:
    return load(require_secret=False)


def _execute(command: Any, payload: Any) -> None:
    """Run a command of the product as the product itself; a refusal is one clear line."""
    from ecabinet.core.actors import SYSTEM
    from ecabinet.core.errors import DomainError
    from ecabinet.platform import open_platform

    platform = open_platform(_settings())
    try:
        platform.store.execute(SYSTEM, command, payload)
    except DomainError as error:
        raise click.ClickException(f"{error.code} {error.params or ''}") from error
    finally:
        platform.close()
    click.echo("ok")
