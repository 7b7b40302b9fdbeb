"""Whether the files of a lexicon are in order: sorted, unique, whole, and speaking only of what exists."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from reconcile.tuples import NamedTuple

from .classification import EVIDENCE, FILES, LEVELS, parent
from .disclosure import faults_of, read_item
from .files import operands, parts
from .lexicon import SIGNS, Lexicon, header, label
from .names import fold, normalise
from .relations import FACTS, ROWS, read_relation
from .values import StandardRelation, Term

FIRST_YEAR, LAST_YEAR = 2007, 2035  # the classification is of 2007; nothing is planned for longer ahead
HEADERS = {
    **dict.fromkeys(FILES.values(), "code,name,level,first_year,last_year,documents,seen,evidence"),
    "renames.csv": "kind,old_code,old_name,new_code,new_name,year,approximate,evidence",
    "synonyms.csv": "kind,code,synonym,evidence",
    "indicators.csv": "id,name,group,synonyms",
    "cells.csv": "indicator,order,table,row,column,scope,condition",
    "columns.csv": "what,id,name,words",
    "accounts.csv": "fund,side,role,indicators,endings",
    "areas.csv": "id,within,words,endings,unless",
    "parts.csv": "whole,set,part,names",
    "sums.csv": "id,whole,added,taken,label",
    "tables.csv": "id,name,documents,scope,layout,stub,titles,columns",
    "relations.csv": "id,where,relation,documents,condition,label,evidence",
    "slips.csv": "wrong,right,unless,evidence",
    "phrases.csv": "class,words,features",
    "claims.csv": "id,kind,pattern,example,counter_example",
    "wording.csv": "what,id,words,note",
    "disclosure.csv": "id,order,item,authority,documents,first_year,last_year,tables,depth,words,parts,when,reasons,"
    "absence,lenient,severity,example",
}
# the columns that order a file and may not repeat; the first two where nothing is said here
KEYS = {
    "renames.csv": (0, 1, 5, 2),
    "synonyms.csv": (0, 1, 2),
    "indicators.csv": (0,),
    "tables.csv": (0,),
    "relations.csv": (0,),
    "slips.csv": (0,),
    "areas.csv": (0,),
    "sums.csv": (0,),
    "claims.csv": (0,),
    "parts.csv": (0, 1, 2),
    "disclosure.csv": (0,),
    "accounts.csv": (0, 1, 2),
}
IN_ORDER = frozenset({"claims.csv"})  # whose order is their meaning: the first row that fits is the one
ACCOUNT_ROLES = ("own", "total", "surplus", "opening", "closing")
RELATION_EVIDENCE = ("checked", "form", "memory")


class Problem(NamedTuple):
    """What is wrong in which line (counted from 1, with the header; 0 where it is no single line)."""

    file: str
    line: int
    message: str


Rows = list[tuple[int, list[str]]]


def lint(lexicon: Lexicon) -> list[Problem]:
    """All problems of the lexicon's last folder (an overlay, or the lexicon that comes with the program)."""
    folder = lexicon.folders[-1]
    problems: list[Problem] = []
    for name in HEADERS:
        if (folder / name).is_file():
            problems.extend(_file(folder, name, overlay=len(lexicon.folders) > 1))
    if not problems:  # what follows reads the files and would fail where they are not well formed
        for check in CHECKS:
            problems.extend(check(lexicon))
    return problems


def _file(folder: Path, name: str, overlay: bool) -> Iterator[Problem]:
    """Header, number of columns, order, repeats."""
    with (folder / name).open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.reader(text))
    wanted = HEADERS[name].split(",")
    if not rows or rows[0] != wanted:
        yield Problem(name, 1, f"表头应为 {HEADERS[name]}")
        return
    columns = KEYS.get(name, (0, 1))
    before: tuple[str, ...] = ()
    for line, row in enumerate(rows[1:], 2):
        if len(row) != len(wanted):
            yield Problem(name, line, f"应有 {len(wanted)} 列，实有 {len(row)} 列")
            continue
        if any(cell != cell.strip() for cell in row):
            yield Problem(name, line, "单元格前后有空格")
        key = tuple(row[i] for i in columns)
        if key == before:
            yield Problem(name, line, f"重复：{'，'.join(key)}")
        elif key < before and not overlay and name not in IN_ORDER:
            yield Problem(name, line, f"未按顺序排列：{'，'.join(key)}")
        before = key


