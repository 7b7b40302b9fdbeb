"""The command line from outside: exit codes, what goes where, and one clear sentence for whatever cannot be used."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import reconcile
from reconcile.cli import call

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
CLEAN = str(SAMPLES / "budget_clean.txt")
FAULTY = str(SAMPLES / "budget_faulty.txt")


class Result(NamedTuple):
    code: int
    out: str
    err: str


class Command:
    """Runs the command in this process, in an empty folder without settings above it."""

    def __init__(self, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
        self.capture = capsysbinary

    def __call__(self, *arguments: str | Path) -> Result:
        code = call([str(a) for a in arguments])
        captured = self.capture.readouterr()
        return Result(code, captured.out.decode(), captured.err.decode())


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    monkeypatch.chdir(tmp_path)
    return Command(capsysbinary)


def process(*arguments: str, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": str(SAMPLES.parent), **environment}
    return subprocess.run([sys.executable, "-m", "reconcile", *arguments], input=data, capture_output=True, env=env)


def refused(result: Result, *words: str) -> None:
    """Exit 2 with one Chinese sentence and no traceback."""
    assert result.code == 2
    assert not result.out
    assert result.err.startswith("reconcile：")
    assert result.err.count("\n") == 1
    assert "Traceback" not in result.err
    for word in words:
        assert word in result.err


# exit codes


def test_nothing_to_fail_on_is_0(run: Command) -> None:
    assert run("check", CLEAN).code == 0


def test_findings_are_1(run: Command) -> None:
    assert run("check", FAULTY).code == 1


def test_fail_on_never_is_0(run: Command) -> None:
    assert run("check", FAULTY, "--fail-on", "never").code == 0


def test_errors_that_are_not_there_do_not_fail(run: Command) -> None:
    result = run("check", FAULTY, "--select", "R203", "--min-confidence", "1", "--format", "json", "--fail-on", "info")
    assert result.code == int(bool(json.loads(result.out)["findings"]))


def test_what_is_below_materiality_does_not_fail_and_is_said(run: Command) -> None:
    result = run("check", FAULTY, "--select", "R101", "--materiality", "100亿元")
    assert result.code == 0
    assert "materiality 100亿元 降低了" in result.out
    assert "涉及金额低于重要性水平100亿元" in result.out


# calls that cannot be carried out


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["check"], ["缺少"]),
        (["check", "nowhere.pdf"], ["nowhere.pdf", "不存在"]),
        (["check", CLEAN, "--nix"], ["--nix"]),
        (["check", CLEAN, "--format", "word"], ["word", "输出格式"]),
        (["check", CLEAN, "--fail-on", "sometimes"], ["参数"]),
        (["check", CLEAN, "--min-confidence", "2"], ["参数"]),
        (["check", CLEAN, "--materiality", "10000"], ["重要性水平", "1万元"]),
        (["check", CLEAN, "--select", "R999"], ["R999", "规则"]),
        (["check", CLEAN, "--format", "xlsx"], ["xlsx", "-o"]),
        (["check", CLEAN, "--format", "json", "--format", "text"], ["标准输出"]),
        (["check", CLEAN, "-o", "report.strange"], ["report.strange"]),
        (["check", CLEAN, "--format", "json", "-o", "nowhere/report.json"], ["nowhere"]),
        (["check", CLEAN, "--config", "nowhere.toml"], ["nowhere.toml", "不存在"]),
        (["check", CLEAN, "--baseline", "nowhere.json"], ["nowhere.json", "--write-baseline"]),
        (["check", CLEAN, "--write-baseline"], ["--baseline"]),
        (["check", CLEAN, "--lexicon", "nowhere"], ["词库"]),
        (["check", "-", "--watch"], ["--watch"]),
        (["check", CLEAN, "--watch", "--diff"], ["--watch", "--diff"]),
        (["explain", "R999"], ["R999"]),
        (["nonsense"], ["nonsense"]),
        (["tables", CLEAN, "--format", "xlsx"], ["-o"]),
        (["extract", "nowhere.txt"], ["不存在"]),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be_carried_out(run: Command, arguments: list[str], words: list[str]) -> None:
    refused(run(*arguments), *words)


# documents that cannot be used


@pytest.mark.parametrize(
    "name, data",
    [
        ("empty.txt", b""),
        ("blank.txt", b" \r\n\t \n"),
        ("binary.txt", bytes(range(256)) * 64),
        ("program.pdf", b"\x7fELF" + bytes(200)),
        ("broken.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
        ("broken.docx", b"PK\x03\x04" + bytes(60)),
        ("unknown.txt", bytes([0x80, 0xFF, 0xFE, 0x81]) * 300),
    ],
)
def test_a_document_that_cannot_be_used(run: Command, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    refused(run("check", name), name)


def test_a_huge_text_is_refused_by_its_size(run: Command, tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.write("数".encode())
        file.truncate(200 << 20)
    refused(run("check", "huge.txt"), "过大")


def test_prose_without_tables_says_so(run: Command, tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text("2024年“三公”经费支出5.00万元，其中：公务接待费2.00万元。\n", encoding="utf-8")
    result = run("check", "notice.txt", "--format", "json", "--fail-on", "never")
    assert result.code == 0
    assert any("没有读到表格" in n["message"] for n in json.loads(result.out)["notices"])


def test_tables_without_prose_say_so(run: Command, tmp_path: Path) -> None:
    (tmp_path / "table.txt").write_text(
        "收入预算表\n单位：万元\n项目\t金额\n合计\t3.00\n其他收入\t3.00\n", encoding="utf-8"
    )
    result = run("check", "table.txt", "--format", "json", "--fail-on", "never")
    assert any("没有读到数字" in n["message"] for n in json.loads(result.out)["notices"])


def test_an_unreadable_document_does_not_take_the_others_with_it(run: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("check", "empty.txt", CLEAN, "--format", "jsonl")
    assert result.code == 2
    assert "empty.txt" in result.err
    assert [Path(json.loads(line)["document"]["path"]).name for line in result.out.splitlines()] == ["budget_clean.txt"]


def test_a_fault_of_the_program_is_one_sentence_too(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("reconcile.running.check_document", broken)
    refused(run("check", CLEAN), "内部错误", "too deep")


@pytest.mark.parametrize("package", ["typer", "regex", "jieba"])
@pytest.mark.parametrize("options", [[], ["--format", "json"], ["--lang", "en"]])
def test_a_package_that_is_missing_is_named_and_nothing_is_checked(package: str, options: list[str]) -> None:
    arguments = ["check", str(CLEAN), *options]
    code = f"import sys; sys.modules[{package!r}] = None; sys.argv = ['reconcile', *{arguments!r}]\n"
    code += "from reconcile.__main__ import main; main()"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    if package == "typer" and not options:
        assert found.returncode == 0  # a check without options parses none
        return
    assert found.returncode == 2
    assert not found.stdout
    assert f"“{package}”" in found.stderr
    assert "Traceback" not in found.stderr


# what goes where


def test_several_documents_are_a_list_in_json(run: Command) -> None:
    result = run("check", CLEAN, FAULTY, "--format", "json")
    assert [Path(r["document"]["path"]).name for r in json.loads(result.out)] == [
        "budget_clean.txt",
        "budget_faulty.txt",
    ]


def test_a_folder_is_opened(run: Command, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "deeper"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_bytes(Path(CLEAN).read_bytes())
    (folder / "~$a.docx").write_bytes(b"lock")
    (folder / ".hidden.txt").write_bytes(b"hidden")
    (folder / "notes.json").write_bytes(b"{}")
    result = run("check", "in", "--format", "jsonl")
    assert [json.loads(line)["document"]["path"] for line in result.out.splitlines()] == [str(Path("in/deeper/a.txt"))]


def test_a_pattern_is_opened_where_the_shell_does_not(run: Command, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_bytes(Path(CLEAN).read_bytes())
    result = run("check", "*.txt", "--format", "jsonl")
    assert [json.loads(line)["document"]["path"] for line in result.out.splitlines()] == ["a.txt", "b.txt"]
    refused(run("check", "*.pdf"), "*.pdf")


def test_an_empty_folder_is_refused(run: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    refused(run("check", "in"), "in")


def test_formats_and_files_go_in_pairs(run: Command, tmp_path: Path) -> None:
    result = run("check", FAULTY, "--format", "json", "-o", "a.out", "--format", "csv", "-o", "b.out")
    assert (result.code, result.out) == (1, "")
    assert json.loads((tmp_path / "a.out").read_text(encoding="utf-8"))["schema_version"] == "2"
    assert "R101" in (tmp_path / "b.out").read_text(encoding="utf-8-sig")


def test_a_file_name_tells_its_format_and_the_rest_goes_to_standard_output(run: Command, tmp_path: Path) -> None:
    result = run("check", FAULTY, "--format", "text", "--format", "json", "-o", "a.json")
    assert "R101" in result.out
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["findings"]


def test_a_format_of_one_document_fills_a_folder(run: Command, tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "budget.txt").write_bytes(Path(CLEAN).read_bytes())
    (tmp_path / "out").mkdir()
    assert run("check", "x", "y", "--format", "html", "-o", "out").code == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["budget-2.html", "budget.html"]


def test_the_document_is_never_overwritten(run: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(Path(CLEAN).read_bytes())
    refused(run("check", "a.txt", "--format", "text", "-o", "./a.txt"), "a.txt", "覆盖")
    assert (tmp_path / "a.txt").read_bytes() == Path(CLEAN).read_bytes()


def test_no_half_written_file_is_left(run: Command, tmp_path: Path) -> None:
    run("check", CLEAN, "--format", "json", "-o", "a.json")
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_text_on_standard_input() -> None:
    done = process(
        "check", "-", "--format", "json", "--fail-on", "never", data="合计10万元，其中：甲4万元、乙5万元。".encode()
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["document"]["path"] == "-"


def test_chinese_comes_out_as_utf8_in_a_plain_c_locale() -> None:
    done = process("check", CLEAN, LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert "没有发现问题" in done.stdout.decode("utf-8")
    done = process("check", "nowhere.txt", LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["rules"], ["explain", "R1"], ["lexicon", "lookup", "2130101"]])
def test_every_command_writes_utf8_into_a_pipe(arguments: list[str]) -> None:
    for environment in ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "gbk"}):
        done = process(*arguments, **environment)
        assert done.returncode == 0, done.stderr
        assert re.search("[\u4e00-\u9fff]", done.stdout.decode("utf-8"))


def test_several_files_as_one(run: Command, tmp_path: Path) -> None:
    whole = Path(CLEAN).read_text(encoding="utf-8")
    prose, tables = whole.split("## 四、", 1)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.txt").write_text(prose, encoding="utf-8")
    (tmp_path / "in" / "2.txt").write_text("## 四、" + tables, encoding="utf-8")
    result = run("check", "in", "--together", "--format", "json")
    report = json.loads(result.out)
    assert result.code == 0, [f["message"] for f in report["findings"]]
    assert report["summary"]["agrees"] > 50


def test_whole_disclosures_together_are_held_against_each_other(run: Command, tmp_path: Path) -> None:
    whole = Path(CLEAN).read_text(encoding="utf-8")
    department, unit = tmp_path / "部门.txt", tmp_path / "单位.txt"
    department.write_text(whole, encoding="utf-8")
    unit.write_text(whole.replace("2025年部门预算", "2025年单位预算"), encoding="utf-8")
    same = run("check", str(department), str(unit), "--together", "--format", "jsonl")
    assert same.code == 0
    assert len(same.out.splitlines()) == 2  # a report for each
    unit.write_text(unit.read_text(encoding="utf-8").replace("612.35", "712.35"), encoding="utf-8")
    larger = run("check", str(department), str(unit), "--together", "--format", "jsonl")
    first = json.loads(larger.out.splitlines()[0])
    assert [f["code"] for f in first["findings"]] == ["R601"]
    assert "712.35" in first["findings"][0]["message"]


# settings, suppressions, baseline


def codes(result: Result) -> set[str]:
    return {f["code"] for f in json.loads(result.out)["findings"]}


def test_select_and_ignore(run: Command) -> None:
    assert codes(run("check", FAULTY, "--format", "json", "--select", "R1,R203")) >= {"R101", "R203"}
    assert "R101" not in codes(run("check", FAULTY, "--format", "json", "--ignore", "r101"))


def test_a_settings_file_is_found_and_options_go_before_it(run: Command, tmp_path: Path) -> None:
    (tmp_path / "reconcile.toml").write_text('select = ["R101"]\nfail-on = "never"\n', encoding="utf-8")
    assert run("check", FAULTY).code == 0
    result = run("check", FAULTY, "--fail-on", "error", "--format", "json")
    assert (result.code, codes(result)) == (1, {"R101"})


def test_a_suppression_hides_its_finding_and_a_stale_one_is_told(run: Command, tmp_path: Path) -> None:
    (tmp_path / "reconcile.toml").write_text(
        '[[suppress]]\ncode = "R101"\nquote = "2034.02"\nreason = "已更正"\n'
        '[[suppress]]\ncode = "R101"\nquote = "9999.99"\nreason = "旧问题"\n'
        '[[suppress]]\ncode = "R101"\npath = "other.pdf"\nreason = "别的文件"\n',
        encoding="utf-8",
    )
    result = run("check", FAULTY, "--format", "json")
    report = json.loads(result.out)
    assert not any("2034.02" in f["message"] for f in report["findings"])
    hidden = report["summary"]["hidden"]
    assert hidden["file"] == str(tmp_path / "reconcile.toml")
    assert [(h["setting"], h["findings"]) for h in hidden["by"]] == [("suppress", 1)]
    assert "旧问题" in result.err
    assert "已更正" not in result.err
    assert "别的文件" not in result.err


def test_a_suppression_wants_a_reason(run: Command, tmp_path: Path) -> None:
    (tmp_path / "reconcile.toml").write_text('[[suppress]]\ncode = "R101"\nreason = " "\n', encoding="utf-8")
    refused(run("check", FAULTY), "reason")


def test_a_baseline_hides_what_is_known(run: Command, tmp_path: Path) -> None:
    assert run("check", FAULTY, "--baseline", "known.json", "--write-baseline").code == 0
    result = run("check", FAULTY, "--baseline", "known.json", "--format", "json", "--fail-on", "info")
    assert (result.code, codes(result)) == (0, set())
    (tmp_path / "budget_faulty.txt").write_text(
        Path(FAULTY).read_text(encoding="utf-8").replace("占62.5%", "占52.5%"), encoding="utf-8"
    )
    result = run("check", "budget_faulty.txt", "--baseline", "known.json", "--format", "json")
    findings = json.loads(result.out)["findings"]
    assert result.code == 1
    assert ["52.5" in f["message"] for f in findings] == [True]


def test_every_text_says_which_settings_hid_what(run: Command, tmp_path: Path) -> None:
    (tmp_path / "reconcile.toml").write_text('ignore = ["R1"]\n[severity]\nR2 = "info"\n', encoding="utf-8")
    out = run("check", FAULTY).out
    assert f"设置文件 {tmp_path / 'reconcile.toml'}：规则 R1 没有运行；severity R2=info 降低了 " in out


@pytest.mark.parametrize(
    "options, code", [((), 0), (("--strict",), 3), (("--strict", "--fail-on", "never"), 3), (("--no-strict",), 0)]
)
def test_an_incomplete_document_has_an_exit_code_of_its_own(
    run: Command, tmp_path: Path, options: tuple[str, ...], code: int
) -> None:
    (tmp_path / "a.txt").write_bytes("2024年部门预算\n\n支出预算10.00万元。\n".encode() + b"\xe6\x94\n")
    result = run("check", "a.txt", *options)
    assert result.code == code
    assert result.out.splitlines()[1] == "  检查不完整：1 处没有读到或没有核对；其余部分没有发现问题"


def test_what_has_nothing_to_check_is_not_clean(run: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("本单位的职责是监测水质，并向社会公布结果。\n", encoding="utf-8")
    summary = json.loads(run("check", "a.txt", "--format", "json").out)["summary"]
    assert (summary["outcome"], summary["figures"]) == ("incomplete", 0)


# two results


def test_diff_of_a_changed_document_and_of_another_program(run: Command, tmp_path: Path) -> None:
    text = Path(FAULTY).read_text(encoding="utf-8")
    draft = tmp_path / "draft.txt"
    for name, content in (("old", text), ("new", text.replace("2034.02", "2043.02"))):
        draft.write_text(content, encoding="utf-8")
        run("check", "draft.txt", "-o", f"{name}.json")
    result = run("diff", "old.json", "new.json")
    assert result.code == 1
    assert "材料有改动 · 程序 " in result.out
    assert "－ 错误 R101" in result.out
    told = json.loads(run("diff", "old.json", "new.json", "-f", "json").out)["documents"][0]
    assert {c["cause"] for c in told["findings"]} == {"document"}
    assert run("diff", "new.json", "new.json").code == 0
    # the same bytes, checked by another program that knew one finding less
    other = json.loads((tmp_path / "new.json").read_text(encoding="utf-8"))
    other["document"]["program"] = "0.0.9"
    gone = other["findings"].pop()
    (tmp_path / "older.json").write_text(json.dumps(other), encoding="utf-8")
    result = run("diff", "older.json", "new.json")
    assert f"程序 0.0.9 → {reconcile.__version__}" in result.out
    assert (
        f"因程序版本不同 ＋1\n    ＋ {'错误' if gone['severity'] == 'error' else '警告'} {gone['code']}" in result.out
    )


@pytest.mark.parametrize(
    "text, told",
    [("", "不是 reconcile check"), ("[1]", "不是 reconcile check"), ('{"schema_version": "1"}', "另一版本"),
     ('{"schema_version": "2"}', "不完整")],
)  # fmt: skip
def test_diff_refuses_what_is_no_result(run: Command, tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    refused(run("diff", "a.json", "a.json"), told)
    refused(run("diff", "a.json", "none.json"), "a.json" if told else "")


# the other commands


def test_extract_reads_text_from_standard_input_with_offsets_in_it() -> None:
    text = "收入预算2,636.92万元，增长4.1%"
    done = process("extract", "-", data=text.encode())
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    money = next(line for line in lines if line["type"] == "money")
    assert money["value"] == "26369200"
    assert text[money["start"] : money["end"]] == money["surface"] == "2,636.92万元"
    assert {"money", "percent"} <= {line["type"] for line in lines}


def test_extract_lists_a_number_that_cannot_be_read_and_gives_it_no_value() -> None:
    text = "收入12,34.56万元，支出8.00万元"
    done = process("extract", "-", data=text.encode())
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert first == {"type": "malformed", "surface": "12,34.56万元", "start": 2, "end": 12, "unit": "万元"}
    assert (second["type"], second["value"]) == ("money", "80000")
    assert text[first["start"] : first["end"]] == first["surface"]


def test_extract_names_categories_of_a_file(run: Command) -> None:
    lines = [json.loads(line) for line in run("extract", CLEAN).out.splitlines()]
    assert any(line["type"] == "functional" and line["surface"] == "行政运行" for line in lines)
    assert all(line["line"] for line in lines)


def test_tables_as_json_csv_and_xlsx(run: Command, tmp_path: Path) -> None:
    tables = json.loads(run("tables", CLEAN).out)
    assert len(tables) == 10
    assert {"title", "kind", "unit", "pages", "header_rows", "rows"} <= set(tables[0])
    assert "2043.02" in run("tables", CLEAN, "--format", "csv").out
    assert run("tables", CLEAN, "--format", "xlsx", "-o", "t.xlsx").code == 0
    assert (tmp_path / "t.xlsx").read_bytes().startswith(b"PK")


def test_rules_and_explain(run: Command) -> None:
    listed = run("rules").out
    assert "R101" in listed
    page = run("explain", "r101").out
    for part in ("错误示例", "正确示例", "依据"):
        assert part in page


@pytest.mark.parametrize("command", ["lexicon", "batch", "stats"])
def test_commands_of_other_rooms_have_their_help(run: Command, command: str) -> None:
    result = run(command, "--help")
    assert result.code == 0
    assert f"用法：reconcile {command}" in result.out


def test_the_lexicon_is_looked_up(run: Command) -> None:
    assert "行政运行" in run("lexicon", "lookup", "2130101").out


def test_a_batch_runs_and_is_summed_up(run: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(Path(FAULTY).read_bytes())
    assert run("batch", "in", "--store", "out", "--workers", "1").code in (0, 1)
    assert "R101" in run("stats", "out").out


def test_explain_takes_the_beginning_of_codes(run: Command) -> None:
    page = run("explain", "R3,r101").out
    assert [line.split()[0] for line in page.splitlines() if line.endswith("）") and line[:2] in ("R3", "R1")] == [
        *(f"R30{n}" for n in range(1, 9)), "R101",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["check", CLEAN, "--formt", "json"], "--format"),
        (["chekc", CLEAN], "check"),
        (["check", CLEAN, "--format", "jsno"], "json"),
        (["explain", "R1011"], "R101"),
        (["lexicon", "lokup", "x"], "lookup"),
    ],
)
def test_the_nearest_name_is_told(run: Command, arguments: list[str], words: str) -> None:
    refused(run(*arguments), f"是不是 {words}")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", CLEAN, "--fail-on", "x"], ["check", CLEAN, "--year", "x"], ["check", CLEAN, "--year", "3"],
        ["check", CLEAN, "--year"], ["check", CLEAN, "--watch=3"], ["check"], ["completion", "x"], ["stats", "a", "b"],
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_call_is_told_in_chinese(run: Command, arguments: list[str]) -> None:
    result = run(*arguments)
    refused(result)
    for english in ("not", "valid", "argument", "option", "require"):
        assert english not in result.err.replace("--fail-on", "")


def test_version_and_completion(run: Command) -> None:
    assert run("--version").out == f"reconcile {reconcile.__version__}\n"
    for shell in ("bash", "zsh", "fish", "powershell"):
        assert "_RECONCILE_COMPLETE" in run("completion", shell).out


def test_the_shell_completes_commands_and_options() -> None:
    def completed(words: str, number: int) -> list[str]:
        environment = {"_RECONCILE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(number)}
        return process(**environment).stdout.decode().split()

    assert completed("reconcile ex", 1) == ["extract", "explain"]
    assert "--format" in completed("reconcile check --", 2)


@pytest.mark.parametrize(
    "command", [[], ["check"], ["tables"], ["explain"], ["stats"], ["lexicon"], ["lexicon", "show"]]
)
def test_no_english_leaks_into_a_help_page(run: Command, command: list[str]) -> None:
    page = run(*command, "--help").out
    assert "用法：" in page
    for english in ("Usage", "Options", "Arguments", "Commands", "required", "default", "Show", "message", "OPTIONS"):
        assert english not in page


def test_the_page_that_lies_ready_is_the_help_page(run: Command) -> None:
    assert process("--help").stdout.decode().strip() == run("--help").out.strip()


# a file name tells the format; what was found and written is told


def test_the_file_name_alone_tells_the_format_everywhere(run: Command, tmp_path: Path) -> None:
    assert run("tables", CLEAN, "-o", "t.parquet").code == 0
    assert (tmp_path / "t.parquet").read_bytes().startswith(b"PAR1")
    assert run("tables", CLEAN, "-o", "t.xlsx").code == 0
    assert (tmp_path / "t.xlsx").read_bytes().startswith(b"PK")
    assert run("tables", CLEAN, "-o", "package").code == 0
    assert (tmp_path / "package" / "datapackage.json").is_file()
    assert run("extract", CLEAN, "-o", "q.csv").code == 0
    assert (tmp_path / "q.csv").read_text(encoding="utf-8-sig").startswith("paragraph,")
    refused(run("tables", CLEAN, "-o", "t.word"), "t.word", ".xlsx")
    refused(run("extract", CLEAN, "-o", "q.html"), "q.html")
    refused(run("extract", "-", "-o", "q"), "q")


def test_what_was_found_and_written_is_one_line(run: Command) -> None:
    result = run("check", FAULTY, "-o", "report.html", "-o", "findings.csv")
    assert result.err == "错误 15，警告 4，提示 0；未核对的数字 5 个；已写入 report.html、findings.csv\n"
    assert run("check", FAULTY, "--format", "text", "--format", "json", "-o", "a.json").err == ""  # the report says it


def test_write_baseline_says_what_it_wrote(run: Command) -> None:
    result = run("check", FAULTY, "--baseline", "known.json", "--write-baseline", "--statistics")
    assert result.err == "基线已写入 known.json：1 份材料，19 条问题\n"


def test_a_document_of_which_nothing_was_checked_is_not_clean(run: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("云湖市民政局情况说明\n\n购置设备5.00万元。\n", encoding="utf-8")
    result = run("check", str(tmp_path / "a.txt"), "--strict")
    assert result.code == 3
    assert "检查不完整" in result.out.splitlines()[1]
    assert "所有数字都没有核对" in result.out


def test_what_lies_in_a_folder_and_was_not_looked_at_is_said(run: Command, tmp_path: Path) -> None:
    for name in ("a.zip", "b.rar", "c.JPG", "notes.py"):
        (tmp_path / name).write_bytes(b"x")
    shutil.copy(CLEAN, tmp_path / "d.txt")
    result = run("check", str(tmp_path), "--strict")
    assert result.code == 3
    assert "有 3 个文件没有检查" in result.err
    assert "b.rar" in result.err
    assert "notes.py" not in result.err
    assert run("check", str(tmp_path / "d.txt"), "--strict").code == 0


def test_statistics_are_a_line_a_rule(run: Command) -> None:
    lines = run("check", FAULTY, "--statistics").out.splitlines()
    assert lines[0].split() == ["3", "R101", "错误", "正文与表格金额不一致"]
    assert sum(int(line.split()[0]) for line in lines) == 19
    assert run("check", CLEAN, "--statistics").out == "没有发现问题\n"


def test_a_suppression_of_a_rule_that_did_not_run_is_not_stale(run: Command, tmp_path: Path) -> None:
    settings = '[[suppress]]\ncode = "R101"\nquote = "9999.99"\nreason = "旧问题"\n'
    (tmp_path / "reconcile.toml").write_text(settings, encoding="utf-8")
    assert "旧问题" not in run("check", FAULTY, "--select", "R2").err
    assert "旧问题" in run("check", FAULTY, "--select", "R1").err


# one language at a time


def test_english_is_english_but_for_what_the_document_says(run: Command) -> None:
    text = run("check", FAULTY, "--lang", "en", "--select", "R101,R2,R5").out
    assert (
        "Prose and table differ: 2034.02万元 against 《2025年市级部门收支预算总表》收入总计·收入·预算数 2043.02万元"
        in text
    )
    for chinese in ("建议", "可能", "应为", "不一致", "改为", "合计应", "："):
        assert chinese not in re.sub(r"│.*|“[^”]*”|《.*?》", "", text.split("\n", 1)[1])


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["check", "nowhere.pdf"], "nowhere.pdf: there is no such file"),
        (["check", CLEAN, "--format", "word"], "there is no format “word”"),
        (["check", CLEAN, "--select", "R999"], "there is no rule R999"),
        (["check", CLEAN, "--nix"], "there is no option --nix; see reconcile check --help"),
        (["check", CLEAN, "--year", "x"], "the value of --year is not right"),
        (["check", FAULTY, "-o", "a.csv", "--fail-on", "never"], "15 errors, 4 warnings, 0 notes; 5 figures unchecked; written: a.csv"),
        (["check", FAULTY, "--diff"], "3 places can be set right"),
    ],
)  # fmt: skip
def test_errors_and_what_a_run_says_are_english_on_request(run: Command, arguments: list[str], words: str) -> None:
    said = run(*arguments, "--lang", "en").err
    assert words in said
    assert not re.search(r"[\u4e00-\u9fff]", said)


def test_a_baseline_holds_in_both_languages(run: Command) -> None:
    run("check", FAULTY, "--baseline", "known.json", "--write-baseline", "--statistics")
    result = run("check", FAULTY, "--baseline", "known.json", "--lang", "en", "--format", "json")
    assert codes(result) == set()


def test_help_is_chinese_and_complete(run: Command) -> None:
    page = run("--help").out
    for command in ("check", "extract", "tables", "explain", "rules", "lexicon", "batch", "stats"):
        assert f"\n  {command} " in page


def test_no_arguments_show_the_help(run: Command) -> None:
    assert run() == run("--help")


def test_the_reader_of_a_pipe_may_go_away() -> None:
    command = f'"{sys.executable}" -m reconcile extract "{CLEAN}" | head -n 1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=SAMPLES.parent)
    assert done.stdout.count(b"\n") == 1
    assert not done.stderr


def without_time(shown: bytes) -> bytes:
    return re.sub("用时.*秒".encode(), b"", shown)


def test_a_check_without_options_says_the_same(tmp_path: Path) -> None:
    plain, with_option = process("check", FAULTY), process("check", FAULTY, "--lang", "zh")
    assert (plain.returncode, without_time(plain.stdout), plain.stderr) == (
        with_option.returncode, without_time(with_option.stdout), with_option.stderr,
    )  # fmt: skip
    absent = str(tmp_path / "没有.txt")
    for arguments in ([absent], ["-", FAULTY], [CLEAN, absent]):
        plain, with_option = process("check", *arguments), process("check", *arguments, "--lang", "zh")
        assert (plain.returncode, plain.stderr) == (with_option.returncode, with_option.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_what_cannot_be_written_at_the_end_is_said() -> None:
    with open("/dev/full", "wb") as full:
        environment = {**os.environ, "PYTHONPATH": str(SAMPLES.parent)}
        done = subprocess.run(
            [sys.executable, "-m", "reconcile", "check", FAULTY], stdout=full, stderr=subprocess.PIPE, env=environment
        )
    assert done.returncode == 2
    assert "写不到标准输出" in done.stderr.decode()
