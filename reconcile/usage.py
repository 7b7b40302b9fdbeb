"""Help pages and errors about a call in Chinese: the argument parser's own words, told anew."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from typer.core import TyperCommand, TyperGroup

from reconcile.patterns import lazy

WORDS = (
    (lazy(r"^Usage: ", re.MULTILINE), "用法："),
    (lazy(r"^Arguments:$", re.MULTILINE), "参数："),
    (lazy(r"^Options:$", re.MULTILINE), "选项："),
    (lazy(r"^Commands:$", re.MULTILINE), "命令："),
    (lazy(r"\[OPTIONS\]"), "[选项]"),
    (lazy(r"COMMAND \[ARGS\]\.\.\."), "命令 [参数]..."),
    (lazy(r"(?<= )\{(\w+)\}"), r"\1"),
    (lazy(r"Show this message and exit\."), "显示本页"),
    (lazy(r"\s+\[required\]"), "（必填）"),
    (lazy(r"\s*\[default:\s([^\]]*)\]"), r"（默认 \1）"),
    (lazy(r"\s+\[((?:x|[\d.]+)?(?:[<>]=?|x|[\d.])+)\]"), r"（\1）"),
)
# what is wrong with a value
FAULTS = (
    (lazy(r"'?(?P<value>.*?)'? is not in the range (?P<range>.*)\."), "“{value}”不在范围 {range} 内"),
    (lazy(r"'(?P<value>.*)' is not one of (?P<choices>.*)\.", re.DOTALL), "“{value}”不是 {choices} 之一"),
    (lazy(r"'(?P<value>.*)' is not a valid (?:int|float)[\w ]*\.", re.DOTALL), "“{value}”不是数"),
    (lazy(r"Got unexpected extra argument\(?s?\)? \((?P<value>.*)\)", re.DOTALL), "多出的参数：{value}"),
)


class Command(TyperCommand):
    """A command whose help page is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help page is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        return in_chinese(super().get_help(ctx))


def in_chinese(page: str) -> str:
    for pattern, word in WORDS:
        page = pattern.sub(word, page)
    return page


def said(error: Exception) -> str:
    """An error about the call, with the nearest of what there is; what is not known keeps its own words."""
    kind = type(error).__name__
    message = str(getattr(error, "message", error))
    name = getattr(error, "option_name", None) or _parameter(error)
    if unknown := re.match(r"No such command '(.*?)'", message):
        commands = getattr(getattr(error, "ctx", None), "command", None)
        likely = nearest(unknown[1], list(getattr(commands, "commands", ())))
        return f"没有命令 {unknown[1]}{likely}；用 {_page(error)} --help 查看用法"
    words = {
        "NoSuchOption": f"没有选项 {name}{_likely(getattr(error, 'possibilities', None) or [])}",
        "MissingParameter": f"缺少参数 {name}",
        "BadParameter": f"参数 {name} 的值不对：{fault(message)}",
        "BadOptionUsage": f"选项 {name} {'不带值' if 'does not take' in message else '后面缺少值'}",
        "UsageError": "没有指明命令" if message == "Missing command." else fault(message),
    }
    return f"{words.get(kind, message)}；用 {_page(error)} --help 查看用法"


def fault(message: str) -> str:
    for pattern, words in FAULTS:
        if found := pattern.fullmatch(message):
            parts = found.groupdict()
            if "choices" in parts:
                parts["choices"] = parts["choices"].replace("'", "").replace(", ", "、")
            return words.format(**parts)
    return message


def nearest(name: str, known: list[str]) -> str:
    """``（是不是 --format？）`` where something like the name is known, else nothing."""
    return _likely(get_close_matches(name, known, n=2, cutoff=0.5))


def _likely(names: list[str]) -> str:
    return f"（是不是 {' 或 '.join(names)}？）" if names else ""


def _parameter(error: Exception) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    options = [name for name in parameter.opts if name.startswith("--")]
    return str(options[0] if options else parameter.metavar or parameter.name or "")


def _page(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context is not None else "reconcile"
