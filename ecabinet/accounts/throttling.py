"""The rate limiter of this process, for the doors of accounts."""

from flask import current_app

from ecabinet.web.throttle import Throttle


def throttle() -> Throttle:
    """Return the rate limiter of this process."""
    limiter: Throttle = current_app.extensions["ecabinet.throttle"]
    return limiter
