"""Text made easy to read, and the way back to the printed offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.lexicon.names import fold
from reconcile.text import squeeze


@pytest.mark.parametrize(
    "printed, read",
    [
        ("2024 年部门预算", "2024年部门预算"),
        ("支出 决算为\n60.80 万元", "支出决算为60.80万元"),
        ("（一）收入，增长４.１％；", "(一)收入,增长4.1%;"),
        ("\u3000\u3000云湖市\u00a0民政局\t", "云湖市民政局"),
        ("1446.32\u200b万元\ufeff", "1446.32万元"),
        ("", ""),
        (" \n\t", ""),
    ],
)
def test_read(printed: str, read: str) -> None:
    assert squeeze(printed).text == read


texts = st.text("年万元支出4０，。（） \n\t\u3000\u200b％ab", max_size=40)


@given(texts)
def test_each_character_is_found_where_it_is_printed(text: str) -> None:
    squeezed = squeeze(text)
    assert len(squeezed.offsets) == len(squeezed.text) + 1
    assert [fold(text[at]) for at in squeezed.offsets[:-1]] == list(squeezed.text)
    assert squeezed.offsets[-1] == len(text)
    assert list(squeezed.offsets) == sorted(set(squeezed.offsets))


@given(texts, st.data())
def test_there_and_back(text: str, data: st.DataObject) -> None:
    squeezed = squeeze(text)
    at = data.draw(st.integers(0, len(squeezed.text)))
    assert squeezed.at(squeezed.offsets[at]) == at
    printed = data.draw(st.integers(0, len(text)))
    assert squeezed.offsets[squeezed.at(printed)] >= printed


@given(texts)
def test_squeezing_twice_is_squeezing_once(text: str) -> None:
    once = squeeze(text).text
    assert squeeze(once).text == once
