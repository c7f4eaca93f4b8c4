"""Which parts of a PDF act by themselves or reach out of the file, and how to find them all."""

from collections.abc import Iterator

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

# Keys that start something, carry files, or are forms in a language of their own.
_KEYS = frozenset(
    [
        "/AA",
        "/AF",
        "/AlternatePresentations",
        "/Collection",
        "/EF",
        "/EmbeddedFile",
        "/EmbeddedFiles",
        "/ImportData",
        "/JS",
        "/JavaScript",
        "/Launch",
        "/NeedsRendering",
        "/Rendition",
        "/Renditions",
        "/RichMediaContent",
        "/RichMediaSettings",
        "/SubmitForm",
        "/XFA",
    ]
)
# As values they name what acts; under a key that no reader knows they do nothing, and are not kept.
_ACTING = frozenset(
    [
        "/EmbeddedFile",
        "/EmbeddedFiles",
        "/ImportData",
        "/JavaScript",
        "/Launch",
        "/Rendition",
        "/SubmitForm",
        "/XFA",
    ]
)
_ACTION_KEYS = ("/A", "/PA", "/Next")
_HARMLESS_ACTIONS = frozenset({"/GoTo", "/Named", "/URI"})
_HARMLESS_NAMES = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage", "/GoBack"})
_HARMLESS_SCHEMES = ("http://", "https://", "mailto:")
_ACTIVE_ANNOTATIONS = frozenset(
    ["/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound", "/TrapNet"]
)
# Here keys are names chosen by the writer of the file: a font may well be called /AA.
_NAME_MAPS = frozenset(
    [
        "/CharProcs",
        "/ClassMap",
        "/ColorSpace",
        "/D",
        "/Dests",
        "/ExtGState",
        "/Font",
        "/N",
        "/Pattern",
        "/Properties",
        "/R",
        "/RoleMap",
        "/Shading",
        "/XObject",
    ]
)


def resolve(value: object) -> object:
    """Return what `value` points at, or None for a null or a dangling reference."""
    if isinstance(value, IndirectObject):
        value = value.get_object()
    return None if isinstance(value, NullObject) else value


def _acts(value: object) -> bool:
    """Tell whether an action, or one of a list of actions, is more than a jump or a web link."""
    action = resolve(value)
    if isinstance(action, ArrayObject):
        return any(_acts(item) for item in action)
    if not isinstance(action, DictionaryObject):
        return False
    kind = resolve(action.get("/S"))
    if kind == "/URI":
        return not str(resolve(action.get("/URI"))).strip().lower().startswith(_HARMLESS_SCHEMES)
    if kind == "/Named":
        return resolve(action.get("/N")) not in _HARMLESS_NAMES
    # Without a kind it is no action: /Next of an outline item, attributes of a tagged element.
    return kind is not None and kind not in _HARMLESS_ACTIONS


def _names_acting(value: object) -> bool:
    return isinstance(value, NameObject) and value in _ACTING


def is_active_annotation(value: object) -> bool:
    """Tell whether an annotation plays, opens or carries something."""
    annotation = resolve(value)
    if not isinstance(annotation, DictionaryObject):
        return False
    return resolve(annotation.get("/Subtype")) in _ACTIVE_ANNOTATIONS


def active_keys(holder: DictionaryObject) -> list[str]:
    """Return the keys of `holder` whose values act by themselves or reach out of the file."""
    found = [key for key in holder if key in _KEYS]
    found += [key for key, value in dict.items(holder) if _names_acting(value)]
    found += [key for key in _ACTION_KEYS if key in holder and _acts(holder.get(key))]
    if "/OpenAction" in holder and _acts(holder.get("/OpenAction")):
        found.append("/OpenAction")
    if isinstance(holder, StreamObject) and "/F" in holder:
        found.append("/F")  # the data of this stream would stand in another file
    annotations = resolve(holder.get("/Annots"))
    if isinstance(annotations, ArrayObject) and any(map(is_active_annotation, annotations)):
        found.append("/Annots")
    return list(dict.fromkeys(found))


def _children(holder: PdfObject, names: bool) -> Iterator[tuple[object, bool]]:
    if isinstance(holder, ArrayObject):
        for value in holder:
            yield value, False
    elif isinstance(holder, DictionaryObject):
        for key, value in holder.items():
            yield value, not names and key in _NAME_MAPS


def dictionaries(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Yield once every dictionary that can be reached, but those whose keys are mere names.

    An object met both as a map of names and as something else is yielded, so nothing can hide.
    """
    seen: set[tuple[int, int, bool]] = set()
    waiting: list[tuple[object, bool]] = [(root, False)]
    while waiting:
        value, names = waiting.pop()
        if isinstance(value, IndirectObject):
            place = (value.idnum, value.generation, names)
            if place in seen:
                continue
            seen.add(place)
            value = value.get_object()
        if not isinstance(value, ArrayObject | DictionaryObject):
            continue
        if isinstance(value, DictionaryObject) and not names:
            yield value
        waiting.extend(_children(value, names))
