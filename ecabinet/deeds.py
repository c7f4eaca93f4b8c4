"""The words of every feature's deeds, for the audit log: asked by the pages and by the worker."""

from documents import deed_words as documents
from ecabinet.accounts import deed_words as accounts
from ecabinet.catalogues import deed_words as catalogues
from ecabinet.core.deed_words import register_deeds
from ecabinet.help import deed_words as help_words
from ecabinet.notifications import deed_words as notifications
from ecabinet.oversight import deed_words as oversight
from ecabinet.retention import deed_words as retention
from ecabinet.webhooks import deed_words as webhooks
from followup import deed_words as followup
from meetings import deed_words as meetings
from meetings.calendar import words as calendar


def name_deeds() -> None:
    """Register them, in the order in which they are offered to choose from."""
    for feature in (
        accounts,
        meetings,
        calendar,
        documents,
        followup,
        catalogues,
        help_words,
        notifications,
        webhooks,
        oversight,
        retention,
    ):
        register_deeds(feature.SUBJECTS, feature.DEEDS)
