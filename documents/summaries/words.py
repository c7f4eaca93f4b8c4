"""The words of a summary in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from documents.marks import Author, Mark
from documents.queries.marks import LAYERS, SharedLayer
from documents.stamps import stamp_words
from documents.summaries.shapes import Heads


@dataclass(frozen=True)
class Words:
    """All that `comments` needs; gathered once, so that it can run where no request is."""

    heads: Heads
    kinds: Mapping[str, str]
    layers: Mapping[str, str]
    units: Mapping[UUID | None, str]
    stamps: Mapping[str, str]
    deputy: str
    brought: str
    nobody: str
    open: str
    resolved: str
    reopened: str

    def layer(self, mark: Mark) -> str:
        """Return the layer's name, that of a unit's layer being the unit's."""
        if mark.layer == "unit":
            return self.units.get(mark.unit_id) or self.layers["unit"]
        return self.layers[mark.layer]

    def author(self, author: Author) -> str:
        """Return who wrote it, and on whose behalf."""
        if author.brought_by is not None:
            return self.brought % {"name": author.name or self.nobody}
        if author.deputy is None:
            return author.name
        return self.deputy % {"deputy": author.deputy, "name": author.name}


def words(shared: Sequence[SharedLayer]) -> Words:
    """Return the words; `shared` names the units whose layers there are."""
    return Words(
        heads=heads(),
        kinds=kind_words(),
        layers=layer_words(),
        units={layer.unit_id: layer.name for layer in shared},
        stamps=stamp_words(),
        deputy=_("%(deputy)s (làm thay %(name)s)", deputy="%(deputy)s", name="%(name)s"),
        brought=_("%(name)s (nhập từ tệp)", name="%(name)s"),
        nobody=_("Không rõ người ghi"),
        open=_("Chưa xong"),
        resolved=_("Đã xong"),
        reopened=_("Chưa xong, bàn lại"),
    )


def listed_name(author: Author) -> str:
    """Return by what name an author is listed, whoever acted for them; one of a file says so."""
    if author.brought_by is None:
        return author.name
    return _("%(name)s (nhập từ tệp)", name=author.name or _("Không rõ người ghi"))


def heads() -> Heads:
    """Return the words above the columns."""
    return Heads(
        page=_("Trang"),
        author=_("Người viết"),
        at=_("Lúc"),
        layer=_("Lớp ghi chú"),
        kind=_("Loại"),
        quote=_("Đoạn được đánh dấu"),
        text=_("Ý kiến"),
        replies=_("Các lời trả lời"),
        state=_("Tình trạng"),
    )


def layer_words() -> dict[str, str]:
    """Return layer → its name, in the order in which they are offered."""
    named = {"personal": _("Của tôi"), "unit": _("Đơn vị"), "meeting": _("Phiên họp")}
    return {layer: named[layer] for layer in LAYERS}


def kind_words() -> dict[str, str]:
    """Return kind of mark → its name."""
    return {
        "ink": _("Nét viết"),
        "highlight": _("Tô sáng"),
        "underline": _("Gạch chân"),
        "strikeout": _("Gạch bỏ"),
        "note": _("Ghi chú"),
        "line": _("Đường kẻ"),
        "arrow": _("Mũi tên"),
        "rectangle": _("Khung"),
        "ellipse": _("Khoanh tròn"),
        "text": _("Chữ trên trang"),
        "stamp": _("Dấu ý kiến"),
    }
