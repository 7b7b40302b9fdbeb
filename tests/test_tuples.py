"""Our named tuple against the one of `typing`: the same of all that anyone asks of a value."""

from __future__ import annotations

import copy
import inspect
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from reconcile.tuples import NamedTuple


class Ours(NamedTuple):
    """A value."""

    name: str
    number: int = 3
    rest: tuple[int, ...] = ()

    @property
    def twice(self) -> int:
        return 2 * self.number

    def more(self) -> Ours:
        return self._replace(number=self.number + 1)


class Theirs(typing.NamedTuple):
    """A value."""

    name: str
    number: int = 3
    rest: tuple[int, ...] = ()

    @property
    def twice(self) -> int:
        return 2 * self.number

    def more(self) -> Theirs:
        return self._replace(number=self.number + 1)


class One(NamedTuple):
    only: str


ASKED: list[Callable[[Any], Any]] = [
    lambda c: c("a"),
    lambda c: c("a", rest=(1,)),
    lambda c: c(name="a", number=4),
    lambda c: repr(c("a", 1)).partition("(")[2],
    lambda c: c("a").twice,
    lambda c: c("a").more(),
    lambda c: c("a")._replace(name="b", rest=(1, 2)),
    lambda c: c("a")._asdict(),
    lambda c: c._make(["a", 1, ()]),
    lambda c: (c._fields, c._field_defaults, c.__match_args__, c.__doc__),
    lambda c: list(inspect.signature(c).parameters.values())[1].default,
    lambda c: list(inspect.signature(c).parameters),
    lambda c: hash(c("a")) == hash(("a", 3, ())),
    lambda c: pickle.loads(pickle.dumps(c("a"))).more(),
    lambda c: type(copy.deepcopy(c("a", 1, (2,)))) is c,
    lambda c: c("a") < c("b"),
    lambda c: c("a").name.upper(),
    lambda c: hasattr(c("a"), "__dict__"),
]


@pytest.mark.parametrize("asked", ASKED)
def test_a_value_is_what_it_is_elsewhere(asked: Callable[[Any], Any]) -> None:
    assert asked(Ours) == asked(Theirs)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda c: c(),
        lambda c: c("a", 1, (), 2),
        lambda c: c("a", other=1),
        lambda c: c("a", name="b"),
        lambda c: c("a")._replace(other=1),
        lambda c: c._make(["a"]),
        lambda c: setattr(c("a"), "name", "b"),
        lambda c: setattr(c("a"), "other", "b"),
    ],
)
def test_what_is_refused_elsewhere_is_refused(wrong: Callable[[Any], Any]) -> None:
    for of in (Ours, Theirs):
        with pytest.raises((TypeError, ValueError, AttributeError)):
            wrong(of)


def test_a_value_of_one_field() -> None:
    value = One("a")
    assert (value, value.only, value._replace(only="b")) == (("a",), "a", One("b"))
    match value:
        case One(only):
            assert only == "a"


def test_the_fields_are_named_in_a_complaint() -> None:
    with pytest.raises(TypeError, match="name"):
        Ours()  # type: ignore[call-arg]
