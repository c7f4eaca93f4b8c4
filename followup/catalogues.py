"""Catalogues of follow-up: fields of work, days off; and what it takes from those of documents."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from documents.catalogues import ISSUING_BODIES, PARTY_TYPES, STATE_TYPES, register_catalogues
from ecabinet.catalogues import registry
from ecabinet.catalogues.registry import Catalogue, Seed, Uses
from ecabinet.catalogues.values import EntryData
from followup.days_off import DAYS_OFF, past_days
from followup.models import Directive, Task
from followup.reminder_rules import REMINDER_RULES


class FieldOfWork(EntryData):
    """A field (lĩnh vực) that a directive or a task belongs to; code and name are all there is."""


FIELDS_OF_WORK = Catalogue(
    "fields-of-work",
    FieldOfWork,
    seed=(
        Seed("XDD", "Xây dựng Đảng", "Party building"),
        Seed("KT", "Kinh tế", "Economy"),
        Seed("VHXH", "Văn hóa - Xã hội", "Culture and society"),
        Seed("NC", "Nội chính", "Internal affairs"),
        Seed("QPAN", "Quốc phòng - An ninh", "Defence and security"),
        Seed("DV", "Dân vận", "Mass mobilisation"),
        Seed("CDS", "Chuyển đổi số", "Digital transformation"),
    ),
)


def register_followup_catalogues() -> None:
    """Register the catalogues and what refers to them; doing so twice is the same as once."""
    register_catalogues()
    registry.register(FIELDS_OF_WORK)
    registry.register(DAYS_OFF)
    registry.register(REMINDER_RULES)
    registry.register_uses(FIELDS_OF_WORK, _fields_used)
    registry.register_uses(DAYS_OFF, past_days)
    registry.register_uses(PARTY_TYPES, _party_types)
    registry.register_uses(STATE_TYPES, _state_types)
    registry.register_uses(ISSUING_BODIES, _bodies)


def _fields_used(session: Session, today: date, codes: Collection[str] | None) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for column in (Directive.field_code, Task.field_code):
        query = select(column, func.count()).where(column.is_not(None)).group_by(column)
        if codes is not None:
            query = query.where(column.in_(codes))
        total.update({str(code): count for code, count in session.execute(query)})
    return total


def _types(pattern: tuple[str, str]) -> Uses:
    """Directives do not say in which style their symbol is written; the signs round the type do."""
    before, after = pattern

    def count(session: Session, today: date, codes: Collection[str] | None) -> Mapping[str, int]:
        written = "%" + before + Directive.type_code + after + "%"
        query = (
            select(Directive.type_code, func.count())
            .where(Directive.symbol.like(written))
            .group_by(Directive.type_code)
        )
        if codes is not None:
            query = query.where(Directive.type_code.in_(codes))
        return dict(session.execute(query).all())

    return count


_party_types = _types(("-", "/"))
_state_types = _types(("/", "-"))


def _bodies(session: Session, today: date, codes: Collection[str] | None) -> Mapping[str, int]:
    """A body's own symbol, or one of its sections: UBND-KGVX counts for UBND."""
    total: Counter[str] = Counter()
    query = select(Directive.body_code, func.count()).group_by(Directive.body_code)
    for code, count in session.execute(query):
        total[code] += count
        head = code.split("-")[0]
        if head != code:
            total[head] += count
    return total
