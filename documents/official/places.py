"""The place that stands before the date of an official document."""

# What stands before the name of the place in the name of a body.
BODY_WORDS = (
    "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Đảng ủy",
    "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân thành phố", "Ủy ban nhân dân huyện",
    "Ủy ban nhân dân thị xã", "Ủy ban nhân dân phường", "Ủy ban nhân dân xã",
)  # fmt: skip


_office: list[str] = []


def settle(office_name: str) -> None:
    """Say whose installation this is; once, when the product starts."""
    _office[:] = [office_name]


def locality(top: str) -> str:
    """Return the place in the name of the topmost body; one without a place has the office's."""
    names = (top, *_office)
    return next((place for name in names if (place := _place_in(name))), top)


def _place_in(name: str) -> str:
    words = next((words for words in BODY_WORDS if name.startswith(f"{words} ")), None)
    return name.removeprefix(f"{words} ") if words else ""
