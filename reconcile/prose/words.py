"""Direction words without a number of their own: 决算数大于预算数, 与上年持平, and the reasons that follow."""

from __future__ import annotations

from collections.abc import Callable

from reconcile.prose import wording
from reconcile.prose.drafts import Draft
from reconcile.prose.values import Subject, Word

UP = {"大于", "高于", "多于", "超过", "超出", "超"}
DOWN = {"小于", "低于", "少于"}


def read_words(text: str, drafts: list[Draft], mentions: list[Subject], base_of: Callable[[str], str]) -> None:
    """Hang each direction word of the squeezed paragraph on the statement that it is said of."""
    for match in wording.COMPARE.finditer(text):
        word = match["word"]
        direction = "up" if word in UP else "down" if word in DOWN else "flat"
        draft = owner(drafts, mentions, text, match.start())
        if draft and match["left"]:
            about = "budget" if "预算" in match["left"] else "actual"
            than = "last_actual" if "上年" in match["right"] else "budget"
            draft.words.append(Word(direction, match.start(), match.end(), than, about))
    for match in wording.COMPARE_FLAT.finditer(text):
        draft = owner(drafts, mentions, text, match.start())
        if draft:
            draft.words.append(Word("flat", match.start(), match.end(), "budget", "actual", bool(match["roughly"])))
    for match in wording.FLAT.finditer(text):
        clause = max(text.rfind(c, 0, match.start()) for c in ",;:。") + 1
        before = text[clause : match.start()]
        base = wording.BASE.search(text[clause : match.end()])
        compared = bool(base) or "与" in before or "比" in before
        if wording.COMPARE_FLAT.search(text[clause : match.end()]):
            continue
        if not compared and not any(m.start >= clause and m.end <= match.start() for m in mentions):
            continue
        draft = owner(drafts, mentions, text, match.start())
        if draft:
            than = base_of(base["base"]) if base else "last"
            draft.words.append(Word("flat", clause, match.end(), than or "last", "", bool(match["roughly"])))


def owner(drafts: list[Draft], mentions: list[Subject], text: str, position: int) -> Draft | None:
    """The statement that a word at this position speaks of: of the subject named in its clause, else the last begun."""
    before = [d for d in drafts if d.start <= position]
    if not before:
        return None
    clause = max(text.rfind(c, 0, position) for c in ",;:。") + 1
    named = [m for m in mentions if clause <= m.start and m.end <= position]
    for subject in reversed(named):
        for draft in reversed(before):
            if (
                subject.indicator and subject.indicator == draft.subject.indicator
            ) or subject.name == draft.subject.name:
                return draft
    if named:
        return None
    sentence = text.rfind("。", 0, position) + 1
    inside = [d for d in before if d.end > sentence or d.start >= sentence]
    if inside:
        return inside[-1]
    heads = [d for d in before if d.parent is None or d.parent.position != -1]
    return heads[-1] if heads else before[-1]
