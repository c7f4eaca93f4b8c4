"""What templates may use: filters for dates and names, versions of assets."""

import re
import unicodedata
import uuid
from datetime import date, datetime

from flask import Flask
from flask_babel import format_decimal, get_locale
from markupsafe import Markup, escape

from ecabinet.core.clock import office_time

# Words joined by hyphens and slashes, short enough to stand on one line of a phone.
SYMBOL = re.compile(r"((?<![^\W_])(?=\S{3,24}(?!\S))[^\W_]+(?:[-/][^\W_]+)+)")


def init_rendering(app: Flask, asset_version: str, office_name: str) -> None:
    """Give templates their filters and globals."""
    app.jinja_env.filters.update(
        date=show_date,
        time=show_time,
        datetime=show_datetime,
        until=show_until,
        iso=show_iso,
        initials=initials,
        percent=show_percent,
        symbol=keep_symbols,
        typed_date=show_typed_date,
        figure=format_decimal,
    )
    app.jinja_env.globals.update(
        asset_version=asset_version,
        office_name=office_name,
        new_request_id=lambda: str(uuid.uuid4()),
    )


def show_date(value: date | datetime | None) -> str:
    """dd/mm/yyyy in the office's zone; empty for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = office_time(value)
    return value.strftime("%d/%m/%Y")


def show_time(value: datetime | None) -> str:
    """HH:MM, 24 hours, in the office's zone."""
    return office_time(value).strftime("%H:%M") if value else ""


def show_datetime(value: datetime | None) -> str:
    """dd/mm/yyyy, HH:MM in the office's zone."""
    return office_time(value).strftime("%d/%m/%Y, %H:%M") if value else ""


def show_until(ends: datetime, starts: datetime) -> str:
    """HH:MM in the office's zone, with the day when it is another than that of `starts`."""
    alone = office_time(ends).date() == office_time(starts).date()
    return show_time(ends) if alone else f"{show_time(ends)} {show_date(ends)}"


def show_iso(value: datetime | date | None) -> str:
    """ISO 8601, for <time datetime> and scripts."""
    return value.isoformat() if value else ""


def show_percent(value: float) -> str:
    """A share of one as "73,3 %", or "73.3 %" in English."""
    text = f"{value * 100:.1f}".rstrip("0").rstrip(".")
    locale = get_locale()
    english = locale is not None and locale.language == "en"
    return f"{text if english else text.replace('.', ',')} %"


def initials(name: str) -> str:
    """Two letters for the avatar: of the last two words, as "KH" for Đỗ Khắc Hiển."""
    words = unicodedata.normalize("NFC", name).split()
    return "".join(word[0].upper() for word in words[-2:])


def keep_symbols(text: str) -> Markup:
    """Return `text`, escaped, with each symbol (23-CT/TU, NV-001, 10/2026) kept on one line.

    The letters stay as they are, so that what is copied from the page is found again. What is
    Markup already passes through.
    """
    if isinstance(text, Markup):
        return text
    parts = SYMBOL.split(str(text))
    kept = (_kept(part) if place % 2 else escape(part) for place, part in enumerate(parts))
    return Markup().join(kept)


def _kept(token: str) -> Markup:
    """A symbol carries a figure or a capital; "và/hoặc" may break."""
    is_symbol = any(letter.isdigit() or letter.isupper() for letter in token)
    return Markup('<span class="nowrap">{}</span>').format(token) if is_symbol else escape(token)


def show_typed_date(value: str | date | None) -> str:
    """A date field's value as it is typed: an ISO day turned to dd/mm/yyyy, the rest as it was."""
    if isinstance(value, date):
        return show_date(value)
    try:
        return show_date(date.fromisoformat(value or ""))
    except ValueError:
        return value or ""
