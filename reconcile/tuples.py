"""``NamedTuple`` as `typing` has it, for less: that one evaluates what each field is annotated with, which for the
hundred classes of values that a check loads takes a twentieth of its time, and nobody asks for the result."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

# what a field is that nobody gave; one for all, and no read-only view, which could not be sent to other processes
EMPTY: Mapping[Any, Any] = {}

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    LEFT_OUT = ("__annotations__", "__module__", "__qualname__")

    class _Meta(type):
        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = body.get("__annotations__", {})
            defaults = [body.pop(f) for f in fields if f in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            made.__annotations__ = made.__new__.__annotations__ = fields
            for key, value in body.items():
                if key not in LEFT_OUT:
                    setattr(made, key, value)
            return made

    NamedTuple = type.__new__(_Meta, "NamedTuple", (), {})

__all__ = ["EMPTY", "NamedTuple"]
