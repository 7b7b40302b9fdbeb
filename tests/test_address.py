"""Whether two numbers may be held against each other: one decision a line."""

from __future__ import annotations

import pytest

from reconcile.address import Address, Source, Sources, Standing, broader, compare, side
from reconcile.lexicon import Lexicon

SAID = Sources(*[Source.SAID] * len(Sources._fields))
CITY = "nation/province/city"
INCOME = Address("一般公共预算收入", "actual", "2030", "general", CITY, id="general_public_income", sources=SAID)


@pytest.mark.parametrize(
    "changed, standing",
    [
        ({}, Standing.SAME),
        ({"period": "2029"}, Standing.DIFFERENT),
        ({"period": "2029-2030"}, Standing.PART_OF),
        ({"period": "2030-06-30"}, Standing.DIFFERENT),
        ({"measure": "budget"}, Standing.DIFFERENT),
        ({"measure": "last_actual", "period": "2031"}, Standing.SAME),
        ({"scope": "fiscal"}, Standing.PART_OF),
        ({"scope": "fund"}, Standing.DIFFERENT),
        ({"area": "nation/province"}, Standing.PART_OF),
        ({"area": f"{CITY}/city_own"}, Standing.DIFFERENT),
        ({"area": "own"}, Standing.UNKNOWN),
        ({"entity": "云山市档案局"}, Standing.DIFFERENT),
        ({"counted": "辆"}, Standing.DIFFERENT),
        ({"subject": "一般公共预算支出", "id": "general_expenditure"}, Standing.DIFFERENT),
        ({"subject": "新增债券", "id": ""}, Standing.UNKNOWN),
    ],
)
def test_one_component_decides(changed: dict[str, str], standing: Standing) -> None:
    assert compare(INCOME, INCOME._replace(**changed)).standing is standing  # type: ignore[arg-type]


@pytest.mark.parametrize("one, other", [("", "general_public_income"), ("general_public_income", ""), ("", "")])
def test_the_same_words_are_the_same_where_only_one_is_known(one: str, other: str) -> None:
    assert compare(INCOME._replace(id=one), INCOME._replace(id=other)).standing is Standing.SAME


@pytest.mark.parametrize("subject, standing", [("新增债券", Standing.UNKNOWN), ("支出", Standing.DIFFERENT)])
def test_of_words_that_are_not_the_same_the_subject_decides(subject: str, standing: Standing) -> None:
    found = compare(INCOME, INCOME._replace(subject=subject, id=""))
    assert (found.standing, found.component) == (standing, "subject")
    assert f"“{subject}”" in found.why


SCOPES = {
    "fiscal": {"all"},
    "general": {"fiscal", "all"},
    "fund": {"fiscal", "all"},
    "capital": {"fiscal", "all"},
    "basic": {"general", "fiscal", "all"},
    "income": {"all"},
    "expenditure": {"all"},
    "all": set(),
}


@pytest.mark.parametrize("inner", SCOPES)
@pytest.mark.parametrize("outer", SCOPES)
def test_funds_are_parts_of_those_that_hold_them_and_of_no_other(inner: str, outer: str) -> None:
    found = compare(INCOME._replace(scope=inner), INCOME._replace(scope=outer)).standing
    within = Standing.PART_OF if outer in SCOPES[inner] else Standing.DIFFERENT
    assert found is (Standing.SAME if inner == outer else within)


@pytest.mark.parametrize(
    "component, name",
    [
        ("measure", "预算还是决算"), ("period", "年度"), ("scope", "口径"), ("area", "全市还是本级"), ("entity", "单位"),
        ("counted", "所数的对象"),
    ],
)  # fmt: skip
def test_what_nobody_said_is_unknown_and_not_equal(component: str, name: str) -> None:
    assumed = INCOME._replace(sources=SAID._replace(**{component: Source.ASSUMED}))
    found = compare(assumed, INCOME)
    assert (found.standing, found.component, found.why) == (Standing.UNKNOWN, component, f"没有写明{name}")
    assert compare(assumed, assumed).standing is Standing.UNKNOWN
    assert compare(assumed, INCOME, aside={component}).standing is Standing.SAME


