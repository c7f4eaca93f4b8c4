"""Articles of a directive: laid down, changed, issued from, and what is covered."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from ecabinet.core.errors import Conflict, Denied, Invalid, NotFound, Stale
from ecabinet.search.queries import Found
from followup.commands.articles import ArticleContent, SetArticles, set_articles
from followup.commands.directives import RegisterDirective, register_directive
from followup.commands.issue import IssuedTask
from followup.commands.issue_by_hand import IssueByHand, issue_by_hand
from followup.commands.set_aside import SetAside, cancel_task
from followup.queries.coverage import Coverage, coverage
from followup.queries.proposal import proposed
from followup.queries.story import story
from followup.sources import StoryStep
from tests.commands.followup.test_parts import report as report_part
from tests.commands.followup.test_parts import write as write_part
from tests.commands.followup.world import World, tomorrow
from tests.searching import finder, register_all

TEXT = "Điều 1. Rà soát tài khoản.\nĐiều 2. Báo cáo hằng quý.\nĐiều 3. Hiệu lực từ ngày ký."


def register(world: World, symbol: str = "23-CT/TU") -> UUID:
    """Enter a directive."""
    cmd = RegisterDirective(
        symbol=symbol, title="Về chuyển đổi số", issued_on=date(2022, 5, 16),
        issuing_body="Ban Thường vụ Tỉnh ủy",
    )  # fmt: skip
    return world.store.execute(world.actor("theodoi"), register_directive, cmd).id


def lay_down(world: World, directive_id: UUID, *articles: ArticleContent, **more: Any) -> int:
    """Set the articles."""
    cmd = SetArticles(directive_id=directive_id, articles=articles, **more)
    return world.store.execute(world.actor("theodoi"), set_articles, cmd).revision


def seen(world: World, directive_id: UUID, who: str = "theodoi") -> Coverage:
    """The directive's page as somebody sees it."""
    with world.store.reading() as session:
        return coverage(session, world.actor(who), directive_id, tomorrow(0))


def issue(world: World, article_id: UUID, **changes: Any) -> IssuedTask:
    """Issue a task from an article."""
    fields = {
        "title": "Rà soát", "lead_unit_id": world.office.units["VPTU"],
        "supervisor_id": world.office.people["lanhdao"], "article_id": article_id, **changes,
    }  # fmt: skip
    cmd = IssueByHand.model_validate(fields)
    return world.store.execute(world.actor("theodoi"), issue_by_hand, cmd)


@pytest.fixture
def split(world: World) -> UUID:
    """A directive in three articles as proposed: two need work, one does not."""
    directive_id = register(world)
    with world.store.reading() as session:
        pieces = proposed(session, world.actor("theodoi"), directive_id, TEXT)
        with pytest.raises(Conflict, match="no_text"):
            proposed(session, world.actor("theodoi"), directive_id)
        with pytest.raises(Denied):
            proposed(session, world.actor("canbo"), directive_id, TEXT)
    needs = (True, True, False)
    lay_down(
        world, directive_id,
        *(ArticleContent(label=piece.label, text=piece.text, needs_work=need)
          for piece, need in zip(pieces, needs, strict=True)),
    )  # fmt: skip
    return directive_id


def test_coverage_says_which_article_has_which_task_and_which_unit_none(
    world: World, split: UUID
) -> None:
    first, second, third = seen(world, split).articles
    assert [a.is_missing for a in (first, second, third)] == [True, True, False]
    task = issue(world, first.id)
    world.receive(task.id)
    world.assign(task.id)
    world.report(task.id, 30)
    found = seen(world, split)
    assert (found.needing, found.covered, found.undecided) == (2, 1, 0)
    (reported,) = found.articles[0].tasks
    assert (reported.task.id, reported.last_report is not None) == (task.id, True)
    (unit,) = found.units
    assert (unit.name, unit.tasks, unit.reported) == ("Văn phòng Tỉnh ủy", 1, 1)
    assert world.office.units["VPTU"] not in [unit_id for unit_id, _ in found.without]
    assert world.office.units["HUTD"] in [unit_id for unit_id, _ in found.without]
    # Whoever may not read the task learns that there is one, and no more.
    other = seen(world, split, "cuong")
    assert (other.articles[0].tasks, other.articles[0].hidden, other.covered) == ((), 1, 1)
    row = world.task(task.id)
    assert (row.directive_id, row.source_title) == (split, "23-CT/TU, Điều 1")
    assert row.source_quote == "Rà soát tài khoản."
    with world.store.reading() as session:
        told = story(session, world.actor("canbo"), task.id, tomorrow(0))
    first = told.steps[0]
    assert isinstance(first, StoryStep)
    assert (first.kind, first.url) == ("directive", f"/directives/{split}")
    assert told.quote == "Rà soát tài khoản."


