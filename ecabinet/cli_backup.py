"""The command line of backups. Imports the product only inside commands."""

import sys
from pathlib import Path

import click

from ecabinet.settings import load

FOLDER = click.argument("folder", type=click.Path(file_okay=False, path_type=Path))


@click.command()
@FOLDER
@click.option("--keep", type=click.IntRange(min=1), help="Remove all but the newest KEEP backups.")
def backup(folder: Path, keep: int | None) -> None:
    """Back up database and files into FOLDER, while people work; files are kept once.

    The secret key is not in it: keep that apart. Exit 1 when the database names files that are
    gone.
    """
    from ecabinet.core.clock import utc_now
    from ecabinet.operation.backup import drop_old, make_backup
    from ecabinet.operation.manifest import BackupError

    settings = load()
    try:
        made = make_backup(settings, folder, utc_now())
        dropped = drop_old(folder, keep) if keep else 0
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    told = made.manifest
    click.echo(
        f"{made.place}: {sum(told.rows.values())} rows, {told.files} files "
        f"({told.files_size / (1 << 20):.1f} MB), {made.new_files} of them new; "
        f"{dropped} old backups removed"
    )
    for sha256 in made.missing:
        click.echo(f"the database names file {sha256}, which is not there", err=True)
    sys.exit(1 if made.missing else 0)


@click.command("backup-verify")
@FOLDER
def backup_verify(folder: Path) -> None:
    """Read every backup in FOLDER and say what is missing or changed; exit 1 if anything."""
    from ecabinet.operation.backup import check_backup
    from ecabinet.operation.manifest import BackupError, backups_in
    from ecabinet.operation.restore import newest

    bad = 0
    try:
        last = newest(folder)
        for place in [last] if last == folder else backups_in(folder):
            faults = check_backup(place)
            bad += bool(faults)
            click.echo(f"{place.name}: " + ("whole" if not faults else "; ".join(faults)))
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    sys.exit(1 if bad else 0)


@click.command()
@FOLDER
def restore(folder: Path) -> None:
    """Put the newest backup in FOLDER (or the one that FOLDER is) into an empty installation."""
    from ecabinet.operation.manifest import BackupError
    from ecabinet.operation.restore import newest
    from ecabinet.operation.restore import restore as put_back

    try:
        done = put_back(load(), newest(folder))
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    told = done.manifest
    click.echo(
        f"put back what was kept at {told.made_at}: {sum(told.rows.values())} rows, {told.files} "
        "files; the audit log is whole"
    )
    if not done.same_secret:
        click.echo(
            "the secret key is not the one of then: everybody signs in anew, second factors and "
            "heads of the audit log cannot be read. Put the old key into ECABINET_SECRET_KEY.",
            err=True,
        )
