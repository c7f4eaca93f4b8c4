"""Agendas kept for later: saved from a meeting, used for a new one, renamed, deleted."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from ecabinet.accounts.models import Office as HeldBy
from ecabinet.core.actors import SYSTEM
from ecabinet.core.clock import utc_now
from ecabinet.core.errors import Conflict, Denied, NotFound, Stale
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.commands.agenda import (
    AddAgendaItem,
    UpdateAgendaItem,
    add_agenda_item,
    update_agenda_item,
)
from meetings.commands.plan import create_meeting
from meetings.commands.presenters import bare
from meetings.commands.templates import (
    DeleteTemplate,
    RenameTemplate,
    SaveTemplate,
    delete_template,
    rename_template,
    save_template,
)
from meetings.models import AgendaItem, AgendaTemplate
from meetings.queries import detail
from meetings.queries.shapes import MeetingOut
from meetings.queries.templates import TemplateOut, templates
from tests.gatherings import Gathering, draft


def saved(gathering: Gathering, name: str = "Thường kỳ", username: str = "thuky") -> UUID:
    """A template of the meeting's agenda."""
    command = SaveTemplate(meeting_id=gathering.id, name=name)
    made: UUID = gathering.run(username, save_template, command).id
    return made


def kept(gathering: Gathering, username: str = "thuky") -> list[TemplateOut]:
    """The templates that somebody sees."""
    with gathering.store.reading() as session:
        return templates(session, gathering.as_actor(username))


def begun(gathering: Gathering, template_id: UUID, username: str = "thuky") -> MeetingOut:
    """A new meeting that begins with a template."""
    command = draft(gathering.office, title="Phiên mới", template_id=template_id, with_agenda=True)
    made = gathering.run(username, create_meeting, command)
    with gathering.store.reading() as session:
        return detail.meeting(session, gathering.as_actor(username), made.id)


def item(gathering: Gathering, title: str, **fields: Any) -> UUID:
    """One more item."""
    command = AddAgendaItem(meeting_id=gathering.id, title=title, **fields)
    made: UUID = gathering.run("thuky", add_agenda_item, command).id
    return made


def test_a_meeting_begins_with_the_agenda_that_was_kept(gathering: Gathering) -> None:
    """The tree, minutes, units, members only; in place of the lines of its kind."""
    gathering.planned()
    inner = item(gathering, "Con", parent_id=gathering.items[0], minutes=7, presenter_unit="VPTU")
    item(gathering, "Cháu", parent_id=inner, members_only=True)
    new = begun(gathering, saved(gathering))
    names = ("number", "title", "minutes", "presenter_unit", "members_only", "level")
    old = gathering.seen_by("thuky")
    assert [[getattr(i, n) for n in names] for i in new.agenda] == [
        [getattr(i, n) for n in names] for i in old.agenda
    ]
    assert [i.number for i in new.agenda] == ["1", "1.1", "1.1.1", "2", "3"]
    assert not {i.id for i in new.agenda} & {i.id for i in old.agenda}
    with gathering.store.reading() as session:
        child = session.get_one(AgendaItem, new.agenda[2].id)
        assert child.parent_id == new.agenda[1].id


def test_presenters_are_kept_by_function_and_named_by_who_holds_it(gathering: Gathering) -> None:
    """A name in the meeting becomes its function; the sole holder's name comes back."""
    gathering.planned()
    seat = next(p for p in gathering.seen_by("thuky").participants if p.title)
    key = gathering.office.people["chutri"]
    title = "Chức vụ chỉ một người giữ"

    def only(uow: UnitOfWork, _cmd: Any) -> None:
        uow.session.execute(update(HeldBy).where(HeldBy.person_id == key).values(title=title))

    gathering.store.execute(SYSTEM, only, None)
    chair = next(p for p in gathering.seen_by("thuky").participants if p.person_id == key)
    item(gathering, "A", presenter_name=f"Đ/c {seat.name}")
    item(gathering, "B", presenter_name="Người ngoài cơ quan", presenter_unit="Sở X")
    template_id = saved(gathering)
    line = kept(gathering)[0].lines[-2]
    assert line.presenter == seat.title
    assert kept(gathering)[0].lines[-1].presenter == "Người ngoài cơ quan"

    def by_function(uow: UnitOfWork, _cmd: Any) -> None:
        row = uow.session.get_one(AgendaTemplate, template_id)
        row.lines = [dict(row.lines[0], presenter=title), dict(row.lines[1], presenter="Không ai")]

    gathering.store.execute(SYSTEM, by_function, None)
    new = begun(gathering, template_id)
    assert [i.presenter_name for i in new.agenda] == [chair.name, "Không ai"]


