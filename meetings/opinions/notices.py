"""The notices of written opinions: their words, and who may still see what they tell of."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from ecabinet.notifications.kinds import Kind, Params, register_kinds
from ecabinet.notifications.states import Topic, Weight
from ecabinet.notifications.subjects import Sight, register_subject
from meetings.models import AgendaItem
from meetings.opinions.policies import calls_visible_to
from meetings.opinions.telling import SUBJECT


def asked(params: Params) -> str:
    """Return until when opinions are wanted."""
    if not params["due_at"]:
        return str(_("Mời góp ý bằng văn bản trước khi phiên họp kết thúc."))
    until = office_time(datetime.fromisoformat(params["due_at"]))
    return str(_("Mời góp ý bằng văn bản trước %(time)s.", time=f"{until:%H:%M %d/%m/%Y}"))


def asked_many(params: Params) -> str:
    """Return on how many items, and until when."""
    count = params["count"]
    what = ngettext("%(num)s nội dung.", "%(num)s nội dung.", count)
    return f"{what} {asked(params)}"


def to_answer(params: Params) -> str:
    """Return how many opinions wait."""
    count = params["count"]
    return str(
        ngettext(
            "%(num)s ý kiến chờ đơn vị giải trình, tiếp thu.",
            "%(num)s ý kiến chờ đơn vị giải trình, tiếp thu.",
            count,
        )
    )


KINDS = (
    Kind(
        "opinions.asked", Topic.MEETINGS, _l("Mời góp ý nội dung họp"), asked, "opinion",
        weight=Weight.MINOR,
    ),
    Kind(
        "opinions.asked_many", Topic.MEETINGS, _l("Mời góp ý các nội dung họp"), asked_many,
        "opinion", weight=Weight.MINOR,
    ),
    Kind("opinions.to_answer", Topic.PAPERS, _l("Ý kiến chờ giải trình"), to_answer, "opinion"),
)  # fmt: skip


def items_seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    """Of these items, those whose opinions the actor may know of; secret ones not by mail."""
    rows = session.execute(
        select(AgendaItem.id, AgendaItem.secrecy).where(
            AgendaItem.id.in_(ids), AgendaItem.id.in_(calls_visible_to(actor))
        )
    )
    return {key: Sight.SECRET if secrecy else Sight.OPEN for key, secrecy in rows}


def register_opinion_notices() -> None:
    """Register kinds and subject; twice is the same as once."""
    register_kinds(KINDS)
    register_subject(SUBJECT, items_seen)
