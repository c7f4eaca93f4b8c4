"""The command line of retention. Imports the product only inside commands."""

from collections import Counter

import click

from ecabinet.settings import load


@click.command()
@click.option("--wipe", "really", is_flag=True, help="Wipe now; without it nothing is changed.")
def retention(really: bool) -> None:
    """Show what is kept how long and what would be wiped; with --wipe, wipe it."""
    from ecabinet.app import create_app
    from ecabinet.platform import open_platform
    from ecabinet.retention.plan import plan
    from ecabinet.retention.rules import chosen_days
    from ecabinet.retention.tasks import wipe_batches

    settings = load()
    days = chosen_days(settings.retention)
    platform = open_platform(settings)
    app = create_app(settings, platform)
    with app.test_request_context(), platform.store.reading() as session:
        for line in plan(session, days, platform.store.clock()):
            kept = f"{line.days} days" if line.days else "for ever"
            oldest = f", oldest {line.oldest:%Y-%m-%d}" if line.oldest else ""
            click.echo(
                f"{line.rule.key:9} kept {kept:>9}: {line.rows} rows, {line.stale} over{oldest}"
            )
    gone: Counter[str] = Counter()
    while really and (batch := Counter(dict(wipe_batches(platform.store, days)))).total():
        gone += batch
    if really:
        told = ", ".join(f"{count} {key}" for key, count in sorted(gone.items()))
        click.echo(f"wiped: {told or 'nothing'}")
    else:
        click.echo("nothing was changed; --wipe wipes what is over")
    platform.close()