def _rows(lexicon: Lexicon, name: str) -> Rows:
    path = lexicon.folders[-1] / name
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as text:
        return [(i, row) for i, row in enumerate(csv.reader(text), 1)][1:]


def _classification(lexicon: Lexicon) -> Iterator[Problem]:
    for kind, name in FILES.items():
        for line, row in _rows(lexicon, name):
            yield from (Problem(name, line, m) for m in _entry(lexicon, kind, row))


def _entry(lexicon: Lexicon, kind: str, row: list[str]) -> Iterator[str]:
    code, name, level, first, last, documents, seen, evidence = row
    if LEVELS.get(len(code)) != level or not code.isdigit():
        yield f"{code} 的位数与级次“{level}”不符"
    elif parent(code) and not lexicon.by_code(kind, parent(code)):
        yield f"{code} {name} 的上级 {parent(code)} 不存在"
    if evidence not in EVIDENCE:
        yield f"依据“{evidence}”不在 {'、'.join(EVIDENCE)} 之中"
    if evidence == "published" and int(documents or 0) < 2:
        yield f"{code} {name} 标为 published，但所见文件不足两份"
    if documents and not documents.isdigit():
        yield f"文件数“{documents}”不是数"
    yield from _years(first, last)
    if seen and not all(y.isdigit() and FIRST_YEAR <= int(y) <= LAST_YEAR for y in seen.split("-")):
        yield f"所见年份“{seen}”不合理"
    if normalise(name) != normalise(name.replace(" ", "")) or "（款）" in name or "（项）" in name or not name:
        yield f"名称“{name}”不干净"


def _years(first: str, last: str) -> Iterator[str]:
    for year in (first, last):
        if year and not (year.isdigit() and FIRST_YEAR <= int(year) <= LAST_YEAR):
            yield f"年份“{year}”不合理"
    if first.isdigit() and last.isdigit() and int(first) > int(last):
        yield f"起始年 {first} 晚于终止年 {last}"


def _renames(lexicon: Lexicon) -> Iterator[Problem]:
    for line, row in _rows(lexicon, "renames.csv"):
        kind, old_code, old_name, new_code, new_name, year, approximate, evidence = row
        if kind not in FILES or evidence not in EVIDENCE or approximate not in ("", "yes"):
            yield Problem("renames.csv", line, "分类、依据或“大致”一列的写法不对")
            continue
        if new_code.count("|") != new_name.count("|"):
            yield Problem("renames.csv", line, "新编码与新名称的个数不等")
            continue
        yield from (Problem("renames.csv", line, m) for m in _years(year, ""))
        for code, name in zip(new_code.split("|"), new_name.split("|"), strict=True):
            if not any(e.name == name for e in lexicon.by_code(kind, code)):
                yield Problem("renames.csv", line, f"新科目 {code} {name} 不在分类表中")
        if not any(e.name == old_name for e in lexicon.by_code(kind, old_code)):
            yield Problem("renames.csv", line, f"旧科目 {old_code} {old_name} 不在分类表中")
        if _cycle(lexicon, kind, old_code, old_name):
            yield Problem("renames.csv", line, f"{old_code} {old_name} 的更名成环")


def _cycle(lexicon: Lexicon, kind: str, code: str, name: str) -> bool:
    seen = {(code, name)}
    steps = [(code, name)]
    while steps:
        at = steps.pop()
        for rename in lexicon.classification.renames:
            if (rename.kind, rename.old_code, rename.old_name) == (kind, *at):
                if any(new == (code, name) for new in rename.new):
                    return True
                steps.extend(n for n in rename.new if n not in seen)
                seen.update(rename.new)
    return False


