"""A notice in words, in the language of the moment: for the list, for the API, for mail."""

import logging
from dataclasses import dataclass

from flask_babel import gettext as _

from ecabinet.notifications.kinds import Kind, known
from ecabinet.notifications.queries.shapes import Told
from ecabinet.notifications.subjects import Sight

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Worded:
    """What a person reads: the label says what it is, the title about what, the text what to do."""

    label: str
    title: str
    text: str
    icon: str

    @property
    def line(self) -> str:
        """Label and title in one line."""
        return f"{self.label}: {self.title}" if self.title else self.label


def word(told: Told, *, by_mail: bool = False) -> Worded:
    """Return the words of a notice; by mail the title of a secret thing stays in the house."""
    kind = known(told.kind)
    label = str(kind.label) if kind else _("Thông báo")
    icon = kind.icon if kind else "bell"
    if told.sight is Sight.HIDDEN:
        return Worded(label, "", _("Việc này không còn mở cho đồng chí."), icon)
    secret = by_mail and told.sight is Sight.SECRET
    title = "" if secret else str(told.params.get("title", ""))
    return Worded(label, title, _text(kind, told), icon)


def _text(kind: Kind | None, told: Told) -> str:
    if kind is None:
        return ""
    params = {**told.params, "times": told.times}
    try:
        return str(kind.text(params)) if callable(kind.text) else str(kind.text) % params
    except (KeyError, ValueError, TypeError):
        # A notice from before its words were changed: better without a sentence than lost.
        log.warning("the parameters of a %r do not fill its sentence", told.kind)
        return ""
