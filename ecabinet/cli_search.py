"""The command line of the index. Imports the product only inside: eventlet must patch first."""

import click

from ecabinet.settings import load


@click.group()
def search() -> None:
    """The full-text index."""


@search.command()
def rebuild() -> None:
    """Have everything that can be found read again; the worker does it, thing by thing."""
    from ecabinet.app import register_jobs
    from ecabinet.platform import open_platform
    from ecabinet.search.tasks import ask_for_all

    platform = open_platform(load(require_secret=False))
    register_jobs(platform)
    click.echo(f"{ask_for_all(platform.store)} things to read")
    platform.close()
