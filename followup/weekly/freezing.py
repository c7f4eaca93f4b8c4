"""What an edition keeps of a sheet: its lines, the unit's figures, who signs for whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from documents.issuing.bodies import issuer_in, rule_set_of
from documents.official.rules import RuleSet
from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import NameOnDay
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.unit_of_work import UnitOfWork
from followup.history import actor_id
from followup.reporting.counting import Window, figures
from followup.reporting.enums import ReportPeriod
from followup.reporting.shapes import Figures, ReportScope, ReportSpec
from followup.signers import signer_for
from followup.weekly.lower import lower_units
from followup.weekly.models import WeeklySheet
from followup.weekly.shapes import EditionData, lines_of
from followup.weekly.spans import week_of


def figures_of_unit(
    session: Session, actor: Actor, row: WeeklySheet, today: date
) -> tuple[Figures, ReportSpec, Window]:
    """Count the tasks that the unit leads and that are worked on in the week, as reports and the
    task list do, with how they are asked for; one query."""
    spec = ReportSpec(wanted=ReportScope(unit_id=row.unit_id), period=ReportPeriod.WEEK)
    span = week_of(row.monday)
    over = Window(span, min(span.last, today))
    return figures(session, actor, spec, over), spec, over


def edition_of(uow: UnitOfWork, row: WeeklySheet, line: Sequence[NameOnDay]) -> EditionData:
    """Return what is sent now; `line` is the unit and those above it today."""
    today, session = office_day(uow.now), uow.session
    counted, as_of = None, today
    if row.person_id is None:
        counted, _spec, over = figures_of_unit(session, uow.actor, row, today)
        as_of = over.as_of
    issuer = issuer_in(line)
    rules, above = rule_set_of(session, issuer.code), issuer.superior or ""
    return EditionData(
        stage=row.stage, monday=row.monday, number=row.edition,
        because=row.correction or row.remark, unit=issuer.name,
        holder=uow.actor.name if row.person_id else "",
        to=issuer.name if row.person_id else above,
        lines=lines_of(row.lines), note=row.note, figures=counted, as_of=as_of,
        rule_set=rules.name, superior=above, body_code=issuer.code, place=issuer.place,
        lower=lower_units(session, row, today), **_signer(uow, row, rules, today),
    )  # fmt: skip


def _signer(uow: UnitOfWork, row: WeeklySheet, rules: RuleSet, today: date) -> dict[str, Any]:
    """Who signs: the leader who sends the unit's, the person whose own it is."""
    if row.person_id is not None:
        offices = [each for each in uow.actor.offices if each.unit_id == row.unit_id]
        title = offices[0].title if offices else ""
        return {"signer": uow.actor.name, "position": title, "authority": ()}
    person = uow.session.get(Person, actor_id(uow))
    signer = signer_for(uow.session, row.unit_id, person, rules, today)
    return {"signer": signer.name, "position": signer.position, "authority": signer.authority}
