"""The notices of official documents: whose turn it is to sign, and that all have signed."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.issuing.models import OfficialDocument
from documents.issuing.policies import visible_to
from documents.issuing.telling import SUBJECT
from ecabinet.core.actors import Actor
from ecabinet.notifications.kinds import Kind, register_kinds
from ecabinet.notifications.states import Topic
from ecabinet.notifications.subjects import Sight, register_subject

KINDS = (
    Kind(
        "official.to_sign", Topic.PAPERS, _l("Văn bản chờ ký"),
        _l("Đến lượt đồng chí ký văn bản này."), "pen",
    ),
    Kind(
        "official.signed", Topic.PAPERS, _l("Văn bản đã ký đủ"),
        _l("Văn bản đã có đủ chữ ký."), "ok",
    ),
)  # fmt: skip


def _seen(session: Session, actor: Actor, ids: Collection[UUID]) -> Mapping[UUID, Sight]:
    query = select(OfficialDocument.id, OfficialDocument.secrecy)
    rows = session.execute(query.where(OfficialDocument.id.in_(ids), visible_to(actor)))
    return {key: Sight.SECRET if secrecy else Sight.OPEN for key, secrecy in rows}


def register_notices() -> None:
    """Register kinds and subject; twice is the same as once."""
    register_kinds(KINDS)
    register_subject(SUBJECT, _seen)
