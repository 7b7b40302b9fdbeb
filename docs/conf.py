"""The documentation site: ``sphinx-build -W --keep-going docs build/docs``. It needs no network to build or to read."""

from __future__ import annotations

import re
from typing import Any

from sphinx.search import SearchLanguage

import reconcile

project = "reconcile"
copyright = "the authors of reconcile"  # noqa: A001
version = release = reconcile.__version__
language = "zh_CN"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_heading_anchors = 3
suppress_warnings = ["toc.not_included"]  # pages of rules and decisions are listed on pages of their own
html_theme = "furo"
html_title = "reconcile"
html_search_language = "pairs"
html_copy_source = False
html_theme_options = {"source_repository": "", "footer_icons": []}
html_css_files = ["fonts.css"]
html_static_path = ["_static"]
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "undoc-members": True, "exclude-members": "model_config"}

WORDS = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9_.]+")


class Pairs(SearchLanguage):
    """Chinese has no blanks between words: every two neighbouring characters are indexed and asked for, so that any
    words of a page are found, and no dictionary has to know them."""

    lang = "pairs"
    language_name = "Chinese and English"
    js_splitter_code = r"""
function splitQuery(query) {
  const found = [];
  for (const [run] of query.matchAll(/[\u3400-\u9fff]+|[A-Za-z0-9_.]+/g)) {
    if (/[A-Za-z0-9]/.test(run) || run.length < 3) found.push(run);
    else for (let i = 0; i + 1 < run.length; i++) found.push(run.slice(i, i + 2));
  }
  return found;
}
"""

    def split(self, input: str) -> list[str]:  # noqa: A002
        found: list[str] = []
        for run in WORDS.findall(input):
            if run.isascii() or len(run) < 3:
                found.append(run)
            else:
                found += [run[i : i + 2] for i in range(len(run) - 1)]
        return found

    def stem(self, word: str) -> str:
        return word.lower()


def setup(app: Any) -> None:
    app.add_search_language(Pairs)
