"""Languages: Vietnamese is the source of every text, English stands in translations/en."""

from pathlib import Path

from flask import Flask, request, session
from flask_babel import Babel
from flask_login import current_user

LANGUAGES = ("vi", "en")
FOLDER = Path(__file__).resolve().parent.parent / "translations"
# One catalogue per area of the product, or several (meetings.po, meetings_votes.po).
DOMAINS = sorted(path.stem for path in FOLDER.glob("en/LC_MESSAGES/*.po"))


def reader_language() -> str:
    """The person's own choice, else the browser's, else what the request asks for."""
    if current_user.is_authenticated:
        return str(current_user.language)
    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES, "vi") or "vi"


def init_i18n(app: Flask) -> None:
    """Load all catalogues; each area of the product keeps its own."""
    app.jinja_env.globals["reader_language"] = reader_language
    Babel(
        app,
        default_locale="vi",
        default_timezone="Asia/Ho_Chi_Minh",
        default_domain=";".join(DOMAINS),
        default_translation_directories=";".join(str(FOLDER) for _ in DOMAINS),
        locale_selector=reader_language,
    )
