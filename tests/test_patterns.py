"""Patterns that are compiled late are patterns all the same."""

import re
from importlib import import_module
from pkgutil import walk_packages

import reconcile
from reconcile.patterns import lazy


def test_as_compiled() -> None:
    early, late = re.compile("(a+)b", re.IGNORECASE), lazy("(a+)b", re.IGNORECASE)
    assert late.sub("x", "caAbd") == early.sub("x", "caAbd") == "cxd"
    assert late.groups == early.groups


def test_all_compile() -> None:
    rooms = ("characters", "lexicon", "profile", "prose", "readers", "rules", "tables", "usage")
    for found in walk_packages(reconcile.__path__, "reconcile."):
        if found.name.split(".")[1] in rooms and not found.name.endswith("spacy_component"):
            for value in vars(import_module(found.name)).values():
                if type(value) is type(lazy("")):
                    value.search("")
