"""What holds from one day to another is read alike on rows and in SQL."""

from datetime import date, timedelta
from itertools import product

from sqlalchemy import select

from ecabinet.accounts.models import Delegation, Office
from ecabinet.core.clock import utc_now

DAY = date(2026, 3, 10)
DAYS = [DAY + timedelta(days=days) for days in (-1, 0, 1)]


def test_rows_and_sql_agree_on_which_offices_are_held(store, office):
    with store.reading() as session:
        for first, last in product(DAYS, [*DAYS, None]):  # The reversed ones: taken back.
            session.add(
                Office(
                    person_id=office.people["cuong"], unit_id=office.units["TU"], role="member",
                    title="Ủy viên", from_on=first, to_on=last,
                )
            )  # fmt: skip
        session.flush()
        rows = session.scalars(select(Office)).all()

        def found(condition):
            return set(session.scalars(select(Office).where(condition)))

        assert found(Office.held_on(DAY)) == {row for row in rows if row.held_on(DAY)}
        assert found(Office.held_since(DAY)) == {row for row in rows if row.held_since(DAY)}
        assert found(Office.held_ever) == {row for row in rows if row.held_ever}


def test_rows_and_sql_agree_on_which_delegations_run(store, office):
    with store.reading() as session:
        for first, last, revoked_at in product(DAYS, DAYS, (None, utc_now())):
            session.add(
                Delegation(
                    giver_id=office.people["cuong"], receiver_id=office.people["quantri"],
                    powers=[], unit_ids=[], offices=[], from_on=first, to_on=last,
                    reason="Đi công tác", given_at=utc_now(), revoked_at=revoked_at,
                )
            )  # fmt: skip
        session.flush()
        running = set(session.scalars(select(Delegation).where(Delegation.runs_on(DAY))))
        assert running == {row for row in session.scalars(select(Delegation)) if row.runs_on(DAY)}
        assert len(running) == 4
