"""Whether a sign-in that has not ended still counts. Pure rules."""

from datetime import datetime, timedelta

from ecabinet.accounts.queries.actors import SignInFacts
from ecabinet.core.actors import Actor
from ecabinet.settings import Settings

NOTED_EVERY = timedelta(minutes=5)
"""The time of last use is written so seldom, not with each request."""


def is_good(actor: Actor, facts: SignInFacts, settings: Settings, now: datetime) -> bool:
    """Whether the sign-in opens anything now.

    It ends after `idle_minutes` without use, unless the person asked to stay signed in. A person
    whose office demands a second factor must have shown one, also when the office was given later.
    """
    if lies_idle(facts, settings, now):
        return False
    return facts.strong or not actor.has_role(*settings.second_factor_roles)


def lies_idle(facts: SignInFacts, settings: Settings, now: datetime) -> bool:
    """Whether nobody used the sign-in for too long."""
    if facts.remembered or not settings.idle_minutes:
        return False
    return now - facts.last_used_at > timedelta(minutes=settings.idle_minutes)


def is_worth_noting(facts: SignInFacts, now: datetime) -> bool:
    """Whether the time of last use should be written again."""
    return now - facts.last_used_at >= NOTED_EVERY
