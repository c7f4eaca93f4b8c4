"""What can go wrong in the office's own terms: a stable code and parameters, no prose, no HTTP."""


class DomainError(Exception):
    """Base of all refusals; `code` is dotted and stable, `params` fill the sentence shown."""

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class NotFound(DomainError):
    """There is no such thing, or the person may not know that there is."""


class Denied(DomainError):
    """The person may see the thing but not do this to it."""


class Invalid(DomainError):
    """What was sent cannot be accepted; `field`, when given in params, names the place."""


class Conflict(DomainError):
    """The thing is in a state in which this cannot be done."""


class Stale(DomainError):
    """Somebody else changed the thing meanwhile."""


def refuse_stale(seen: int | None, now: int) -> None:
    """Raise Stale unless the revision the person saw is that of now. None: they told of none.

    With words of its own it is raised where it happens: `web.api_errors` reads the code there.
    """
    if seen is not None and seen != now:
        raise Stale("stale")


class SignedOut(DomainError):
    """Nobody is signed in, or the session has ended."""


class TooMany(DomainError):
    """Tried too often; `seconds` in params says when to try again."""


class TooLarge(DomainError):
    """What was sent is larger than the setting allows; `megabytes` in params is the limit."""


class Unavailable(DomainError):
    """Somebody else's system that is needed for this does not answer; nothing was changed."""
