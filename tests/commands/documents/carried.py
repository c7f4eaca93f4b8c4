"""A paper with marks, and its newer version."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from documents.carrier import carry_version
from documents.commands.annotate import AddAnnotations, add_annotations
from documents.marks import Mark
from documents.models import CarriedMark
from documents.queries.marks import annotations
from ecabinet.core.actors import Actor
from ecabinet.core.store import Store
from tests.marks import new
from tests.samples import worded_pdf
from tests.shelves import Shelf

FIRST = (
    "Ủy ban Nhân dân tỉnh báo cáo kết quả ba năm thực hiện Chỉ thị",
    "Tỷ lệ giải ngân vốn đầu tư công đạt chín mươi lăm phần trăm",
    "Các đơn vị chậm tiến độ phải giải trình trước tháng chín",
)
SECOND = (
    "Nhiệm vụ trọng tâm sáu tháng cuối năm gồm bốn nhóm việc",
    "Hoàn thành hồ sơ khu công nghiệp phía Nam trước kỳ họp tới",
)


def add(store: Store, actor: Actor, version_id: UUID, *wires: dict[str, Any]) -> None:
    command = AddAnnotations(version_id=version_id, annotations=[new(wire) for wire in wires])
    store.execute(actor, add_annotations, command)


def first(shelf: Shelf, an: Actor) -> UUID:
    version_id = shelf.upload(an, worded_pdf(FIRST, SECOND)).version_id
    shelf.process(version_id)
    return version_id


def revised(shelf: Shelf, an: Actor, version_id: UUID, *pages: tuple[str, ...]) -> UUID:
    """A newer version of these pages, with the marks carried over as the worker does."""
    newer = shelf.revise(an, version_id, worded_pdf(*pages))
    shelf.process(newer)
    carry(shelf, newer)
    return newer


def carry(shelf: Shelf, version_id: UUID) -> None:
    carry_version(shelf.platform.store, str(version_id))


def seen(store: Store, actor: Actor, version_id: UUID) -> list[Mark]:
    with store.reading() as session:
        return annotations(session, actor, version_id).marks


def carried(store: Store, version_id: UUID) -> list[CarriedMark]:
    with store.reading() as session:
        query = select(CarriedMark).where(CarriedMark.version_id == version_id)
        return list(session.scalars(query.order_by(CarriedMark.created_at, CarriedMark.id)))
