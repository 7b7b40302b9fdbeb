"""``lexicons/SOURCES.md``: where the rows come from and how well they are attested, counted from the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .classification import EVIDENCE, FILES
from .lexicon import Lexicon

INTRODUCTION = """# 词库的来源与依据

本文件由 `reconcile lexicon sources --write` 生成，不要手改；测试会核对。

没有可得的完整官方目录，词条来自公开的预算、决算文件和旧版科目，逐条注明依据：

| 依据 | 含义 | 能否单独成为“错误”的根据 |
|---|---|---|
| published | 至少两份相互独立的公开文件印有这一编码和名称 | 能 |
| once | 只在一份公开文件或网页中见过 | 不能 |
| standard-2009 | 只见于 2009 年版科目，多已过时 | 不能 |
| memory | 凭行业知识补充，未见原文 | 不能 |
| uncertain | 来源之间有矛盾，或年份、写法没有把握 | 不能 |

公式（勾稽关系）的依据：checked 在公开文件的数字中见过成立；form 由表式推出；memory 凭行业知识。
"""


def render(lexicon: Lexicon) -> str:
    """The whole text of ``SOURCES.md``."""
    rows = [(FILES[kind], Counter(e.evidence for e in lexicon.classification.entries(kind))) for kind in FILES]
    rows.append(("renames.csv", Counter(r.evidence for r in lexicon.classification.renames)))
    rows.append(("synonyms.csv", Counter(s.evidence for s in lexicon.classification.synonyms)))
    others = (
        ("indicators.csv", len(lexicon.indicators)),
        ("tables.csv", len(lexicon.tables)),
        ("columns.csv", len(lexicon.columns)),
        ("cells.csv", sum(len(c) for c in lexicon.cells.values())),
        ("wording.csv", len(lexicon.wording)),
        ("slips.csv", len(lexicon.slips)),
    )
    relations = Counter(r.evidence for r in lexicon.relations)
    parts = [INTRODUCTION, "## 各文件的条数\n", *_table(rows), ""]
    parts += ["勾稽关系（relations.csv）：" + "，".join(f"{k} {relations[k]} 条" for k in sorted(relations)) + "。", ""]
    parts += ["其他文件：" + "，".join(f"{name} {count} 行" for name, count in others) + "。", ""]
    return "\n".join(parts)


def _table(rows: Iterable[tuple[str, Counter[str]]]) -> list[str]:
    lines = ["| 文件 | " + " | ".join(EVIDENCE) + " | 合计 |", "|---|" + "---:|" * (len(EVIDENCE) + 1)]
    for name, counts in rows:
        cells = [str(counts[grade]) for grade in EVIDENCE]
        lines.append(f"| {name} | " + " | ".join(cells) + f" | {sum(counts.values())} |")
    return lines