def test_in_one_sentence_the_second_takes_over_what_the_first_said() -> None:
    elliptical = INCOME._replace(
        area="", period="2031", sources=SAID._replace(area=Source.ASSUMED, period=Source.HEADING)
    )
    assert compare(elliptical, INCOME, together=True).standing is Standing.SAME
    assert compare(elliptical, INCOME).standing is not Standing.SAME
    assert compare(INCOME._replace(period="2031"), INCOME, together=True).standing is Standing.DIFFERENT


def test_known_parts() -> None:
    taxes = INCOME._replace(subject="税收收入", id="tax_income", within=Lexicon.load().parts.wholes("tax_income"))
    assert compare(taxes, INCOME).standing is Standing.PART_OF
    assert compare(INCOME, taxes).standing is not Standing.PART_OF


@pytest.mark.parametrize(
    "text, path",
    [
        ("2030年全市一般公共预算收入", CITY),
        ("2030年市本级一般公共预算收入", f"{CITY}/city_own"),
        ("收入增幅居全省第三", ""),
        ("县级市", ""),
        ("北港开发区", f"{CITY}/zone:北港开发区"),
    ],
)
def test_areas(text: str, path: str) -> None:
    assert Lexicon.load().areas.last(text) == path


@pytest.mark.parametrize(
    ("scope", "than", "is_broader"),
    [("all", "general", True), ("expenditure", "general", True), ("fiscal", "fund", True), ("general", "fiscal", False),
     ("general", "general", False), ("expenditure", "income", False), ("", "general", False)],
)  # fmt: skip
def test_which_funds_are_more(scope: str, than: str, is_broader: bool) -> None:
    assert broader(scope, than) is is_broader


@pytest.mark.parametrize(
    "measure, word",
    [
        ("budget", "预算数"), ("actual", "决算数"), ("adjusted_budget", "调整预算数"), ("change", "增减额"),
        ("growth", "增减率"), ("share", "占比"), ("completion", "完成率"), ("quantity", "数量"),
        ("last_budget", "上年预算数"), ("last_actual", "上年决算数"), ("last_amount", "上年数"),
        ("before", "变动前的数"), ("adjustment", "调整数"), ("change_again", "增减额"), ("amount", ""),
    ],
)  # fmt: skip
def test_an_address_as_people_say_it(measure: str, word: str) -> None:
    assert str(INCOME._replace(measure=measure)) == f"2030年一般公共预算收入{word}"


def test_a_measure_that_only_the_document_says_is_left_out() -> None:
    def said_by(source: Source) -> str:
        return str(INCOME._replace(sources=SAID._replace(measure=source)))

    assert [said_by(s) for s in (Source.ASSUMED, Source.DOCUMENT)] == ["2030年一般公共预算收入"] * 2
    assert [said_by(s) for s in (Source.TABLE, Source.HEADING)] == ["2030年一般公共预算收入决算数"] * 2
    assert str(INCOME._replace(period="")) == "一般公共预算收入决算数"


def test_of_an_address_that_says_nothing_everything_is_assumed() -> None:
    assert set(Address().sources) == {Source.ASSUMED}
    assert compare(Address(), Address()).standing is Standing.UNKNOWN


@pytest.mark.parametrize("source", [s for s in Source if s is not Source.ASSUMED])
def test_what_anything_but_a_guess_says_counts(source: Source) -> None:
    assert compare(INCOME._replace(sources=Sources(*[source] * 7)), INCOME).standing is Standing.SAME


@pytest.mark.parametrize(
    "first, second, standing",
    [
        ("2029", "2029-2031", Standing.PART_OF),
        ("2031", "2029-2031", Standing.PART_OF),
        ("2028", "2029-2031", Standing.DIFFERENT),
        ("2032", "2029-2031", Standing.DIFFERENT),
        ("2029-2031", "2029", Standing.DIFFERENT),
    ],
)
def test_a_year_is_a_part_of_the_span_that_holds_it(first: str, second: str, standing: Standing) -> None:
    assert compare(INCOME._replace(period=first), INCOME._replace(period=second)).standing is standing