def _synonyms(lexicon: Lexicon) -> Iterator[Problem]:
    """A synonym leads to an existing code, is not that code's own name, and does not lead back."""
    ways = {(s.kind, s.name): s.code for s in lexicon.classification.synonyms}
    for line, (kind, code, name, evidence) in _rows(lexicon, "synonyms.csv"):
        entries = lexicon.by_code(kind, code)
        if not entries or evidence not in EVIDENCE:
            yield Problem("synonyms.csv", line, f"{kind} {code} 不存在，或依据“{evidence}”的写法不对")
        elif any(e.name == name for e in entries):
            yield Problem("synonyms.csv", line, f"“{name}”本就是 {code} 的名称")
        elif any(ways.get((kind, e.name)) in {x.code for x in lexicon.by_name(name, kind)} for e in entries):
            yield Problem("synonyms.csv", line, f"“{name}”与 {code} 互为同义词，成环")


def _indicators(lexicon: Lexicon) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for line, (key, name, _, synonyms) in _rows(lexicon, "indicators.csv"):
        for word in (name, *synonyms.split("|")):
            if word and owner.setdefault(label(word), key) != key:
                yield Problem("indicators.csv", line, f"“{word}”也是 {owner[label(word)]} 的名称")


def _tables(lexicon: Lexicon) -> Iterator[Problem]:
    columns = {c.id for c in lexicon.columns}
    for line, row in _rows(lexicon, "tables.csv"):
        for column in filter(None, row[7].split("|")):
            if column not in columns:
                yield Problem("tables.csv", line, f"列 {column} 不在 columns.csv 中")
        for title in (row[1], *row[6].split("|")):
            found = lexicon.table_kind(title, government=row[2] == "government")
            if found is None or found.id != row[0]:
                yield Problem("tables.csv", line, f"表名“{title}”被认作 {found.id if found else '无'}")


def _columns(lexicon: Lexicon) -> Iterator[Problem]:
    owner: dict[tuple[str, str], str] = {}
    for line, (what, key, name, words) in _rows(lexicon, "columns.csv"):
        if name not in words.split("|"):
            yield Problem("columns.csv", line, f"名称“{name}”不在表头用词之中")
        for word in words.split("|"):
            if owner.setdefault((what, header(word)), key) != key:
                yield Problem("columns.csv", line, f"“{word}”也是 {owner[what, header(word)]} 的用词")


def _cells(lexicon: Lexicon) -> Iterator[Problem]:
    columns = {c.id for c in lexicon.columns}
    for line, (indicator, _, table, row, column, _, condition) in _rows(lexicon, "cells.csv"):
        if condition not in ("", "no_carry"):
            yield Problem("cells.csv", line, f"条件 {condition} 不存在")
        for known, name in ((lexicon.indicators, indicator), (lexicon.tables, table), (columns, column)):
            if name not in known:
                yield Problem("cells.csv", line, f"{name} 不存在")
        if row not in ROWS and row not in lexicon.indicators:
            yield Problem("cells.csv", line, f"行 {row} 不存在")


def _relations(lexicon: Lexicon) -> Iterator[Problem]:
    for line, row in _rows(lexicon, "relations.csv"):
        try:
            relation = read_relation(row, lexicon.tables)
        except ValueError as problem:
            yield Problem("relations.csv", line, f"“{problem}”的写法不对")
            continue
        yield from (Problem("relations.csv", line, m) for m in _relation(lexicon, relation))


