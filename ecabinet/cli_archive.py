"""Archives of meetings checked on the command line: no database, no settings."""

import sys
from pathlib import Path

import click


@click.command("verify-archive")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify_archive(file: Path) -> None:
    """Check every file in the archive FILE; exit 1 and name each fault found."""
    from meetings.archive.checking import check_archive

    found = check_archive(file)
    for fault in found.faults:
        click.echo(fault)
    if found.faults or found.manifest is None:
        click.echo(f"{len(found.faults)} faults")
        sys.exit(1)
    manifest = found.manifest
    click.echo(f"{manifest.meeting}\nmade for {manifest.made_for} at {manifest.made_at}")
    click.echo(f"{len(manifest.files)} files, all as they were; SHA-256 of the archive:")
    click.echo(found.sha256)
