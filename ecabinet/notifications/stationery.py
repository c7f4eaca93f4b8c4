"""What mails are written with: templates and translations, without the web application."""

import re
from pathlib import Path

from flask import Flask, render_template
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from ecabinet.core.clock import office_time
from ecabinet.notifications.letter import Letter
from ecabinet.notifications.queries.shapes import MailContent
from ecabinet.notifications.words import Worded, word
from ecabinet.web.i18n import init_i18n

MANY_EMPTY_LINES = re.compile(r"\n{3,}")


class Stationery:
    """Writes mails in the language of whoever gets them."""

    def __init__(self, templates: Path, office_name: str, public_url: str) -> None:
        self._app = Flask("ecabinet.mail", template_folder=str(templates), static_folder=None)
        init_i18n(self._app)
        self._office, self._url = office_name, public_url

    def write(self, content: MailContent) -> Letter:
        """Return subject and body, as text and as HTML. Nothing in it that a person may not see."""
        with self._app.app_context(), force_locale(content.actor.language):
            words = [word(told, by_mail=True) for told in content.told]
            entries = [
                {"words": said, "url": self._url + told.url if told.url else "", "told": told}
                for said, told in zip(words, content.told, strict=True)
            ]
            given = {
                "entries": entries,
                "digest": content.is_digest,
                "day": f"{office_time(content.created_at):%d/%m/%Y}",
                "name": content.actor.name,
                "office": self._office,
                "list_url": f"{self._url}/notifications",
                "choices_url": f"{self._url}/account/notifications",
                "language": content.actor.language,
            }
            return Letter(
                subject=_subject(content, words),
                text=MANY_EMPTY_LINES.sub("\n\n", render_template("emails/notices.txt", **given)),
                html=render_template("emails/notices.html", **given),
                language=content.actor.language,
            )


def _subject(content: MailContent, words: list[Worded]) -> str:
    if content.is_digest:
        day = f"{office_time(content.created_at):%d/%m/%Y}"
        count = ngettext("%(num)s thông báo", "%(num)s thông báo", len(words))
        return _("Tin trong ngày %(day)s: %(count)s", day=day, count=count)
    if len(words) == 1:
        return words[0].line
    return ngettext("%(num)s thông báo mới", "%(num)s thông báo mới", len(words))
