"""Drafts of every kind, generated from the models themselves, on one stream.

The pools are small, so that equal records, contradictions and impossible orders come up often.
"""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from domain.streams.event import KINDS, Draft, Event
from domain.streams.fields import Names, Value
from ledger.recording.validation import draft as validated

SLUG = "one"
SOURCE = [{"title": "a letter"}]
DATES = ("2019", "2020-01-01", "2020-06", "2020-07-01", "2021-03-05~", "2022-12-31")
SLUGS = ("one", "two", "three")
BY_PATTERN = {"^[A-Z]{3}$": st.just("EUR"), "^[0-9a-f]{64}$": st.just("0" * 64)}

KEYS = (
    "one.example+64380c7c+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
    "two.example+08c33ba8+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c",
)

dates = st.sampled_from(DATES)
texts = st.sampled_from(("a word", "another"))


def _text(marks: list[Any]) -> st.SearchStrategy[str]:
    """A text that the marks of its type allow: a date, a quantity, a name, or words."""
    checks = {mark.func.__name__ for mark in marks if hasattr(mark, "func")}
    if "_date" in checks:
        return dates
    if "_quantity" in checks or "_decimal" in checks:
        return st.sampled_from(("0", "40"))
    if "_verifier_key" in checks:
        return st.sampled_from(KEYS)
    limits = [mark.pattern for mark in marks if isinstance(mark, StringConstraints)]
    patterns = [str(pattern) for pattern in limits if pattern]
    for pattern in patterns:
        if pattern in BY_PATTERN:
            return BY_PATTERN[pattern]
    if patterns or any(isinstance(mark, Names) for mark in marks):
        return st.sampled_from(SLUGS)
    return texts | dates


def _typed(annotation: Any, marks: list[Any]) -> st.SearchStrategy[Any]:
    own = [*marks, *getattr(annotation, "__metadata__", ())]
    if hasattr(annotation, "__metadata__"):
        return _typed(annotation.__origin__, own)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(_typed(arguments[0], []), min_size=1, max_size=2)
    if origin is dict:
        return st.dictionaries(texts, texts, min_size=1, max_size=1)
    if arguments:
        return st.one_of(*(_typed(one, marks) for one in arguments if one is not type(None)))
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        return st.integers(1, 6)
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return fields_of(annotation)
    return _text(own)


def _field(field: FieldInfo) -> st.SearchStrategy[Any]:
    return _typed(field.annotation, list(field.metadata))


def fields_of(model: type[Value]) -> st.SearchStrategy[dict[str, Any]]:
    """Fields as somebody may write them; most fit the model, and some contradict themselves."""
    if model.__name__ == "Place":
        return st.fixed_dictionaries({"area": st.sampled_from(SLUGS)})
    required = {n: _field(f) for n, f in model.model_fields.items() if f.is_required()}
    optional = {n: _field(f) for n, f in model.model_fields.items() if not f.is_required()}
    return st.fixed_dictionaries(required, optional=optional).map(_by_alias)


def _by_alias(fields: dict[str, Any]) -> dict[str, Any]:
    return {name.rstrip("_"): value for name, value in fields.items()}


@st.composite
def draft_of(draw: st.DrawFn, kind: str, name: str) -> Draft | None:
    """A draft of a kind on the stream called `one`; None where the fields are refused at once."""
    model = KINDS[kind]
    written = draw(fields_of(model)) | {"kind": kind, "on": draw(dates), "source": SOURCE}
    if model.slug:
        written[model.slug] = SLUG
    if kind.startswith("cohort.") and kind != "cohort.registered":
        written.pop("area", None)
        written["case"] = SLUG
    written["id"] = name
    made = validated(written, lambda _: "", lambda _: None)
    return made if isinstance(made, Draft) else None


def kinds_on(prefix: str) -> list[str]:
    """The kinds of event that stand on streams of a prefix, the founding ones first."""
    found = [kind for kind, model in KINDS.items() if _prefix(model) == prefix]
    return sorted(found, key=lambda kind: not KINDS[kind].founding)


def _prefix(model: type[Event]) -> str:
    prefix = model.kind.partition(".")[0]
    membership = prefix == "cohort" and not model.founding
    return "case" if membership else prefix


@st.composite
def imports(draw: st.DrawFn, prefix: str) -> list[Draft]:
    """What one import may bring to one stream; often with its founding, in any order."""
    kinds = kinds_on(prefix)
    single = KINDS[kinds[0]].slug is None and prefix != "ledger"
    if single:
        made = [draw(draft_of(kinds[0], SLUG))]
    else:
        chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=5))
        made = [draw(draft_of(kind, f"r{number}")) for number, kind in enumerate(chosen)]
    return [one for one in made if one is not None]
