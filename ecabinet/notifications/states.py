"""What a notice is about, how it leaves the house, and where a mail stands."""

from enum import StrEnum


class Topic(StrEnum):
    """What people choose by: a kind of notice belongs to one topic."""

    MEETINGS = "meetings"
    PAPERS = "papers"
    TASKS = "tasks"
    DIRECTIVES = "directives"
    ACCOUNT = "account"


class Channel(StrEnum):
    """How a notice leaves the house. The list on the screen always has it."""

    MAIL = "mail"
    DIGEST = "digest"
    OFF = "off"


class Weight(StrEnum):
    """How a kind stands inside its topic, for people who have chosen by topic only.

    What is `minor` is not worth a mail of its own; what is `urgent` is too late in a digest.
    """

    NORMAL = "normal"
    MINOR = "minor"
    URGENT = "urgent"


class MailState(StrEnum):
    """Where a mail stands.

    `handing`: its text is on the way to the mail server, and nobody knows the answer yet. When the
    worker dies there, the outcome stays unknown: `uncertain`, never sent a second time by itself.
    `skipped`: nothing was left to say when its turn came.
    """

    WAITING = "waiting"
    SENDING = "sending"
    HANDING = "handing"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    SKIPPED = "skipped"


class MailKind(StrEnum):
    """Why a mail is written."""

    NOTICES = "notices"
    DIGEST = "digest"


ENDED = frozenset({MailState.SENT, MailState.FAILED, MailState.UNCERTAIN, MailState.SKIPPED})
TROUBLED = (MailState.UNCERTAIN, MailState.FAILED)
"""What an operator should look at."""

DEFAULTS: dict[Topic, Channel] = {
    Topic.MEETINGS: Channel.MAIL,
    Topic.PAPERS: Channel.DIGEST,
    Topic.TASKS: Channel.MAIL,
    Topic.DIRECTIVES: Channel.DIGEST,
    Topic.ACCOUNT: Channel.MAIL,
}
WEIGHED = {
    (Weight.MINOR, Channel.MAIL): Channel.DIGEST,
    (Weight.URGENT, Channel.DIGEST): Channel.MAIL,
}
"""What becomes of the channel of a topic for a kind of this weight; otherwise it stays."""

FIXED = frozenset({Topic.ACCOUNT})
"""Not to be switched off: whoever has stolen a password would do that first."""

DIGEST_HOUR = 7
"""Hour of the office day at which the digest leaves, unless a person chose another."""
