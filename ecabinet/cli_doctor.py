"""The command line of the doctor. Imports the product only inside commands."""

import json
import sys
from dataclasses import asdict

import click

from ecabinet.settings import load

MARKS = {"ok": ("ok  ", "green"), "warn": ("WARN", "yellow"), "bad": ("BAD ", "red")}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
def doctor(as_json: bool) -> None:
    """Look at everything the product needs; exit 1 when something does not work."""
    from ecabinet.operation.doctor import examine
    from ecabinet.operation.findings import Level

    broken = False
    for finding in examine(load(require_secret=False)):
        broken |= finding.level is Level.BAD
        if as_json:
            click.echo(json.dumps(asdict(finding), ensure_ascii=False))
            continue
        mark, colour = MARKS[finding.level]
        click.echo(f"{click.style(mark, fg=colour)} {finding.thing}: {finding.seen}")
        if finding.advice:
            click.echo(f"     → {finding.advice}")
    sys.exit(1 if broken else 0)
