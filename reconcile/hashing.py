"""The hashes of a check, as Python's own modules give them.

`hashlib` prefers those of OpenSSL, whose library takes longer to load than everything takes that a check hashes.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hashlib import blake2b, sha256
else:

    def _own(name: str, *modules: str) -> Any:
        for module in modules:
            try:
                return getattr(import_module(module), name)
            except (ImportError, AttributeError):
                continue  # another version of Python, or one that was built without its own
        return getattr(import_module("hashlib"), name)

    sha256 = _own("sha256", "_sha2", "_sha256")  # 3.12 and later, 3.11
    blake2b = _own("blake2b", "_blake2")

__all__ = ["blake2b", "sha256"]
