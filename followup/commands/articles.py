"""The articles of a directive are laid down: proposed by the machine, reviewed by a person."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access
from followup.commands.directives import refold
from followup.models import Directive, DirectiveArticle, Task
from followup.policies import DirectivePermission
from followup.splitting import LONGEST, MOST
from followup.words import Words

FAR = 10_000


class ArticleContent(BaseModel):
    """An article as people see it; `id` of one that is there already."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: UUID | None = None
    label: Words = Field(min_length=1, max_length=60)
    text: Words = Field(min_length=1, max_length=LONGEST)
    needs_work: bool | None = None


class SetArticles(BaseModel):
    """All articles in their order; what is not named is taken away. `revision`: what was seen."""

    model_config = ConfigDict(frozen=True)
    directive_id: UUID
    revision: int | None = None
    articles: tuple[ArticleContent, ...] = Field(max_length=MOST)


class ArticlesSet(BaseModel):
    """How many there are now, and the directive's revision."""

    model_config = ConfigDict(frozen=True)
    count: int
    revision: int


def set_articles(uow: UnitOfWork, cmd: SetArticles) -> ArticlesSet:
    """Lay down the articles.

    Raises:
        NotFound, Denied; Stale: they were changed since.
        Invalid: an id is not of this directive, or is named twice.
        Conflict: an article that tasks come of would be taken away.
    """
    row = access.directive_to_change(
        uow, cmd.directive_id, DirectivePermission.REGISTER, cmd.revision
    )
    known = {article.id: article for article in row.articles}
    wanted = [one.id for one in cmd.articles if one.id is not None]
    if not set(wanted) <= set(known) or len(set(wanted)) < len(wanted):
        raise Invalid("article.unknown", field="articles")
    _take_away(uow, [known[key] for key in known if key not in wanted])
    for place, article in enumerate(known.values()):
        article.position = FAR + place  # Out of the way: places are unique.
    uow.session.flush()
    kept = [_write(uow, row, known, one, at) for at, one in enumerate(cmd.articles, start=1)]
    uow.audit("directive.split", "directive", row.id, symbol=row.symbol, count=len(kept))
    uow.session.flush()  # The words are of what stands now.
    uow.session.expire(row, ["articles"])
    refold(uow, row)
    row.revision += 1
    uow.session.flush()  # The revision is part of the answer.
    return ArticlesSet(count=len(kept), revision=row.revision)


def _take_away(uow: UnitOfWork, gone: list[DirectiveArticle]) -> None:
    used = select(Task.article_id).where(Task.article_id.in_([article.id for article in gone]))
    kept = set(uow.session.scalars(used)) if gone else set()
    for article in gone:
        if article.id in kept:
            raise Conflict("article.has_tasks", label=article.label)
        uow.session.delete(article)


def _write(
    uow: UnitOfWork, row: Directive, known: dict[UUID, DirectiveArticle], content: ArticleContent,
    place: int,
) -> DirectiveArticle:  # fmt: skip
    article = known.get(content.id) if content.id else None
    if article is None:
        article = DirectiveArticle(directive_id=row.id)
        uow.session.add(article)
    article.position, article.label = place, content.label
    article.text, article.needs_work = content.text, content.needs_work
    return article
