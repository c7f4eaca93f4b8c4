"""Where the story of a task begins: the tasks above it, the directive, when each was given."""

from collections import defaultdict
from collections.abc import Collection
from datetime import UTC, datetime, time
from uuid import UUID

from sqlalchemy import literal, select
from sqlalchemy.orm import Session, aliased

from documents.queries.papers import papers_of
from ecabinet.accounts.models import Person
from ecabinet.core.actors import Actor
from ecabinet.core.clock import OFFICE_ZONE, office_day
from ecabinet.core.deputies import Deputies
from ecabinet.core.permissions import allows
from followup.directive_files import CONTAINER
from followup.models import Directive, Task
from followup.paths import directive_path
from followup.policies import DirectivePermission, visible_to
from followup.queries.names import Named
from followup.queries.pieces import Above
from followup.queries.story_reports import links
from followup.queries.story_shapes import IssueStep, Rows
from followup.rollup import MOST_LEVELS
from followup.sources import TASK, StoryStep, Voice


def line_above(session: Session, actor: Actor, task: Task) -> list[tuple[Task, bool]]:
    """Return the tasks above, the nearest first, and whether the actor may read each.

    Of one that the actor may not read nothing more is told than its title, and of those above it
    nothing. One query, none without a task above.
    """
    if task.parent_id is None:
        return []
    first = select(Task.id, Task.parent_id, literal(1).label("level"))
    tree = first.where(Task.id == task.parent_id).cte("above", recursive=True)
    up = aliased(Task)
    tree = tree.union_all(
        select(up.id, up.parent_id, tree.c.level + 1).join(tree, up.id == tree.c.parent_id)
        .where(tree.c.level < MOST_LEVELS)
    )  # fmt: skip
    query = select(Task, visible_to(actor)).join(tree, tree.c.id == Task.id)
    line: list[tuple[Task, bool]] = []
    for above, readable in session.execute(query.order_by(tree.c.level)):
        line.append((above, bool(readable)))
        if not readable:
            break
    return line


def issues(
    session: Session,
    rows: Rows,
    line: Collection[tuple[Task, bool]],
    told: Collection[UUID],
    by: Deputies,
) -> list[IssueStep]:
    """Return when these tasks were given and by whom, those of one moment together; one query.

    Those in `told` are left out: the task above tells that they were split off.
    """
    facts = session.execute(
        select(
            Task.id, Task.issued_at, Task.issued_by_id, Person.name, Task.parent_id,
            Task.source_kind, Task.source_quote,
        )
        .join(Person, Person.id == Task.issued_by_id)
        .where(Task.id.in_([task_id for task_id in rows if task_id not in told]))
    ).all()  # fmt: skip
    above = {one.id: Above(one.id, one.code, one.title, readable) for one, readable in line}
    together = defaultdict(list)
    for one in facts:
        together[(one.issued_at, one.issued_by_id, one.parent_id)].append(one)
    order = {task_id: place for place, task_id in enumerate(rows)}
    steps = []
    for (at, person_id, parent_id), group in together.items():
        group.sort(key=lambda one: order[one.id])
        deputy = by.of(group[0].id, "task.issued", at)
        quotes = {one.source_quote for one in group if one.source_kind != TASK}
        steps.append(
            IssueStep(
                at=at,
                tasks=tuple(rows[one.id] for one in group),
                issued_by=Named(person_id, group[0].name, deputy=deputy),
                quote=quotes.pop() if len(quotes) == 1 else "",
                above=above.get(parent_id),
            )
        )
    return steps


def directive_step(
    session: Session, actor: Actor, directive: Directive, before: Collection[StoryStep]
) -> StoryStep:
    """Return the directive as a step of its day, after what led to it on that day; one query.

    Its files and its page are for whoever may read the register.
    """
    begin = datetime.combine(directive.issued_on, time(), OFFICE_ZONE).astimezone(UTC)
    same = [s.at for s in before if office_day(s.at) == directive.issued_on]
    reads = allows(actor, DirectivePermission.READ, directive)
    files = papers_of(session, actor, CONTAINER, [directive.id]) if reads else {}
    return StoryStep(
        at=max([begin, *same]),
        kind="directive",
        title=directive.symbol,
        text=directive.title,
        url=directive_path(directive.id) if reads else "",
        people=(Voice(directive.issuing_body, "issuing_body"),),
        documents=links(files.get(directive.id, ())),
        all_day=True,
    )
