"""The words of the frame around findings, in Chinese and English, and how places are told."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reconcile.findings import Evidence, Finding, LedgerLine, Severity, Status

TICKS: Mapping[Status, str] = MappingProxyType(
    {Status.AGREES: "✓", Status.BY_ROUNDING: "△", Status.DISAGREES: "✗", Status.AMBIGUOUS: "？", Status.UNCHECKED: "○"}
)

ZH = {
    "error": "错误",
    "warning": "警告",
    "info": "提示",
    "agrees": "相符",
    "agrees_by_rounding": "四舍五入内相符",
    "disagrees": "不符",
    "ambiguous": "有歧义",
    "unchecked": "未核对",
    "weak": "弱核对",
    "readings": "可能的读法",
    "by_rounding": "四舍五入内相符",
    "possible": "尾差",
    "inconsistent": "不符",
    "expected": "应为",
    "suggestion": "建议",
    "follows": "连带更正",
    "cause": "可能原因",
    "witness": "佐证",
    "stake": "涉及金额",
    "lowered": "只作提示",
    "confidence": "把握",
    "confidence_told": "{0}（{1}判过 {2} 条，95% 区间 {3}–{4}）",
    "group_witness": "同形式、同佐证的问题",
    "group_form": "同形式的问题",
    "group_all": "同级别的问题",
    "witness_sentence": "各数都在一句话里",
    "witness_list": "列举完整，各项都是它的一部分",
    "witness_address": "同一个数印了两处",
    "witness_peers": "同一整体的其他占比都成立",
    "witness_second": "照此更正，另一项不成立的关系也成立",
    "witness_named": "写明了是谁的比率，同名的数都与它不符",
    "witness_slip": "差额像是笔误",
    "resolution": "看不出的最大变动",
    "nothing": "没有发现问题",
    "nothing_else": "其余部分没有发现问题",
    "found": "发现{}",
    "and": "，",
    "incomplete": "检查不完整：{} 处没有读到或没有核对；{}",
    "gap": "未读",
    "covered": "核对了 {1} 个正文数字中的 {0} 个",
    "weak_among": "；相符的数中有 {} 个是弱核对",
    "of_weak": "其中弱核对 {} 个",
    "of_ambiguous": "有歧义 {} 个",
    "of_unchecked": "未核对 {} 个",
    "no_figures": "正文中没有数字，核对了表内关系 {} 条",
    "settings": "设置文件 {}",
    "options": "选项",
    "hid": "{0} {1} 隐去 {2} 条问题",
    "hid_nothing": "没有隐去问题",
    "quiet": "隐去：{} {}（{}）",
    "more_quiet": "另有 {} 条隐去的问题，见 CSV、JSON 或工作底稿",
    "lowers": "{0} {1} 降低了 {2} 条问题的级别",
    "not_run_select": "只运行了规则 {}，其余规则没有运行",
    "not_run_ignore": "规则 {} 没有运行",
    "not_run_lexicon": "叠加了词库 {}",
    "passes": "fail_on {0} 使 {1} 条错误不影响退出码",
    "figures": "正文数字 {} 个",
    "relations": "核对关系 {} 条，用时 {} 秒",
    "notice": "注意",
    "page": "第{}页",
    "line": "第{}行",
    "under": "“{}”下",
    "year": "{}年",
    "pages": "{}页",
    "total": "共 {} 个文件",
    "total_incomplete": "；检查不完整 {} 个",
    "also": "同一处",
    "more": "另有 {} 处",
    "unchecked_because": "未核对的原因",
    "checklist": "公开清单 {} 项",
    "list_found": "找到",
    "list_not_applicable": "不涉及",
    "list_incomplete": "不完整",
    "list_not_found": "本程序没有找到",
    "alike": "同样的问题另有 {} 处",
    "colon": "：",
    "semicolon": "；",
    "brackets": "（{}）",
}

EN = {
    "error": "Errors",
    "warning": "Warnings",
    "info": "Notes",
    "agrees": "agree",
    "agrees_by_rounding": "agree by rounding",
    "disagrees": "disagree",
    "ambiguous": "ambiguous",
    "unchecked": "unchecked",
    "weak": "weak",
    "readings": "possible readings",
    "by_rounding": "agrees by rounding",
    "possible": "carried tail",
    "inconsistent": "inconsistent",
    "expected": "expected",
    "suggestion": "suggestion",
    "follows": "to change with it",
    "cause": "probable cause",
    "witness": "witness",
    "stake": "amount at stake",
    "lowered": "told as a note",
    "confidence": "confidence",
    "confidence_told": "{0} (of {2} judged {1}, 95 % interval {3}–{4})",
    "group_witness": "findings of this form and witness",
    "group_form": "findings of this form",
    "group_all": "findings of this severity",
    "witness_sentence": "all numbers stand in one sentence",
    "witness_list": "the list is whole and of its parts",
    "witness_address": "one number printed twice",
    "witness_peers": "the other shares of the whole hold",
    "witness_second": "the same correction repairs another relation",
    "witness_named": "the words name what the rate is of, and all that bears the name contradicts it",
    "witness_slip": "the difference looks like a slip",
    "resolution": "largest change unseen",
    "nothing": "Nothing found",
    "nothing_else": "nothing found in the rest",
    "found": "Found: {}",
    "and": ", ",
    "incomplete": "Incomplete: {} part(s) not read or not checked; {}",
    "gap": "not read",
    "covered": "{} of {} figures in prose checked",
    "weak_among": "; {} of those that agree weakly",
    "of_weak": "{} of them weakly",
    "of_ambiguous": "{} ambiguous",
    "of_unchecked": "{} unchecked",
    "no_figures": "no figures in prose, {} relations in tables tested",
    "settings": "settings file {}",
    "options": "options",
    "hid": "{0} {1} hides {2} finding(s)",
    "hid_nothing": "no finding hidden",
    "quiet": "hidden: {} {} ({})",
    "more_quiet": "and {} more hidden findings, listed in CSV, JSON and the workpaper",
    "lowers": "{0} {1} lowers {2} finding(s)",
    "not_run_select": "only rules {} ran",
    "not_run_ignore": "rules {} did not run",
    "not_run_lexicon": "lexicon {} laid over",
    "passes": "fail_on {0} lets a run with {1} error(s) pass",
    "figures": "{} figures in prose",
    "relations": "{} relations tested in {} s",
    "notice": "note",
    "page": "p. {}",
    "line": "line {}",
    "under": "under “{}”",
    "year": "{}",
    "pages": "{} pages",
    "total": "{} documents",
    "total_incomplete": "; {} incomplete",
    "also": "same place",
    "more": "and {} more places",
    "unchecked_because": "why unchecked",
    "checklist": "checklist of {} items",
    "list_found": "found",
    "list_not_applicable": "does not apply",
    "list_incomplete": "incomplete",
    "list_not_found": "not found by this program",
    "alike": "the same in {} more places",
    "colon": ": ",
    "semicolon": "; ",
    "brackets": " ({})",
}

LANGUAGES: Mapping[str, Mapping[str, str]] = MappingProxyType({"zh": ZH, "en": EN})

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
STATUSES = tuple(TICKS)

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "department_budget": "部门预算",
        "department_account": "部门决算",
        "government_budget": "政府预算报告",
        "government_account": "政府决算报告",
        "three_public": "“三公”经费公开",
        "template": "模板",
        "other": "其他",
    }
)


def spot(evidence: Evidence, words: Mapping[str, str] = ZH) -> str:
    """Where the evidence stands: ``《收入预算总表》合计·金额 第12页`` or ``第5页 第3行``."""
    parts = []
    if evidence.table is not None:
        cell = "·".join(dict.fromkeys(p for p in (evidence.row, evidence.column) if p))
        parts.append(f"《{evidence.table or '表'}》{cell}")
    if evidence.place.page is not None:
        parts.append(words["page"].format(evidence.place.page))
    if evidence.place.line is not None and evidence.cell is None:
        parts.append(words["line"].format(evidence.place.line))
    return " ".join(parts)


def advice(finding: Finding, words: Mapping[str, str] = ZH) -> list[tuple[str, str]]:
    """The notes of a finding without its confidence, and without what should stand there, where the suggestion says it,
    or names another number instead."""
    left_out = {"confidence"} | ({"expected"} if finding.suggestion else set())
    return [(key, text) for key, text in notes(finding, words) if key not in left_out]


def notes(finding: Finding, words: Mapping[str, str] = ZH) -> list[tuple[str, str]]:
    """What should stand there, what to do, what may have happened, what else is known: keys of the words, with the
    texts."""
    told = [
        ("expected", finding.expected), ("suggestion", finding.suggestion),
        ("follows", follows(finding, words)), ("cause", finding.cause),
        ("witness", witness(finding, words)), ("stake", stake(finding, words)), ("lowered", finding.lowered),
        ("confidence", confidence(finding, words)),
    ]  # fmt: skip
    return [(key, text) for key, text in told if text]


def state(line: LedgerLine, words: Mapping[str, str] = ZH) -> str:
    """What became of a number, in words: 相符（弱核对）."""
    return words[line.status] + (words["brackets"].format(words["weak"]) if line.weak else "")


def remark(line: LedgerLine, words: Mapping[str, str] = ZH) -> str:
    """Why a number is unchecked or weak, or the readings between which the words do not decide."""
    colon, semicolon = words["colon"], words["semicolon"]
    readings = f"{words['readings']}{colon}{semicolon.join(line.readings)}" if line.readings else ""
    return semicolon.join(t for t in (line.reason, readings) if t)


def stake(finding: Finding, words: Mapping[str, str] = ZH) -> str:
    """The amount in question, in 元, and its share of the whole; "" where it is not known."""
    if finding.stake is None:
        return ""
    of_whole = words["brackets"].format(share(finding)) if share(finding) else ""
    return f"{finding.stake.amount:,f}元{of_whole}"


def follows(finding: Finding, words: Mapping[str, str] = ZH) -> str:
    """What would have to change with each correction, "" where nothing rests on the number."""
    told = [(c.text, words["semicolon"].join(f.text for f in c.follows)) for c in finding.corrections if c.follows]
    if len(finding.corrections) == 1:
        return "".join(text for _, text in told)
    return " / ".join(f"{text}{words['colon']}{then}" for text, then in told)


def witness(finding: Finding, words: Mapping[str, str] = ZH) -> str:
    """What bears the finding out beside the relation itself; "" for nothing."""
    return words[f"witness_{finding.witness}"] if finding.witness else ""


def confidence(finding: Finding, words: Mapping[str, str] = ZH) -> str:
    """How often findings like this one were right, and on how many that was measured; "" where too few were judged."""
    known = finding.confidence
    if known is None:
        return ""
    right, low, high = (f"{value:.0%}" for value in (known.share, known.low, known.high))
    return words["confidence_told"].format(right, words[f"group_{known.group}"], known.n, low, high)


def share(finding: Finding) -> str:
    """The share of the whole that is at stake, in percent; "" where it is not known."""
    known = finding.stake.share if finding.stake else None
    return "" if known is None else f"{(known * 100).normalize():f}%"


def resolution(line: LedgerLine) -> str:
    """The largest change that the tick would not have noticed, in percent; "" where it is not known."""
    return "" if line.resolution is None else f"{(line.resolution * 100).normalize():f}%"


def amount(evidence: Evidence) -> str:
    """The value with its unit, "" for evidence without a number."""
    return f"{evidence.value}{evidence.unit or ''}" if evidence.value is not None else ""


PAGE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "zh": {
            "report": "核对报告",
            "coverage": "正文数字核对情况",
            "ticks_help": "在每个数字后显示核对符号",
            "theme": "浅色或深色",
            "keys": "键盘操作",
            "parts": "页面各部分",
            "findings": "问题",
            "prose": "正文",
            "tables": "表格",
            "table": "表",
            "search": "搜索问题",
            "rule": "规则",
            "all_rules": "全部规则",
            "close": "关闭",
            "alone": "没有与它对应的数字",
            "key_j k": "下一个、上一个问题",
            "key_n p": "下一个、上一个数字",
            "key_u": "下一个未核对的数字",
            "key_t": "显示或隐藏核对符号",
            "key_/": "搜索问题",
            "key_Esc": "取消选择",
        },
        "en": {
            "report": "Reconciliation report",
            "coverage": "What became of the figures in prose",
            "ticks_help": "Show a tick mark after every figure",
            "theme": "Light or dark",
            "keys": "Keys",
            "parts": "Parts of the page",
            "findings": "Findings",
            "prose": "Prose",
            "tables": "Tables",
            "table": "Table",
            "search": "Search findings",
            "rule": "Rule",
            "all_rules": "All rules",
            "close": "Close",
            "alone": "Nothing corresponds to it",
            "key_j k": "next, previous finding",
            "key_n p": "next, previous figure",
            "key_u": "next unchecked figure",
            "key_t": "show or hide tick marks",
            "key_/": "search findings",
            "key_Esc": "clear",
        },
    }
)
