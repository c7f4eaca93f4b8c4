"""What has become of an office whose unit went over to another before a planned handover."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Office, Unit
from ecabinet.core.errors import Invalid


@dataclass(frozen=True)
class Present:
    """The office to be handed over on a day, the unit in which it goes on, what hangs on it.

    `through` is the office that was really held until then: its open work goes to the next holder.
    """

    office: Office
    unit: Unit
    through: Office

    @property
    def keeps_head(self) -> bool:
        """Whether the next holder leads the unit too; a merger does not decide that."""
        return self.office.is_head and self.unit.id == self.office.unit_id


def present(session: Session, office: Office, day: date) -> Present:
    """Follow `office` into the units its own was merged into by `day`.

    The merger may have been carried out already, then the office goes on in the heir, or not yet:
    both fall due by the calendar, in no order.

    Raises:
        Invalid: the unit is closed by then and nothing came after it.
    """
    unit, through = session.get_one(Unit, office.unit_id), office
    while not unit.open_on(day):
        if unit.successor_id is None:
            raise Invalid("office.unit_closed", field="on", unit=unit.name)
        unit = session.get_one(Unit, unit.successor_id)
        heir = _carried_over(session, office, unit, day)
        if heir is not None:
            office = heir
            through = heir if heir.from_on < day else through
    return Present(office, unit, through)


def _carried_over(session: Session, office: Office, unit: Unit, day: date) -> Office | None:
    query = select(Office).where(
        Office.unit_id == unit.id,
        Office.person_id == office.person_id,
        Office.role == office.role,
        Office.folded == office.folded,
        Office.held_on(day),
    )
    return session.scalar(query.order_by(Office.from_on.desc(), Office.id).limit(1))