def test_a_unit_that_coordinates_has_something_too(world: World, split: UUID) -> None:
    helper = world.office.units["BTCTU"]
    task = issue(
        world, seen(world, split).articles[0].id, coordinating_unit_ids=[helper], due_on=tomorrow(9)
    )
    lead, helps = seen(world, split).units
    assert (lead.helping, helps.id, helps.tasks, helps.helping) == (0, helper, 0, 1)
    assert (helps.name, helps.last_report) == ("Ban Tổ chức Tỉnh ủy", None)
    assert helper not in [unit_id for unit_id, _ in seen(world, split).without]
    world.receive(task.id)
    write_part(world, task.id)
    report_part(world, task.id, percent=50)
    assert seen(world, split).units[1].last_report is not None
    cancel = SetAside(task_id=task.id, reason="Trùng việc.")
    world.store.execute(world.actor("lanhdao"), cancel_task, cancel)
    found = seen(world, split)
    assert found.units == ()
    assert helper in [unit_id for unit_id, _ in found.without]


def test_articles_are_changed_by_one_at_a_time_and_kept_when_tasks_come_of_them(
    world: World, split: UUID
) -> None:
    before = seen(world, split)
    first, second, _third = before.articles
    issue(world, first.id)
    kept = [ArticleContent(id=a.id, label=a.label, text=a.text) for a in (second, first)]
    lay_down(world, split, *kept, revision=before.revision)
    assert [a.id for a in seen(world, split).articles] == [second.id, first.id]
    with pytest.raises(Stale):
        lay_down(world, split, *kept, revision=before.revision)
    with pytest.raises(Conflict, match="has_tasks"):
        lay_down(world, split, kept[0])
    other = register(world, "24-CT/TU")
    for wrong in ((kept[0],), (kept[0], kept[0])):
        with pytest.raises(Invalid, match="article.unknown"):
            lay_down(world, other if len(wrong) == 1 else split, *wrong)
    with pytest.raises(Invalid, match="of_other"):
        issue(world, first.id, directive_id=other)
    cmd = SetArticles(directive_id=split, articles=())
    with pytest.raises(Denied):
        world.store.execute(world.actor("canbo"), set_articles, cmd)
    with pytest.raises(NotFound):
        seen(world, first.id)
    assert len(seen(world, split).articles) == 2


@pytest.fixture
def find(world: World) -> Callable[..., Found]:
    register_all()
    return finder(world.store, world.actor)


def test_an_article_is_found_by_its_words(
    world: World, find: Callable[..., Found], split: UUID
) -> None:
    (hit,) = find("canbo", "bao cao hang quy").hits
    assert (hit.kind, hit.url) == ("directive", f"/directives/{split}#article-2")
    assert "".join(piece.text for piece in hit.snippet) == "Điều 2 Báo cáo hằng quý."
    articles = seen(world, split).articles
    kept = [ArticleContent(id=a.id, label=a.label, text="Bãi bỏ.") for a in articles[:2]]
    lay_down(world, split, *kept, revision=seen(world, split).revision)
    assert not find("canbo", "bao cao hang quy").hits
    assert find("canbo", "hieu luc").hits == ()
    assert [each.url for each in find("canbo", "bai bo").hits] == [f"/directives/{split}#article-1"]
