"""Chosen tasks are chased: by a plain notice each, or by one letter to each of their units."""

from typing import Any
from uuid import UUID

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from ecabinet.core.errors import Invalid
from ecabinet.web.attempts import Refusal, attempt
from ecabinet.web.requests import current_actor, execute, platform
from ecabinet.web.typed import typed_day
from followup.commands.chase import ChaseTasks, ChaseUnits, UnitsChased, chase_tasks, chase_units
from followup.queries.chase_plan import LeftOut, chase_plan
from followup.queries.chases import Letter, letters_of
from followup.queries.lists import tasks_by_id
from followup.queries.names import units_named
from followup.routes.chosen import Chosen, Outcome, each, read_chosen
from followup.routes.doors import today
from followup.routes.letters import letter_preview
from followup.routes.pages import pages

FIELDS = ("text", "answer_by", "letter", "body_id", "signer_id")


@pages.post("/tasks/chosen/chase")
def chase_chosen() -> ResponseReturnValue:
    """Press for each task, or each unit by a letter; a mistake keeps what was typed."""
    chosen, typed = read_chosen(request.form.getlist("task")), _typed()
    if "letter" in typed:
        sent, refusal = attempt(lambda: execute(chase_units, _wish(ChaseUnits, chosen, typed)))
        return chase_form(chosen, typed, refusal) if sent is None else _letters(sent)
    done, refusal = attempt(lambda: _notices(chosen, typed))
    return chase_form(chosen, typed, refusal) if done is None else _result(chosen, done)


@pages.post("/tasks/chosen/chase/letter")
def preview_chase_letter() -> Response:
    """Give the letter of one unit as it would be printed now; nothing is kept or sent."""
    wish = _wish(ChaseUnits, read_chosen(request.form.getlist("task")), _typed())
    return letter_preview(wish, _unit())


def chase_form(
    chosen: list[Chosen], typed: dict[str, str], refusal: Refusal
) -> ResponseReturnValue:
    """Show which unit is chased for which tasks, and what is left out."""
    seen = {one.id: one.revision for one in chosen}
    with platform().store.reading() as session:
        plan = chase_plan(session, current_actor(), list(seen), today())
    page = render_template(
        "followup/chase_units.html",
        plan=plan, seen=seen, typed=typed, refusal=refusal, LeftOut=LeftOut,
    )  # fmt: skip
    return page, refusal.status


def _typed() -> dict[str, str]:
    return {name: request.form[name] for name in FIELDS if request.form.get(name, "").strip()}


def _wish(kind: type[Any], chosen: list[Chosen], typed: dict[str, str]) -> Any:
    """Raises ValidationError."""
    given: dict[str, Any] = {"task_ids": [one.id for one in chosen], **typed}
    if "answer_by" in given:
        given["answer_by"] = typed_day(given["answer_by"])
    return kind.model_validate(given)


def _unit() -> UUID:
    try:
        return UUID(request.form.get("unit_id", ""))
    except ValueError:
        raise Invalid("task.unit_unknown", field="unit_id") from None


def _notices(chosen: list[Chosen], typed: dict[str, str]) -> Outcome:
    """Raises ValidationError before anything is done: what was typed is wrong for all of them."""
    said = {name: value for name, value in typed.items() if name in ("text", "answer_by")}
    pressed = {one: _wish(ChaseTasks, [one], said) for one in chosen}
    return each(chosen, chase_tasks, pressed.__getitem__)


def _result(chosen: list[Chosen], outcome: Outcome) -> ResponseReturnValue:
    reasons = {one.id: one.detail for one in outcome.refused}
    with platform().store.reading() as session:
        rows = tasks_by_id(session, current_actor(), [one.id for one in chosen], today())
    return render_template(
        "followup/chosen_done.html",
        deed="chase", lines=[(rows.get(one.id), reasons.get(one.id, "")) for one in chosen],
        done=len(outcome.done), refused=len(outcome.refused),
    )  # fmt: skip


def _letters(sent: UnitsChased) -> ResponseReturnValue:
    with platform().store.reading() as session:
        letters = letters_of(session, current_actor(), [one.id for one in sent.chases])
        names = units_named(session, {one.unit_id for one in sent.chases}, today())
    lines: list[tuple[Any, str, Letter | None]] = [
        (one, names[one.unit_id].name, letters.get(one.id)) for one in sent.chases
    ]
    return render_template("followup/chase_units_done.html", lines=lines)
