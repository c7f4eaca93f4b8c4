"""The end of every sign-in, whatever proved the person: password, single sign-on, directory.

    outcome = complete_sign_in(platform, person_id, Arrival(how="oidc", kind="browser", ...))

Pages give the outcome to `routes.entering.enter_browser`, which begins the browser's session or
leads to the second factor; the API answers with a token or the challenge.
"""

from dataclasses import dataclass
from uuid import UUID

from ecabinet.accounts.commands import sessions
from ecabinet.accounts.commands.sessions import Arrival, Need, hash_secret, new_secret
from ecabinet.core.actors import SYSTEM
from ecabinet.platform import Platform
from ecabinet.settings import Settings


@dataclass(frozen=True)
class Begun:
    """The session has begun; `secret` goes into the cookie or is the bearer token."""

    secret: str
    remember: bool


@dataclass(frozen=True)
class Step:
    """The first factor was right; `challenge` stands for that until the second one is shown.

    `need`: CODE to show a code, ENROL to set up the second factor first.
    """

    challenge: str
    need: Need
    remember: bool


Outcome = Begun | Step


def complete_sign_in(platform: Platform, person_id: UUID, arrival: Arrival) -> Outcome:
    """Begin a session for somebody who has proved who they are, or open the second step.

    Raises:
        Invalid: the person is disabled.
    """
    secret, challenge = new_secret(), new_secret()
    done = platform.store.execute(
        SYSTEM,
        sessions.complete_sign_in,
        sessions.CompleteSignIn(
            person_id=person_id,
            arrival=arrival,
            session_hash=hash_secret(secret),
            step_hash=hash_secret(challenge),
            hours=life_hours(platform.settings, arrival.remember),
            required_for=platform.settings.second_factor_roles,
        ),
    )
    if done.need is Need.NOTHING:
        return Begun(secret, arrival.remember)
    return Step(challenge, done.need, arrival.remember)


def life_hours(settings: Settings, remember: bool) -> int:
    """Return how long a sign-in may last at most."""
    return settings.remember_days * 24 if remember else settings.session_hours
