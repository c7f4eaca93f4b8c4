"""Who reads stands on what is read: when, and in which words. Pure."""

from datetime import datetime

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time

ALL, SECRET, OFF = "all", "secret", "off"
"""Which papers an office stamps: all, those with a mark of secrecy, none."""


def is_stamped(office: str, secrecy: int) -> bool:
    """Whether a paper of this secrecy bears its reader's name in an office that chose `office`."""
    return office == ALL or (office == SECRET and secrecy > 0)


def reader_line(actor: Actor, unit: str, at: datetime) -> str:
    """Return name, unit and time as they stand on pages: names and numbers, in no language.

    Of a deputy: who sits there, and in brackets the person they act for.
    """
    name = f"{actor.deputy.name} ({actor.name})" if actor.deputy else actor.name
    moment = office_time(at).strftime("%H:%M %d/%m/%Y")
    return " · ".join(part for part in (name, unit, moment) if part)
