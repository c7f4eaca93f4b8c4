"""What a device calls itself (User-Agent) → browser and system, as people name them.

Only for the list of sign-ins and to notice a new device. It is the device's own word, so no right
may depend on it.
"""

# The first that fits; most browsers also claim to be Chrome and Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    # A newer iPad says that it is a Macintosh.
    ("Macintosh", "Mac/iPad"),
    ("Linux", "Linux"),
)
LETTERS = 60


def device_kind(user_agent: str) -> str:
    """Return "Chrome · Windows"; of a program its own name ("curl"); "" when nothing is known."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    known = " · ".join(part for part in (browser, system) if part)
    if known:
        return known
    program = user_agent.split("/", 1)[0].strip()
    return program[:LETTERS] if program.isprintable() else ""
