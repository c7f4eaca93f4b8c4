"""Rules made of rules, so that a decision can be explained: which part of it held, and in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, runtime_checkable

from ecabinet.core.actors import Actor, HeldOffice
from ecabinet.core.permissions import Permission, Predicate, allows, registered

Inside = Sequence[tuple[Predicate, Any]]


@runtime_checkable
class Composite(Protocol):
    """A predicate that asks others; `every` says whether all of them must hold, or any."""

    every: bool

    def inside(self, thing: Any) -> Inside:
        """Return the predicates asked, each with what it is asked about."""


@dataclass(frozen=True)
class AnyOf:
    """Holds when one of the parts holds."""

    parts: tuple[Predicate, ...]
    every: bool = False

    def __call__(self, actor: Actor, thing: Any) -> bool:
        """Ask one after another."""
        return any(part(actor, thing) for part in self.parts)

    def inside(self, thing: Any) -> Inside:
        """The parts."""
        return [(part, thing) for part in self.parts]


@dataclass(frozen=True)
class AllOf:
    """Holds when all parts hold."""

    parts: tuple[Predicate, ...]
    every: bool = True

    def __call__(self, actor: Actor, thing: Any) -> bool:
        """Ask one after another."""
        return all(part(actor, thing) for part in self.parts)

    def inside(self, thing: Any) -> Inside:
        """The parts."""
        return [(part, thing) for part in self.parts]


@dataclass(frozen=True)
class Having:
    """Holds for whoever has another permission on the same thing, delegated ones included."""

    permission: Permission
    every: bool = True

    def __call__(self, actor: Actor, thing: Any) -> bool:
        """Ask the table."""
        return allows(actor, self.permission, thing)

    def inside(self, thing: Any) -> Inside:
        """The rule of that permission."""
        return [(registered()[self.permission], thing)]


@dataclass(frozen=True)
class Looking:
    """Asks a rule about a part of the thing: the meeting of an item, the task of a report."""

    rule: Predicate
    part: Callable[[Any], Any]
    every: bool = True

    def __call__(self, actor: Actor, thing: Any) -> bool:
        """Ask about the part."""
        return self.rule(actor, self.part(thing))

    def inside(self, thing: Any) -> Inside:
        """The rule, with the part."""
        return [(self.rule, self.part(thing))]


def any_of(*parts: Predicate) -> AnyOf:
    """Return a rule that holds when one of `parts` does."""
    return AnyOf(parts)


def all_of(*parts: Predicate) -> AllOf:
    """Return a rule that holds when all `parts` do."""
    return AllOf(parts)


_WORDS: dict[Predicate, Any] = {}
_NAMES: dict[Permission, Any] = {}


def name_rules(words: Mapping[Any, Any]) -> None:
    """Give rules their sentences (lazy translations), as the administrators' page shows them."""
    _WORDS.update(words)


def name_permissions(names: Mapping[Any, Any]) -> None:
    """Give permissions their names (lazy translations)."""
    _NAMES.update(names)


def rule_words(rule: Any) -> Any | None:
    """Return the sentence of a rule, None when it has none of its own."""
    return _WORDS.get(rule)


def permission_name(permission: Permission) -> Any:
    """Return the name of a permission; its code when nobody named it."""
    return _NAMES.get(permission, str(permission))


@dataclass(frozen=True)
class Finding:
    """What a rule said of one person and one thing.

    `words` is None for a composed rule without a sentence of its own. `offices` are those held
    offices each of which suffices; empty when the rule holds without any, or does not hold.
    """

    words: Any | None
    holds: bool
    every: bool
    parts: tuple["Finding", ...] = ()
    offices: tuple[HeldOffice, ...] = ()


def judge(actor: Actor, rule: Any, thing: Any) -> Finding:
    """Return how `rule` comes to its answer."""
    holds = rule(actor, thing)
    if isinstance(rule, Composite):
        parts = tuple(judge(actor, part, about) for part, about in rule.inside(thing))
        return Finding(rule_words(rule), holds, rule.every, parts)
    words = rule_words(rule) or getattr(rule, "__name__", str(rule))
    return Finding(words, holds, True, offices=_giving(actor, rule, thing) if holds else ())


def _giving(actor: Actor, rule: Predicate, thing: Any) -> tuple[HeldOffice, ...]:
    """Take all offices away, then give one at a time: which of them is it that gives the right."""
    if rule(replace(actor, offices=()), thing):
        return ()
    return tuple(o for o in actor.offices if rule(replace(actor, offices=(o,)), thing))


def leaves(rule: Predicate) -> list[Predicate]:
    """Return the simple rules a rule is made of, as far as that is known without a thing."""
    if isinstance(rule, AnyOf | AllOf):
        return [leaf for part in rule.parts for leaf in leaves(part)]
    if isinstance(rule, Looking):
        return leaves(rule.rule)
    if isinstance(rule, Having):
        return leaves(registered()[rule.permission])
    return [rule]
