"""Which corrections are proposed, and which are certain."""

from __future__ import annotations

from pathlib import Path

from reconcile.corrections import proposed
from reconcile.readers import load, read_bytes
from reconcile.running import session
from reconcile.settings import Settings

SAMPLE = Path(__file__).parents[1] / "samples" / "budget_faulty.txt"


def test_only_one_number_that_repairs_all_is_proposed_and_several_relations_make_it_certain() -> None:
    data = load(SAMPLE)
    shared = session(Settings())
    checked, _ = shared.check(read_bytes(data, str(SAMPLE)), data)
    found = {
        (c.edit.old, c.edit.new): c.certain for f in checked.findings for c in proposed(checked, f, shared.lexicon)
    }
    assert found[("15.23万元", "154.23万元")]  # the table and the sum both ask for it
    assert not found[("2034.02万元", "2043.02万元")]  # one relation only: the table may be wrong
    assert found[("。。", "。")]
    assert any(certain and "卫生健康支出（类）" in new for (_, new), certain in found.items())  # an official name
    assert not any(old.startswith("0.00") or old.startswith("68.20") for old, _ in found)  # three ways to repair a sum
    assert not any("28.16" in old for old, _ in found)  # a table's cell is nobody's prose
