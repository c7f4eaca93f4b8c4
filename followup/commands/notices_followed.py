"""Articles of a directive that came with their tasks: the conclusions of a meeting."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import update

from ecabinet.core.unit_of_work import UnitOfWork
from followup.commands.directives import refold
from followup.models import Directive, DirectiveArticle, Task


def add_articles_with_tasks(
    uow: UnitOfWork, directive_id: UUID, articles: Sequence[tuple[str, str, UUID | None]]
) -> None:
    """Add (label, text, task) each as an article; from now on the tasks come of it.

    One without a task only states something and needs no work. A task keeps the directive that it
    has already. For a directive that has just been registered.
    """
    rows = [
        DirectiveArticle(
            directive_id=directive_id,
            position=place,
            label=label[:60],
            text=text,
            needs_work=task_id is not None,
        )
        for place, (label, text, task_id) in enumerate(articles, start=1)
    ]
    uow.session.add_all(rows)
    uow.session.flush()  # The tasks refer to the rows.
    for row, (_label, _text, task_id) in zip(rows, articles, strict=True):
        if task_id is not None:
            # Where a task comes from is no part of it that two people could change at once.
            uow.session.execute(
                update(Task)
                .where(Task.id == task_id, Task.directive_id.is_(None))
                .values(directive_id=directive_id, article_id=row.id)
            )
    directive = uow.session.get_one(Directive, directive_id)
    uow.session.expire(directive, ["articles"])
    refold(uow, directive)
    linked = [str(task_id) for _, _, task_id in articles if task_id is not None]
    uow.audit("directive.tasks_linked", "directive", directive_id, tasks=linked)
