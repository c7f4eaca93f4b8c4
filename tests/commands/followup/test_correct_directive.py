"""Entries of the register of directives are put right, taken out, and found by what they lack."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from ecabinet.core.errors import Denied, DomainError, Stale
from followup.commands.articles import ArticleContent, SetArticles, set_articles
from followup.commands.correct_directive import (
    CorrectDirective,
    WithdrawDirective,
    correct_directive,
    withdraw_directive,
)
from followup.commands.directives import TakeDirective, register_directive
from followup.models import Directive, DirectiveOrigin
from followup.queries.coverage import coverage
from followup.queries.directive_filters import DirectiveFilter, Missing
from followup.queries.directives import list_directives
from tests.commands.followup.test_directives import TITLE, register
from tests.commands.followup.world import World, tomorrow


def correct(world: World, directive_id: UUID, who: str = "theodoi", **changes: Any) -> None:
    """Put right what is named."""
    cmd = CorrectDirective.model_validate({"directive_id": directive_id} | changes)
    world.store.execute(world.actor(who), correct_directive, cmd)


def withdraw(world: World, directive_id: UUID, **seen: Any) -> None:
    """Take the entry out."""
    cmd = WithdrawDirective(directive_id=directive_id, reason="Vào sổ hai lần.", **seen)
    world.store.execute(world.actor("theodoi"), withdraw_directive, cmd)


def refused(work: Any, world: World, directive_id: UUID, **fields: Any) -> str:
    """Return the code of the refusal."""
    with pytest.raises(DomainError) as refusal:
        work(world, directive_id, **fields)
    return refusal.value.code


def split(world: World, directive_id: UUID, *texts: str) -> list[UUID]:
    """Lay down articles that need work."""
    articles = tuple(
        ArticleContent(label=f"Điều {n}", text=text, needs_work=True)
        for n, text in enumerate(texts, start=1)
    )
    cmd = SetArticles(directive_id=directive_id, articles=articles)
    world.store.execute(world.actor("theodoi"), set_articles, cmd)
    with world.store.reading() as session:
        row = session.get_one(Directive, directive_id)
        return [article.id for article in row.articles]


def found(world: World, **wanted: Any) -> list[str]:
    """Return the symbols that a filter finds."""
    with world.store.reading() as session:
        page = list_directives(
            session, world.actor("canbo"), tomorrow(0), DirectiveFilter(**wanted)
        )
    assert page.total == len(page.rows)
    return [row.symbol for row in page.rows]


def test_what_stood_before_is_shown_and_tasks_are_called_anew(world: World) -> None:
    directive_id = register(world, "18-KH/TU").id
    task = world.issue(
        source_kind="directive", source_id=directive_id, directive_id=directive_id,
        source_title="18-KH/TU, Điều 1",
    )  # fmt: skip
    seen = 1
    correct(
        world, directive_id, symbol="Số 81-CT/TU", title=f"{TITLE} tỉnh", field_code="CDS",
        received_on=date(2022, 4, 25), reason="Gõ nhầm số.", revision=seen,
    )  # fmt: skip
    with pytest.raises(Stale):
        correct(world, directive_id, title="Khác", revision=seen)
    with world.store.reading() as session:
        row = coverage(session, world.actor("canbo"), directive_id, tomorrow(0))
    (change,) = row.changes
    told = {one["what"]: (one["before"], one["after"]) for one in change.changes}
    assert (row.symbol, row.field, change.reason) == ("81-CT/TU", "Chuyển đổi số", "Gõ nhầm số.")
    assert told["symbol"] == ("18-KH/TU", "81-CT/TU")
    assert told["received_on"] == ("", "25/04/2022")
    assert set(told) == {"symbol", "title", "received_on", "field"}
    assert change.actor is not None
    assert change.actor.id == world.office.people["theodoi"]
    assert world.task(task.id).source_title == "81-CT/TU, Điều 1"
    assert found(world, q="chi thi 81") == ["81-CT/TU"]
    assert found(world, q="18-KH") == []
    correct(world, directive_id, received_on=None)
    assert refused(correct, world, directive_id, symbol="81-CT/TU") == "directive.nothing"


def test_what_is_not_put_right(world: World) -> None:
    directive_id, other = register(world).id, register(world, "23-CT/TU").id
    for changes, code in (
        ({"symbol": "23-CT/TU"}, "directive.known"),
        ({"symbol": "23 CT"}, "directive.symbol_wrong"),
        ({"issued_on": tomorrow()}, "directive.issued_in_future"),
        ({"received_on": date(2020, 1, 1)}, "directive.received_before_issued"),
    ):
        assert refused(correct, world, directive_id, **changes) == code
    with pytest.raises(Denied):
        correct(world, other, who="canbo", title="Khác")
    taken = TakeDirective(
        symbol="27-QĐ/TW", title="Nguồn nói", issued_on=date(2021, 8, 10),
        origin_kind=DirectiveOrigin.REGISTER, origin_id=UUID(int=7), issuing_body="Ban Bí thư",
    )  # fmt: skip
    of_source = world.store.execute(world.actor("theodoi"), register_directive, taken).id
    assert refused(correct, world, of_source, title="Khác") == "directive.of_source"
    correct(world, of_source, field_code="CDS", title="Nguồn nói")


def test_an_entry_made_in_error_goes_while_nothing_hangs_on_it(world: World) -> None:
    directive_id = register(world).id
    split(world, directive_id, "Rà soát.")
    withdraw(world, directive_id)
    assert found(world) == []
    again = register(world).id
    world.issue(directive_id=again)
    assert refused(withdraw, world, again) == "directive.has_tasks"
    assert found(world) == ["81-KH/TU"]


def test_found_by_words_of_articles_body_year_and_what_is_missing(world: World) -> None:
    plan = register(world).id
    register(world, "52-NQ/TW", issued_on=date(2019, 9, 27), issuing_body="Bộ Chính trị")
    first, second = split(world, plan, "Bảo đảm hạ tầng.", "Rà soát tài khoản.")
    assert found(world, q="ha tang") == found(world, q="hạ tầng", year=2022) == ["81-KH/TU"]
    assert found(world, body="Bộ Chính trị") == found(world, year=2019) == ["52-NQ/TW"]
    assert found(world, missing=Missing.ARTICLES) == ["81-KH/TU"]
    assert found(world, missing=Missing.TASKS) == ["81-KH/TU", "52-NQ/TW"]
    world.issue(directive_id=plan, article_id=first)
    assert found(world, missing=Missing.ARTICLES) == ["81-KH/TU"]
    units = [unit for code, unit in world.office.units.items() if code != "VPTU"]
    world.issue(
        directive_id=plan, article_id=second, coordinating_unit_ids=units, informed_unit_ids=[]
    )
    assert found(world, missing=Missing.ARTICLES) == []
    assert found(world, missing=Missing.TASKS) == ["52-NQ/TW"]
    assert found(world, missing=Missing.UNITS) == ["52-NQ/TW"]
    split(world, register(world, "23-CT/TU").id, "Điều khác.")
    assert found(world, q="hạ tầng") == ["81-KH/TU"]
