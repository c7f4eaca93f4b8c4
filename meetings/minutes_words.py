"""What deputies did, said in Vietnamese as all minutes are."""

from dataclasses import replace

from flask_babel import force_locale

from documents.official.minutes import build_minutes, write_minutes
from documents.official.minutes_facts import MinutesFacts
from meetings.minutes.words import ACTS_FOR as ON_MINUTES
from meetings.rights_words import ACTS


def in_words(facts: MinutesFacts) -> MinutesFacts:
    """Say in Vietnamese what deputies did; left out: what is of no account, and writing this."""
    with force_locale("vi"):
        told = [d for d in facts.acted if d.what in ACTS and d.what not in ON_MINUTES]
        acted = tuple(replace(deed, what=str(ACTS[deed.what])) for deed in told)
    return replace(facts, acted=acted)


def draw_minutes(facts: MinutesFacts) -> bytes:
    """Return the PDF of minutes whose deeds of deputies stand by their codes."""
    return build_minutes(in_words(facts))


def write_minutes_down(facts: MinutesFacts) -> bytes:
    """Return them as DOCX."""
    return write_minutes(in_words(facts))
