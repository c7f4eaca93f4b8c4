"""Results of votes counted again on the command line: no database, no settings."""

import sys
from pathlib import Path

import click

LARGEST = 64 << 20


@click.command("verify-vote")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify_vote(file: Path) -> None:
    """Count the result in FILE again; exit 1 and name each fault found."""
    from meetings.recount import recount

    if file.stat().st_size > LARGEST:
        raise click.ClickException("the file is too large to be the result of a vote")
    found = recount(file.read_bytes())
    for fault in found.faults:
        click.echo(fault)
    for remark in found.remarks:
        click.echo(f"note: {remark}")
    if found.faults or found.file is None:
        click.echo(f"{len(found.faults)} faults")
        sys.exit(1)
    record, entry = found.file.record, found.file.entry
    outcome = record.outcome
    click.echo(f"{record.meeting}\n{record.item}\n{record.question}")
    click.echo(f"{record.kind}, {len(record.voters)} entitled, {len(record.ballots)} ballots")
    click.echo(outcome.sentence.vi)
    click.echo(outcome.sentence.en)
    click.echo(f"the result is right; entry {entry.seq} of the audit log has the hash {entry.hash}")
