"""The sweep for units: what was planned for today or before is carried out. The row is the job."""

from ecabinet.accounts.commands.units_effect import TakeEffect, due, take_effect
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import office_day
from ecabinet.core.jobs import Jobs
from ecabinet.core.store import Store


def sweep_units(store: Store) -> None:
    """Let every unit whose day has come take effect, each in its own transaction."""
    with store.reading() as session:
        waiting = due(session, office_day(store.clock()))
    for unit_id in waiting:
        store.execute(SYSTEM, take_effect, TakeEffect(unit_id=unit_id))


def register_unit_jobs(jobs: Jobs) -> None:
    """Teach the queue the sweep of units."""
    jobs.register_sweep(sweep_units)