def _relation(lexicon: Lexicon, relation: StandardRelation) -> Iterator[str]:
    tables = {t.table for t in (relation.left, *relation.right)}
    number = {"cross": (2, 3), "prose": (1,)}.get(relation.where, ())
    if len(tables) not in number or (relation.where == "prose") != (tables == {""}):
        yield f"“{relation.where}”与所用的表数不符"
    if relation.documents not in ("any", "budget", "final", "government") or relation.evidence not in RELATION_EVIDENCE:
        yield "适用文件或依据的写法不对"
    if not relation.label:
        yield "缺中文说明"
    if relation.form == "at_most" and len(relation.right) > 1:
        yield "“不超过”的右边只能有一项"
    for term in (relation.left, *relation.right):
        yield from _term(lexicon, term)
    for condition in relation.conditions:
        if condition.what in FACTS:
            continue
        kind = lexicon.tables.get(condition.table)
        if kind is None or condition.name not in {*kind.columns, *lexicon.indicators, *ROWS}:
            yield f"条件所指的 {condition.table}.{condition.name} 不存在"


def _term(lexicon: Lexicon, term: Term) -> Iterator[str]:
    known = term.row in ROWS or term.row in lexicon.indicators
    if not (known or (term.row.isdigit() and lexicon.by_code("economic_department", term.row))):
        yield f"行 {term.row} 不存在"
    if not term.table:
        return
    kind = lexicon.tables.get(term.table)
    if kind is None:
        yield f"表 {term.table} 不存在"
    elif term.column not in {"*", "amount", "total", *kind.columns}:
        yield f"表 {term.table} 没有 {term.column} 列"


def _wording(lexicon: Lexicon) -> Iterator[Problem]:
    for line, (_, key, words, note) in _rows(lexicon, "wording.csv"):
        listed = words.split("|")
        if not note or "" in listed or len(set(listed)) < len(listed):
            yield Problem("wording.csv", line, f"{key}：缺说明，或有空的、重复的词")


def _slips(lexicon: Lexicon) -> Iterator[Problem]:
    for line, (wrong, right, unless, evidence) in _rows(lexicon, "slips.csv"):
        if not evidence or wrong in right or any(wrong not in word for word in unless.split("|") if word):
            yield Problem("slips.csv", line, f"{wrong}：缺依据，或正确的写法、例外里的词与它不符")


def _accounts(lexicon: Lexicon) -> Iterator[Problem]:
    """Every row has names, of indicators that exist and that no other row has."""
    seen: dict[str, int] = {}
    for line, (_, side, role, indicators, endings) in _rows(lexicon, "accounts.csv"):
        if side not in ("", "收入", "支出") or role not in ACCOUNT_ROLES or not (indicators or endings):
            yield Problem("accounts.csv", line, f"“{side}”“{role}”的写法不对，或没有名称")
        for name in parts(indicators):
            if name not in lexicon.indicators:
                yield Problem("accounts.csv", line, f"指标 {name} 不存在")
        for name in (*parts(indicators), *parts(endings)):
            if name in seen:
                yield Problem("accounts.csv", line, f"“{name}”已在第 {seen[name]} 行")
            seen[name] = line


def _areas(lexicon: Lexicon) -> Iterator[Problem]:
    """Every area lies in one that exists, and each of its words is read as it."""
    known = lexicon.areas.rows
    for line, (key, within, words, endings, unless) in _rows(lexicon, "areas.csv"):
        if within and within not in known:
            yield Problem("areas.csv", line, f"上级地区 {within} 不存在")
            continue
        if not words and not endings:
            yield Problem("areas.csv", line, f"{key} 没有用词，没有一处用得到")
        for word in filter(None, (*words.split("|"), *(f"甲乙{e}" for e in endings.split("|") if e))):
            if lexicon.areas.last(word).partition(":")[0] != lexicon.areas.path(key):
                yield Problem("areas.csv", line, f"“{word}”被认作 {lexicon.areas.last(word) or '无'}")
        for word in filter(None, unless.split("|")):
            if not any(w and w in word for w in (*words.split("|"), *endings.split("|"))):
                yield Problem("areas.csv", line, f"例外“{word}”里没有 {key} 的用词")