def test_secret_items_stay_behind(gathering: Gathering) -> None:
    """With what lies in them; a secretary who is not cleared reads the template."""
    gathering.planned()
    child = item(gathering, "Con của mật", parent_id=gathering.items[1])

    def hide(uow: UnitOfWork, _cmd: Any) -> None:
        for key in (gathering.items[1], child):
            uow.session.get_one(AgendaItem, key).secrecy = 2

    gathering.store.execute(SYSTEM, hide, None)
    saved(gathering)
    assert [line.title for line in kept(gathering)[0].lines] == [
        "Công tác chuyển đổi số",
        "Công tác cán bộ",
    ]


def test_nothing_is_no_template(gathering: Gathering) -> None:
    """An empty agenda, or a name that is there already."""
    with pytest.raises(Conflict) as refused:
        saved(gathering)
    assert refused.value.code == "agenda_template.no_items"
    gathering.planned()
    saved(gathering)
    with pytest.raises(Conflict) as refused:
        saved(gathering, "  Thường kỳ ")
    assert refused.value.code == "agenda_template.name_taken"
    assert len(kept(gathering)) == 1


@pytest.mark.parametrize(("username", "error"), [("cuong", NotFound), ("chutri", Denied)])
def test_only_secretaries_of_the_body_keep_agendas(
    gathering: Gathering, username: str, error: type
) -> None:
    """Others do not know of them, whatever their part in the meeting."""
    gathering.called()
    with pytest.raises(error):
        saved(gathering, username=username)
    template_id = saved(gathering)
    assert kept(gathering, username) == []
    for work, command in (
        (rename_template, RenameTemplate(template_id=template_id, name="Khác")),
        (delete_template, DeleteTemplate(template_id=template_id)),
    ):
        with pytest.raises(NotFound):
            gathering.run(username, work, command)
    assert [one.name for one in kept(gathering)] == ["Thường kỳ"]


def test_a_template_is_renamed_once(gathering: Gathering) -> None:
    """Who saw the old name is told; another's name is refused; its own is no change."""
    gathering.planned()
    first, second = saved(gathering), saved(gathering, "Chuyên đề")
    seen = next(one.revision for one in kept(gathering) if one.id == first)
    command = RenameTemplate(template_id=first, name="Tháng", revision=seen)
    gathering.run("thuky", rename_template, command)
    with pytest.raises(Stale):
        gathering.run("thuky", rename_template, command)
    with pytest.raises(Conflict):
        gathering.run("thuky", rename_template, RenameTemplate(template_id=second, name="Tháng"))
    gathering.run("thuky", rename_template, RenameTemplate(template_id=second, name="Chuyên đề"))
    assert [one.name for one in kept(gathering)] == ["Chuyên đề", "Tháng"]


def test_a_deleted_template_leaves_its_meetings(gathering: Gathering) -> None:
    """They have their own items; a template that is gone begins nothing."""
    gathering.planned()
    template_id = saved(gathering)
    new = begun(gathering, template_id)
    gathering.run("thuky", delete_template, DeleteTemplate(template_id=template_id))
    assert kept(gathering) == []
    with gathering.store.reading() as session:
        still = select(AgendaItem.id).where(AgendaItem.meeting_id == new.id)
        assert len(session.scalars(still).all()) == 3
    for gone in (template_id, uuid4()):
        with pytest.raises(NotFound):
            begun(gathering, gone)


def test_a_change_of_the_meeting_does_not_reach_the_template(gathering: Gathering) -> None:
    """What was kept is what was there."""
    gathering.planned()
    saved(gathering)
    change = UpdateAgendaItem(item_id=gathering.items[0], title="Tên khác")
    gathering.run("thuky", update_agenda_item, change)
    assert kept(gathering)[0].lines[0].title == "Công tác chuyển đổi số"
    assert kept(gathering)[0].created_at <= utc_now()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Đ/c Đỗ Quang Vinh", "Đỗ Quang Vinh"), ("Bà Lê Bà", "Lê Bà"), ("Bàng Văn", "Bàng Văn")],
)
def test_an_address_is_no_part_of_a_name(typed: str, name: str) -> None:
    assert bare(typed) == name
