"""The spaCy component says what the function says, whatever the tokenizer does."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path
from tomllib import loads

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from reconcile.prose import spacy_component
from reconcile.quantity import extract

TEXT = "2024年收支总预算2636.92万元，比上年增加104.59万元，增长4.1%，其中一般公共服务支出2393.42万元，车辆1辆。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("reconcile")
    return pipeline


def test_same_quantities_as_the_function(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert list(doc._.quantities) == extract(TEXT)
    assert [span._.quantity for span in doc.spans["quantities"]] == extract(TEXT)
    assert [span.label_ for span in doc.spans["quantities"]] == ["date", "money", "money", "percent", "money", "count"]


def test_coarse_tokens_widen_the_span_and_not_the_quantity() -> None:
    pipeline = spacy.blank("xx")
    pipeline.add_pipe("reconcile")
    doc = pipeline("总预算 共2636.92万元，其中 项目")
    (span,) = doc.spans["quantities"]
    assert len(span.text) > len("2636.92万元")
    assert span._.quantity.surface == "2636.92万元"


def test_other_spans_have_no_quantity(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc[0:2]._.quantity is None
    assert nlp("没有数字")._.quantities == ()


def test_survives_bytes(nlp: Language) -> None:
    doc = nlp(TEXT + "合计123456789012345678.90万元")
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.quantities == doc._.quantities
    assert [s._.quantity for s in again.spans["quantities"]] == list(doc._.quantities)


def test_names_when_asked_for(nlp: Language) -> None:
    assert "names" not in nlp(TEXT).spans
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("reconcile", config={"names": True})
    doc = pipeline(TEXT)
    assert "一般公共服务支出" in [span.text for span in doc.spans["names"]]
    assert all(span.kb_id_ for span in doc.spans["names"])


def test_entry_point_names_the_factory() -> None:
    settings = loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    target = settings["project"]["entry-points"]["spacy_factories"]["reconcile"]
    assert EntryPoint("reconcile", target, "spacy_factories").load() is spacy_component.create
