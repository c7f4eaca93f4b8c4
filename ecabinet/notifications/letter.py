"""A mail as it travels: headers that nobody can smuggle lines into, text and HTML, a calendar."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from ecabinet.core.text import nfc
from ecabinet.notifications.headers import LETTER
from ecabinet.notifications.kinds import Attachment

SUBJECT_LENGTH = 200


class BadAddress(Exception):
    """The person's address cannot be written to."""


@dataclass(frozen=True)
class Letter:
    """The words of one mail, in one language."""

    subject: str
    text: str
    html: str
    language: str


@dataclass(frozen=True)
class Envelope:
    """From whom, to whom, under which id, written when."""

    sender: str
    sender_name: str
    recipient: str
    recipient_name: str
    message_id: str
    written_at: datetime


def compose(letter: Letter, envelope: Envelope, attachments: list[Attachment]) -> bytes:
    """Return the mail as bytes for SMTP, 7-bit clean.

    Raises:
        BadAddress: the recipient's address is malformed.
    """
    message = EmailMessage(policy=LETTER)
    message["From"] = Address(one_line(envelope.sender_name), addr_spec=envelope.sender)
    message["To"] = _recipient(envelope)
    message["Subject"] = one_line(letter.subject)[:SUBJECT_LENGTH]
    message["Date"] = format_datetime(envelope.written_at)
    message["Message-ID"] = envelope.message_id
    # Neither absence notes nor mailing lists should answer (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for entry in attachments:
        _add_calendar(message, entry)
    # Last: whoever gives a message its content takes all `Content-…` headers out first.
    message["Content-Language"] = letter.language
    return message.as_bytes()


def one_line(text: str) -> str:
    """Return `text` on one line, without control or direction characters.

    A title may hold anything a person typed; in a header a line break would begin another header.
    """
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in nfc(text))
    return " ".join(plain.split())


def _recipient(envelope: Envelope) -> Address:
    try:
        address = Address(one_line(envelope.recipient_name), addr_spec=envelope.recipient)
    except (HeaderParseError, ValueError, IndexError) as error:
        raise BadAddress(envelope.recipient) from error
    if not address.domain or not envelope.recipient.isascii():
        raise BadAddress(envelope.recipient)
    return address


def _add_calendar(message: EmailMessage, entry: Attachment) -> None:
    """Add the entry twice: calendars look for the alternative, everybody else for a file."""
    params = {"method": entry.method}
    message.add_alternative(entry.content, subtype="calendar", cte="base64", params=params)
    message.add_attachment(
        entry.content, subtype="calendar", cte="base64", params=params, filename=entry.filename
    )