def _parts(lexicon: Lexicon) -> Iterator[Problem]:
    """Wholes and parts exist, a set has more than one part, and a short name is not already a name."""
    rows = _rows(lexicon, "parts.csv")
    sizes = Counter((whole, number) for _, (whole, number, *_) in rows if number)
    for line, (whole, number, part, names) in rows:
        if whole not in lexicon.indicators:
            yield Problem("parts.csv", line, f"指标 {whole} 不存在")
        if part.isascii() and part not in lexicon.indicators and not lexicon.by_code("revenue", part):
            yield Problem("parts.csv", line, f"指标或收入科目 {part} 不存在")
        if number and sizes[whole, number] < 2:
            yield Problem("parts.csv", line, f"{whole} 的第 {number} 组只有一项")
        for name in filter(None, names.split("|")):
            found = lexicon.indicator(name)
            if found and found.id == part:
                yield Problem("parts.csv", line, f"“{name}”本就是 {part} 的名称")


def _sums(lexicon: Lexicon) -> Iterator[Problem]:
    """Every sum has a name for its whole and two terms, and none has one name for two of them."""
    for line, (key, whole, added, taken, _) in _rows(lexicon, "sums.csv"):
        terms = (parts(whole), *operands(added), *operands(taken))
        names = [name for term in terms for name in term]
        if len(terms) < 3 or not whole or len(names) != len(set(names)):
            yield Problem("sums.csv", line, f"{key} 少了一项，或同一名称写了两次")


def _phrases(lexicon: Lexicon) -> Iterator[Problem]:
    """Each word in one row only, of a class that there is, with features of the form name=value."""
    seen: dict[str, int] = {}
    for line, (name, words, features) in _rows(lexicon, "phrases.csv"):
        if name not in SIGNS:
            yield Problem("phrases.csv", line, f"没有“{name}”这一类词")
        if not all(f.count("=") == 1 for f in features.split()):
            yield Problem("phrases.csv", line, f"特征“{features}”的写法不对")
        for word in map(fold, parts(words)):
            if word in seen:
                yield Problem("phrases.csv", line, f"“{word}”已在第 {seen[word]} 行")
            seen[word] = line


def _claims(lexicon: Lexicon) -> Iterator[Problem]:
    """Each pattern reads its example, before any other row does, and does not read its counter-example."""
    from reconcile.prose.reading import rows_of  # the room of prose uses this one

    ids = [row[0] for _, row in _rows(lexicon, "claims.csv")]
    for line, (name, _, pattern, example, counter) in _rows(lexicon, "claims.csv"):
        if ids.count(name) > 1:
            yield Problem("claims.csv", line, f"重复：{name}")
        if not example or not counter:
            yield Problem("claims.csv", line, f"{name} 应有例句和反例")
            continue
        if name not in (found := rows_of(example, lexicon)):
            yield Problem("claims.csv", line, f"例句“{example}”读成 {'、'.join(found)}，不是 {name}（{pattern}）")
        if name in rows_of(counter, lexicon):
            yield Problem("claims.csv", line, f"反例“{counter}”也读成 {name}")


def _disclosure(lexicon: Lexicon) -> Iterator[Problem]:
    """Every item speaks of tables and indicators that exist, and says who asks for it."""
    for line, row in _rows(lexicon, "disclosure.csv"):
        item = read_item(row)
        faults = (*faults_of(item, lexicon.tables, lexicon.indicators), *_years(row[5], row[6]))
        yield from (Problem("disclosure.csv", line, m) for m in faults)


CHECKS: tuple[Callable[[Lexicon], Iterator[Problem]], ...] = (
    _classification,
    _renames,
    _synonyms,
    _indicators,
    _tables,
    _columns,
    _cells,
    _accounts,
    _areas,
    _parts,
    _sums,
    _relations,
    _slips,
    _wording,
    _phrases,
    _claims,
    _disclosure,
)
