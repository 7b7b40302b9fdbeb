"""``NamedTuple`` as `typing` has it, for less: that one evaluates what each field is annotated with and compiles a
constructor and six methods for each class, which for the hundreds of classes of values that a check loads is felt at
every start. Here the classes share their methods, and classes with as many fields share their constructor's code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

# what a field is that nobody gave; one for all, and no read-only view, which could not be sent to other processes
EMPTY: Mapping[Any, Any] = {}

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from _collections import _tuplegetter

    _new = tuple.__new__

    class _Named(tuple):
        """What `collections.namedtuple` gives every class, once."""

        __slots__ = ()

        @classmethod
        def _make(cls, values: Iterable[Any]) -> _Named:
            made = _new(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changed: Any) -> _Named:
            made = _new(self.__class__, map(changed.pop, self._fields, self))
            if changed:
                raise ValueError(f"Got unexpected field names: {list(changed)!r}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self._asdict().items())})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    @cache
    def _constructor(number: int) -> CodeType:
        """Of a class with so many fields; the caller gives the arguments their names."""
        names = ", ".join(f"_{i}" for i in range(number))
        return eval(f"lambda _cls, {names}: _new(_cls, ({names},))").__code__

    class _Meta(type):
        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            types = body.get("__annotations__", {})
            fields = tuple(types)
            defaults = {f: body[f] for f in fields if f in body}
            code = _constructor(len(fields)).replace(co_varnames=("_cls", *fields), co_name="__new__")
            new = FunctionType(code, globals(), "__new__", tuple(defaults.values()))
            new.__annotations__ = types
            own = {"__slots__": (), "__new__": new, "__match_args__": fields, "_fields": fields}
            own["_field_defaults"] = defaults
            own |= {f: _tuplegetter(i, "") for i, f in enumerate(fields)}
            return type(name, (_Named,), body | own)

    NamedTuple = type.__new__(_Meta, "NamedTuple", (), {})

__all__ = ["EMPTY", "NamedTuple"]
