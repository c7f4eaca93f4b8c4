"""Writes down which file was given to whom, before its first byte leaves."""

from typing import Any

from flask import Response, request

from ecabinet.core.handing_out import HandedOut, record_handing_out
from ecabinet.web.requests import close_frame, current_actor, platform


def noted(
    response: Response, action: str, subject_kind: str, subject_id: object, **detail: Any
) -> Response:
    """Return `response` once the audit log tells that it was given to the person signed in.

    Nothing is noted when nothing is given: the reader's browser has the same file still (304), or
    asks for a later part of one whose beginning was noted.
    """
    if _gives(response):
        given = HandedOut(
            action=action,
            subject_kind=subject_kind,
            subject_id=str(subject_id),
            detail={**detail, "address": request.remote_addr or ""},
        )
        try:
            close_frame()  # Of a page that was made already.
            platform().store.execute(current_actor(), record_handing_out, given)
        except Exception:
            response.close()  # Its file is open, and nobody will read it now.
            raise
    return response


def _gives(response: Response) -> bool:
    if request.method != "GET":
        return False
    if response.status_code == 302:  # The store hands it out in our stead.
        return not request.range or request.range.ranges[0][0] == 0
    first = response.content_range.start in (0, None) if response.content_range else True
    return response.status_code in (200, 206) and first
