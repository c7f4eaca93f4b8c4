"""What an API token may be used for: areas, read or write. No entry means refused.

A scope never gives a right: the owner's own rights are asked as always. Operations are named as in
the API document; those of most tags follow their tag, those of people and rights are listed one by
one, because among them are the ones that no program may do in a person's name.
"""

from ecabinet.core.actors import Actor

AREAS = ("meetings", "documents", "followup", "people", "catalogues", "notices", "admin")
READ, WRITE = "read", "write"
SCOPES = tuple(f"{area}:{mode}" for area in AREAS for mode in (READ, WRITE))
ANY = "any"

# Tag of the operation → area; GET reads, everything else writes.
_BY_TAG = {
    "meetings": "meetings",
    "circulation": "meetings",
    "documents": "documents",
    "register": "documents",
    "routing": "documents",
    "official": "documents",
    "followup": "followup",
    "catalogues": "catalogues",
    "notices": "notices",
    "notifications": "notices",
    "people": "people",
    "units": "people",
    "audit": "admin",
    "rights": "admin",
    "retention": "admin",
    "webhooks": "admin",
}
# Operations of other tags, one by one.
_BY_NAME = {
    "whoAmI": ANY,
    # Which streams it may follow is asked for each stream, see `may_hear`.
    "listChanges": ANY,
    "getDirectory": "people:read",
    # Taking a paper along is reading it: the copy is made for the one who asks and changes nothing.
    "createPaperCopy": "documents:read",
    "findColleagues": "people:read",
    # The same words for everybody.
    "getScreenHelp": ANY,
    "listGuides": ANY,
    "getGuide": ANY,
}
# Never by a token, with the reason.
NEVER = {
    "search": "finds across all areas, which no single scope covers",
    "createMeetingArchive": "gathers papers, votes and tasks, which no single scope covers",
    "getMeetingArchive": "gathers papers, votes and tasks, which no single scope covers",
    "getMeetingArchiveFile": "gathers papers, votes and tasks, which no single scope covers",
    "signIn": "asks for no token",
    "completeSignIn": "asks for no token",
    "startSignInEnrolment": "asks for no token",
    "listSessions": "a stolen token need not know of the sign-ins",
    "endSession": "a stolen token must not end the others",
    "endOtherSessions": "a stolen token must not end the others",
    "changePassword": "a program must not change how a person signs in",
    "getSecondFactor": "a program need not know how a person signs in",
    "startSecondFactor": "a program must not change how a person signs in",
    "confirmSecondFactor": "a program must not change how a person signs in",
    "turnOffSecondFactor": "a program must not change how a person signs in",
    "regenerateRecoveryCodes": "a program must not change how a person signs in",
    "createResetLink": "a program must not open a person's account",
    "useResetLink": "asks for no token",
    "resetSecondFactor": "a program must not open a person's account",
    "listPersonSessions": "where a colleague signs in is for administrators at their own screen",
    "endPersonSessions": "a program must not sign people out",
    "getOfflineKey": "the seal of kept papers is for a person's own tablet",
    "createToken": "a token must not make tokens",
    "revokeToken": "a stolen token must not end the others",
    "listTokens": "a stolen token need not know of the others",
    "listDelegations": "whose powers one has is for the person alone",
    "createDelegation": "a program must not give a person's powers away",
    "revokeDelegation": "a program must not take powers away",
    "getTour": "how far a person is with the first tour is for their own screen",
    "tickTourStep": "a program does not learn for a person",
    "putOffTour": "a program does not learn for a person",
    "closeTour": "a program does not learn for a person",
    "openTour": "a program does not learn for a person",
    "signOfficialDocument": "a program must not sign in a person's name",
    "sealOfficialDocument": "a program must not seal in the office's name",
    "addSigningKey": "a program must not bring keys that sign in a person's name",
    "removeSigningKey": "a program must not take a person's key away",
    "createWebhook": "a program must not say where the office's events go",
    "changeWebhook": "a program must not say where the office's events go",
    "rotateWebhookSecret": "a program must not get a secret that is shown to a person",
    "retireWebhook": "a program must not end what cannot be begun again",
    "openScreen": "a program must not let a machine in that nobody signed in on",
}
_STREAMS = {
    "meeting": "meetings:read",
    "paper": "documents:read",
    "task": "followup:read",
    "opinions": "meetings:read",
    "person": "notices:read",
}


def scope_of(operation: str, tag: str, method: str) -> str | None:
    """Return the scope an operation needs, ANY, or None when no token opens it."""
    if operation in NEVER:
        return None
    if operation in _BY_NAME:
        return _BY_NAME[operation]
    area = _BY_TAG.get(tag)
    return f"{area}:{READ if method.upper() == 'GET' else WRITE}" if area else None


def grants(scopes: frozenset[str], needed: str | None) -> bool:
    """Whether `scopes` open what needs `needed`; to write includes to read."""
    if needed is None:
        return False
    area, _, mode = needed.partition(":")
    return needed == ANY or needed in scopes or (mode == READ and f"{area}:{WRITE}" in scopes)


def may_hear(actor: Actor, stream: str) -> bool:
    """Whether the actor's token, if there is one, reaches to a live stream."""
    return actor.token is None or grants(actor.token.scopes, _STREAMS.get(stream.partition(":")[0]))
