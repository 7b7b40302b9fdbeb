"""How Chinese characters are read, tones apart: the readings that pypinyin lists.

Only its list of single characters is opened, since its dictionaries of phrases take ten times as long to load.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))  # grave, acute, macron, caron; ü keeps its dots


@cache
def _listed() -> dict[str, str]:
    import json  # few documents need it

    found = find_spec("pypinyin")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("No module named 'pypinyin'", name="pypinyin")
    listed: dict[str, str] = json.loads(Path(found.origin).with_name("pinyin_dict.json").read_bytes())
    return listed


@cache
def sounds(character: str) -> frozenset[str]:
    """The readings of a character without their tones, none for what is no Chinese character."""
    read = unicodedata.normalize("NFD", _listed().get(str(ord(character)), ""))
    return frozenset(unicodedata.normalize("NFC", read.translate(TONES)).split(",")) - {""}


def sound_alike(one: str, other: str) -> bool:
    """Whether the characters of each place can be read the same, and none of them is the same."""
    return len(one) == len(other) and all(a != b and sounds(a) & sounds(b) for a, b in zip(one, other, strict=True))
