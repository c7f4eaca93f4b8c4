"""Which layout the documents of a body follow: its entry in the catalogue of issuing bodies."""

from sqlalchemy.orm import Session

from documents.catalogues import ISSUING_BODIES
from documents.official.rules import RuleSet, rule_set
from ecabinet.catalogues.queries import book


def rule_set_of(session: Session, code: str) -> RuleSet:
    """Return the rule-set of the body with this sign; that of the Party where it is in no list."""
    entry = book(session, ISSUING_BODIES).by_code.get(code)
    return rule_set(entry.data.rule_set if entry else "party")
