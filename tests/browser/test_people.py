"""What people meet beside the main line: nothing there yet, no right, two presses, no network."""

import pytest

from tests.browser.people import People

pytestmark = pytest.mark.browser


def test_pages_without_content_say_what_will_come(people: People) -> None:
    somebody = people.enter("canbo.thuvy")
    somebody.sees("Đồng chí đã làm xong mọi việc")
    somebody.go("/meetings")
    somebody.sees("Chưa có phiên họp nào sắp tới")
    somebody.go("/tasks")
    somebody.photograph("empty-tasks")
    somebody.go("/dashboard")
    somebody.photograph("empty-dashboard")
    somebody.go("/papers")
    somebody.photograph("empty-documents")
