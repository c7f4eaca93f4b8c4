"""Notices what no person may ever meet: script errors, broken answers, foreign addresses."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

# Chromium tells of a violated policy in the console; this also names what was refused.
POLICY = """document.addEventListener("securitypolicyviolation", (event) => console.error(
  `policy: ${event.violatedDirective} refused ${event.blockedURI} at ${event.sourceFile}`))"""


@dataclass
class Watch:
    """Everything wrong that one person's pages did; `forgiven` are patterns of expected words."""

    who: str
    origin: str
    wrong: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> "Watch":
        """Begin to watch every page of `context`."""
        context.add_init_script(POLICY)
        context.on("page", self._page)
        context.on("request", self._request)
        context.on("response", self._response)
        return self

    def forgive(self, *patterns: str) -> None:
        """From now on take these words for what the test brought about itself."""
        self.forgiven += patterns

    def faults(self) -> list[str]:
        """What was noticed and not forgiven, each with whose page did it."""
        return [
            f"{self.who}: {text}"
            for text in self.wrong
            if not any(re.search(pattern, text) for pattern in self.forgiven)
        ]

    def _page(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error} {error.stack}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location.get("url", "")
            self.wrong.append(f"console: {message.text} ({place})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        ours = urlsplit(self.origin)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != ours.netloc:
            self.wrong.append(f"foreign: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.wrong.append(f"answer: {response.status} {response.request.method} {response.url}")
