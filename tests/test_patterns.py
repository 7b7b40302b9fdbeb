"""Patterns that are compiled late are patterns all the same."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
import regex

import reconcile
from reconcile import kept, patterns
from reconcile.patterns import lazy

SOURCE = r"(?P<name>[\u4e00-\u9fff]{2,4}|a++)b?(?=c)"


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


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder in which nothing is kept yet, and a process that has compiled nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    next_call(monkeypatch)
    return tmp_path


def next_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_books", {})
    patterns.programs.cache_clear()
    patterns.compiled.cache_clear()


def test_what_is_kept_is_the_same_pattern(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.compiled(SOURCE, re.IGNORECASE), patterns.compiled_regex(SOURCE, re.IGNORECASE)
    kept.keep()
    next_call(monkeypatch)
    monkeypatch.setattr(patterns, "_program", None)  # nothing is compiled any more
    one, other = patterns.compiled(SOURCE, re.IGNORECASE), patterns.compiled_regex(SOURCE, re.IGNORECASE)
    assert one == re.compile(SOURCE, re.IGNORECASE)  # program, flags and source
    assert other._pickled_data == regex.compile(SOURCE, regex.IGNORECASE)._pickled_data
    for found in (one.search("xAAbc"), other.search("xAAbc")):
        assert found
        assert found["name"] == "AA"


def test_all_patterns_of_the_program_can_be_kept(fresh: Path) -> None:
    test_all_compile()
    late = [v for m in list(sys.modules) if m.startswith("reconcile.") for v in vars(sys.modules[m]).values()]
    for pattern in (v for v in late if type(v) is type(lazy(""))):
        key = f" {int(pattern._flags)} {pattern.pattern}"
        assert pattern._how(pattern.pattern, pattern._flags)
        assert any(k.endswith(key) for k in patterns.programs().pieces), pattern.pattern


def test_only_the_engine_is_loaded_for_what_is_kept(fresh: Path) -> None:
    call = "from reconcile import kept, patterns; import sys; found = patterns.compiled_regex('(a++)b').search('xaab')"
    call += "; kept.keep(); print(found[1], 'regex._regex_core' in sys.modules)"
    call += "; import regex; print(regex.compile('(?i)A').search('xa'), type(found) is regex.Match)"
    runs = [subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=True) for _ in range(2)]
    after = "<regex.Match object; span=(1, 2), match='a'> True"
    assert [r.stdout.splitlines() for r in runs] == [["aa True", after], ["aa False", after]]


def test_a_damaged_file_is_not_used(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.compiled(SOURCE)
    kept.keep()
    (file,) = kept.folder().iterdir()
    data = bytearray(file.read_bytes())
    for damaged in (b"", bytes(data[:50]), bytes(data[:60]) + bytes([data[60] ^ 1]) + bytes(data[61:])):
        file.write_bytes(damaged)
        next_call(monkeypatch)
        assert patterns.programs().pieces == {}
        assert patterns.compiled(SOURCE) == re.compile(SOURCE)


def test_without_a_folder_to_keep_it_in(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/none")
    patterns.compiled(SOURCE)
    kept.keep()
