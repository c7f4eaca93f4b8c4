"""The command line of the doctor. Imports the product only inside commands."""

import json
import sys
from dataclasses import asdict

import click

from ecabinet.settings import load

MARKS = {"ok": ("ok  ", "green"), "warn": ("WARN", "yellow"), "bad": ("BAD ", "red")}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
@click.option("--wait", default=0, help="Seconds that worker and web process have to start.")
def doctor(as_json: bool, wait: int) -> None:
    """Look at everything the product needs; exit 1 when something does not work."""
    from ecabinet.operation.doctor import await_start, examine
    from ecabinet.operation.findings import Level

    settings = load(require_secret=False)
    await_start(settings, wait)
    broken = False
    for finding in examine(settings):
        broken |= finding.level is Level.BAD
        if as_json:
            click.echo(json.dumps(asdict(finding), ensure_ascii=False))
            continue
        mark, colour = MARKS[finding.level]
        click.echo(f"{click.style(mark, fg=colour)} {finding.thing}: {finding.seen}")
        if finding.advice:
            click.echo(f"     → {finding.advice}")
    sys.exit(1 if broken else 0)
