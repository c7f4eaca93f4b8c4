"""What the worker does for webhooks: a courier beside its queue, woken when there is work."""

from ecabinet.core.jobs import Jobs
from ecabinet.settings import Settings
from ecabinet.webhooks.courier import Courier
from ecabinet.webhooks.publishing import DELIVER
from ecabinet.webhooks.rules import register_rules


def register_webhook_jobs(jobs: Jobs, settings: Settings) -> None:
    """Teach the queue to wake the courier, and the worker to run one."""
    register_rules()
    courier = Courier(settings)
    jobs.register(DELIVER, courier.nudge)
    jobs.register_companion(courier)
