"""The place that stands before the date of an official document."""

# What stands before the name of the place in the name of a body.
BODY_WORDS = (
    "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Đảng ủy",
    "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân thành phố", "Ủy ban nhân dân huyện",
    "Ủy ban nhân dân thị xã", "Ủy ban nhân dân phường", "Ủy ban nhân dân xã",
)  # fmt: skip


def locality(top: str) -> str:
    """Return the place in the name of the topmost body."""
    for words in BODY_WORDS:
        if top.startswith(f"{words} "):
            return top.removeprefix(f"{words} ")
    return top
