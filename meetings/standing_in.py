"""How official papers, in Vietnamese for every reader, say for whom a substitute sits. Pure."""


def with_whom(title: str, holder: str | None) -> str:
    """Return the office of somebody, with the name of who is represented, if anybody is."""
    return ", ".join(part for part in (title, f"thay đồng chí {holder}" if holder else "") if part)
