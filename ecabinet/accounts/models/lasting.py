"""What holds from one day to another, both included: the one reading of it, on rows and in SQL."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import Mapped


def covers(from_on: date, to_on: date | None, day: date) -> bool:
    """Whether `day` is among the days from the first to the last."""
    return from_on <= day and (to_on is None or day <= to_on)


def covering(columns: Any, day: Any) -> ColumnElement[bool]:
    """The SQL of `covers`, for what has columns `from_on` and `to_on`."""
    return and_(columns.from_on <= day, _since(columns, day))


def _since(columns: Any, day: Any) -> ColumnElement[bool]:
    return or_(columns.to_on.is_(None), columns.to_on >= day)


class Lasting:
    """Rows with a first and a last day; no last day: until further notice.

    `Office.held_on(day)` is the SQL twin of `office.held_on(day)`, and so for the others.
    """

    from_on: Mapped[date]
    to_on: Mapped[date | None]

    @hybrid_method
    def held_on(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return covers(self.from_on, self.to_on, day)

    @held_on.expression
    @classmethod
    def _held_on(cls, day: date) -> ColumnElement[bool]:
        return covering(cls, day)

    @hybrid_method
    def held_since(self, day: date) -> bool:
        """Whether it holds on `day` or on a later one."""
        return self.to_on is None or day <= self.to_on

    @held_since.expression
    @classmethod
    def _held_since(cls, day: date) -> ColumnElement[bool]:
        return _since(cls, day)

    @hybrid_property
    def held_ever(self) -> bool:
        """Whether it holds on any day: what is taken back before it began ends before it begins."""
        return self.to_on is None or self.from_on <= self.to_on

    @held_ever.inplace.expression
    @classmethod
    def _held_ever(cls) -> ColumnElement[bool]:
        return or_(cls.to_on.is_(None), cls.to_on >= cls.from_on)