@pytest.mark.parametrize(
    "first, second, why",
    [
        ({"id": "", "subject": "债务余额"}, {"id": "", "subject": "债务限额"}, "不是一类数"),
        ({"id": "", "subject": "年终结余资金"}, {"id": "", "subject": "财政总支出"}, "不是一类数"),
        ({"id": "", "subject": "甲"}, {"id": "", "subject": "债务限额"}, "不知道"),
        ({"id": "", "subject": "甲"}, {"id": "", "subject": "甲"}, ""),
        ({"id": "", "subject": ""}, {"id": "", "subject": ""}, "不知道"),
        ({"id": "a"}, {"id": ""}, ""),
    ],
)
def test_names_that_nothing_knows(first: dict[str, str], second: dict[str, str], why: str) -> None:
    found = compare(INCOME._replace(**first), INCOME._replace(**second))  # type: ignore[arg-type]
    assert why in found.why
    assert bool(why) is (found.standing is not Standing.SAME)


@pytest.mark.parametrize(
    "first, second, together, standing",
    [
        # one says it, and the other leaves it to the document or the heading
        (("2030", Source.SAID), ("2029", Source.ASSUMED), True, Standing.SAME),
        (("2030", Source.SAID), ("2029", Source.DOCUMENT), True, Standing.SAME),
        (("2030", Source.SAID), ("2029", Source.SAID), True, Standing.DIFFERENT),
        (("2030", Source.SAID), ("2029", Source.DOCUMENT), False, Standing.DIFFERENT),
        (("2030", Source.HEADING), ("2029", Source.DOCUMENT), True, Standing.DIFFERENT),
        # neither says it: the same guess, or none, is the same for both in one sentence
        (("2030", Source.ASSUMED), ("2029", Source.ASSUMED), True, Standing.SAME),
        (("2030", Source.ASSUMED), ("2030", Source.ASSUMED), False, Standing.UNKNOWN),
        (("2030", Source.DOCUMENT), ("2030", Source.ASSUMED), True, Standing.SAME),
        (("2030", Source.DOCUMENT), ("", Source.ASSUMED), True, Standing.SAME),
        (("", Source.DOCUMENT), ("2030", Source.ASSUMED), True, Standing.SAME),
        (("2030", Source.DOCUMENT), ("2029", Source.ASSUMED), True, Standing.UNKNOWN),
        (("2030", Source.DOCUMENT), ("", Source.ASSUMED), False, Standing.UNKNOWN),
    ],
)
def test_who_says_it_decides_whether_it_is_taken_over(
    first: tuple[str, Source], second: tuple[str, Source], together: bool, standing: Standing
) -> None:
    one, other = (INCOME._replace(period=p, sources=SAID._replace(period=s)) for p, s in (first, second))
    assert compare(one, other, together=together).standing is standing
    assert compare(other, one, together=together).standing is standing


@pytest.mark.parametrize(
    "first, second, standing, why",
    [
        (CITY, "nation/province", Standing.PART_OF, ""),
        ("nation/province", CITY, Standing.DIFFERENT, "全市还是本级不同"),
        (f"{CITY}/city_own", f"{CITY}/county", Standing.DIFFERENT, "全市还是本级不同"),
        (CITY, "", Standing.UNKNOWN, "看不出是不是同一地区"),
        ("", CITY, Standing.UNKNOWN, "看不出是不是同一地区"),
        ("own", CITY, Standing.UNKNOWN, "看不出是不是同一地区"),
        (f"{CITY}own", CITY, Standing.DIFFERENT, "全市还是本级不同"),
        ("", "", Standing.SAME, ""),
    ],
)
def test_one_area_in_another(first: str, second: str, standing: Standing, why: str) -> None:
    found = compare(INCOME._replace(area=first), INCOME._replace(area=second))
    assert (found.standing, found.why) == (standing, why)
    assert found.component == ("" if standing is Standing.SAME else "area")


