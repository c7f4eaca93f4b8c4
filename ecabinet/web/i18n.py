"""Languages: Vietnamese is the source of every text, English stands in translations/en."""

from pathlib import Path
from typing import Any

from babel.support import NullTranslations
from flask import Flask, request, session
from flask_babel import Babel, force_locale, get_locale
from flask_babel import get_domain as words_of_request
from flask_login import current_user
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

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


_CATALOGUES: dict[str, NullTranslations] = {}


@pass_eval_context
def said(context: EvalContext, text: str, /, **values: Any) -> str:
    """Return `text` in the reader's language: the `_` of templates, hundreds of times a page.

    As Jinja's own, which asks three times over whose request it is.
    """
    locale = get_locale()
    known = _CATALOGUES.get(locale.language if locale else "vi") or _CATALOGUES["vi"]
    words = known.ugettext(text)
    if context.autoescape:
        words = Markup(words)  # noqa: S704 # nosec B704 - our own words; the values are escaped
    return words % values if values or "%" in words else words


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
    with app.test_request_context():
        for language in LANGUAGES:
            with force_locale(language):
                _CATALOGUES[language] = words_of_request().get_translations()
    app.jinja_env.globals.update(_=said, gettext=said, N_=str)
