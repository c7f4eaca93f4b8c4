"""The command line of the audit log. Imports the product only inside commands."""

import sys
from pathlib import Path

import click

from ecabinet.settings import load


@click.group()
def audit() -> None:
    """The audit log."""


@audit.command()
@click.option(
    "--head",
    "heads",
    type=click.Path(exists=True, path_type=Path),
    help="Heads kept elsewhere, a file or a folder of them: finds a log cut short too. Without it "
    "those of ECABINET_AUDIT_HEADS_DIR are asked, when it is set.",
)
def verify(heads: Path | None) -> None:
    """Check the chain of the audit log; exit 1 and name each break found."""
    from ecabinet.core.audit_check import check
    from ecabinet.core.audit_heads import BadHead, heads_at
    from ecabinet.core.db import open_engine

    settings = load(require_secret=False)
    place = heads or settings.audit_heads_dir
    if place is not None:
        settings = load()
    try:
        known = heads_at(place, settings.secret_key) if place and place.exists() else []
    except BadHead as error:
        raise click.ClickException(str(error)) from error
    engine, found = open_engine(settings.database_url), 0
    for line in check(engine, known):
        found += 1
        click.echo(line)
    engine.dispose()
    compared = f", {len(known)} heads kept elsewhere agree" if known else ""
    click.echo(f"{found} faults" if found else f"the audit log is whole{compared}")
    sys.exit(1 if found else 0)


@audit.command()
def head() -> None:
    """Print the end of the audit log as one sealed line, to be kept on another machine."""
    from ecabinet.core.audit_check import head_of
    from ecabinet.core.audit_heads import head_line
    from ecabinet.core.clock import utc_now
    from ecabinet.platform import open_platform

    settings = load()
    platform = open_platform(settings)
    with platform.store.reading() as session:
        click.echo(head_line(head_of(session), utc_now(), settings.secret_key))
    platform.close()