def test_what_differs_counts_before_what_is_unknown_and_that_before_what_is_a_part() -> None:
    part = INCOME._replace(scope="basic")
    assert compare(part, INCOME).standing is Standing.PART_OF
    unknown = part._replace(sources=SAID._replace(entity=Source.ASSUMED))
    assert (compare(unknown, INCOME).standing, compare(unknown, INCOME).component) == (Standing.UNKNOWN, "entity")
    other = unknown._replace(counted="辆")
    assert (compare(other, INCOME).standing, compare(other, INCOME).component) == (Standing.DIFFERENT, "counted")
    assert compare(other, INCOME, aside={"counted", "entity", "scope"}).standing is Standing.SAME


@pytest.mark.parametrize("known, within, standing", [
    ("a", ("b",), Standing.PART_OF), ("b", (), Standing.SAME), ("a", (), Standing.UNKNOWN), ("a", ("c",), Standing.UNKNOWN)
])  # fmt: skip
def test_what_is_known_decides_before_the_words(known: str, within: tuple[str, ...], standing: Standing) -> None:
    found = compare(INCOME._replace(subject="甲", id=known, within=within), INCOME._replace(subject="乙", id="b"))
    assert (found.standing, found.component) == (standing, "" if standing is Standing.SAME else "subject")
    same_words = compare(INCOME._replace(id=known, within=within), INCOME._replace(id="b"))
    assert same_words.standing is standing  # two things of one name are two things


@pytest.mark.parametrize(
    "first, second, standing",
    [
        (("last_actual", "2031"), ("actual", "2030"), Standing.SAME),
        (("last_actual", "2030"), ("actual", "2030"), Standing.DIFFERENT),
        (("last_budget", "2031"), ("actual", "2030"), Standing.DIFFERENT),
        (("last_actual", "2031"), ("last_actual", "2031"), Standing.SAME),
        (("change_again", "2030"), ("change", "2030"), Standing.SAME),
        (("change", "2030"), ("growth", "2030"), Standing.DIFFERENT),
        (("last_actual", "2030-2031"), ("actual", "2030-2031"), Standing.SAME),
    ],
)
def test_last_year_is_brought_to_its_own_year(
    first: tuple[str, str], second: tuple[str, str], standing: Standing
) -> None:
    one, other = (INCOME._replace(measure=m, period=p) for m, p in (first, second))
    assert compare(one, other).standing is standing


BROADER = {
    "all": {"fiscal", "general", "fund", "capital", "basic", "income", "expenditure"},
    "fiscal": {"general", "fund", "capital", "basic"},
    "general": {"basic"},
    "income": {"general", "fund", "capital", "basic"},  # all income is of more funds than any one of them
    "expenditure": {"general", "fund", "capital", "basic"},
}


@pytest.mark.parametrize("scope", [*SCOPES, ""])
@pytest.mark.parametrize("than", [*SCOPES, ""])
def test_of_more_funds(scope: str, than: str) -> None:
    assert broader(scope, than) is (than in BROADER.get(scope, ()))


def test_last_year_is_named_even_where_the_document_says_the_measure() -> None:
    quiet = SAID._replace(measure=Source.DOCUMENT)
    assert str(INCOME._replace(measure="last_actual", sources=quiet)) == "2030年一般公共预算收入上年数"
    assert str(INCOME._replace(measure="change", sources=quiet)) == "2030年一般公共预算收入"


@pytest.mark.parametrize(
    "name, kind",
    [
        ("教育支出", "支出"), ("专项债务余额", "余额"), ("支出总计", "支出"), ("收入合计", "收入"),
        ("收入减免事项", ""), ("支出进度通报", ""), ("教育", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_name_says_by_its_end_what_kind_of_amount_it_is_of(name: str, kind: str) -> None:
    assert side(name) == kind
