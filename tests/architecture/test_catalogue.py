"""The catalogue check finds every way in which a text can stay English."""

from __future__ import annotations

import ast

import pytest


@pytest.fixture(scope="module")
def catalogue(packaging_module):
    return packaging_module("catalogue")


@pytest.fixture(scope="module")
def source_texts(packaging_module):
    return packaging_module("source_texts")


@pytest.fixture
def make_entry(catalogue):
    def make(msgid: str, msgstr: str, *, file: str = "a.po", is_fuzzy: bool = False):
        return catalogue.Entry(msgid, msgstr, file, 3, is_fuzzy)

    return make


@pytest.fixture
def make_found(source_texts):
    return lambda msgid: source_texts.Found(msgid, "ui/page.py", 7)


def test_a_whole_catalogue_has_no_problems(catalogue, make_entry, make_found):
    entries = [make_entry("{count} rows", "{count} 行")]
    assert catalogue.problems([make_found("{count} rows")], entries) == []


def test_a_text_without_translation_is_named_with_its_place(catalogue, make_entry, make_found):
    assert catalogue.problems([make_found("Open")], [make_entry("Open", "")]) == [
        "ui/page.py:7: no translation: 'Open'"
    ]


@pytest.mark.parametrize(
    ("msgid", "msgstr", "says"),
    [
        ("{count} rows", "{number} 行", "a.po:3: placeholders differ: '{count} rows'"),
        ("{count} rows", "行", "a.po:3: placeholders differ: '{count} rows'"),
        ("{count} rows", "{count 行", "a.po:3: placeholders differ: '{count} rows'"),
    ],
)
def test_placeholders_must_be_the_same(catalogue, make_entry, make_found, msgid, msgstr, says):
    assert catalogue.problems([make_found(msgid)], [make_entry(msgid, msgstr)]) == [says]


def test_stale_fuzzy_and_conflicting_entries_are_named(catalogue, make_entry, make_found):
    entries = [
        make_entry("Gone", "没了"),
        make_entry("Open", "打开", is_fuzzy=True),
        make_entry("Open", "开启", file="b.po"),
    ]
    assert catalogue.problems([make_found("Open")], entries) == [
        "a.po:3: no longer in the source: 'Gone'",
        "b.po:3: differs from a.po:3: 'Open'",
        "a.po:3: fuzzy: 'Open'",
    ]


def test_the_areas_become_one_catalogue(catalogue, tmp_path):
    import gettext

    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (tmp_path / "ui.po").write_text(f'{header}msgid "Open"\nmsgstr "打开"\n', encoding="utf-8")
    (tmp_path / "cli.po").write_text(f'{header}msgid "Row"\nmsgstr "行"\n', encoding="utf-8")
    target = catalogue.compile_catalogue(tmp_path, tmp_path / "out" / "dsurvey.mo")
    with target.open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    assert [compiled.gettext("Open"), compiled.gettext("Row")] == ["打开", "行"]
    assert [path.name for path in target.parent.iterdir()] == ["dsurvey.mo"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('text("Row {n} " "is new", n=1)', ["Row {n} is new"]),
        ('_("Open") + N_("Close")', ["Open", "Close"]),
        ('_("One" if x else "Many")', ["One", "Many"]),
        ('text("{a} → {b}", a=1, b=2)', []),
        ('text("{a} ({b})", a=1, b=2)', ["{a} ({b})"]),
        ('_("{who}, {when}")', ["{who}, {when}"]),
        ("item.text(0)", []),
        ('item.text("no marker")', []),
        ('texts.Text("Kept")', ["Kept"]),
    ],
)
def test_marked_texts_are_found(source_texts, source, found):
    assert [text.msgid for text in source_texts._marked(ast.parse(source), "a.py")] == found


@pytest.mark.parametrize("source", ['_(f"Row {n}")', '_("Row " + n)', '_("{}".format(n))', "N_(n)"])
def test_a_text_built_at_run_time_is_refused(source_texts, source):
    (line,) = source_texts._built_at_run_time(ast.parse(source), "a.py")
    assert line.startswith("a.py:1: ")


def test_chinese_outside_docstrings_is_refused(source_texts):
    tree = ast.parse('"""名册"""\nx = "名册"\n# 名册\n')
    assert list(source_texts._unmarked_chinese(tree, "a.py")) == [
        "a.py:2: Chinese in the source: '名册'"
    ]


def test_each_source_folder_has_its_area(catalogue):
    assert catalogue.area_of("dsurvey_desktop/sampling/draw.py") == "checks"
    assert catalogue.area_of("dsurvey_desktop/bootstrap.py") == "usecases"
    assert catalogue.area_of("main.py") == "ui"


@pytest.mark.parametrize(
    "words", ["已保存: 两份", "姓名,电话", "打印 …", "打印(可不填)", "确定吗?"]
)
def test_punctuation_of_another_script_is_named(catalogue, make_entry, make_found, words):
    problems = catalogue.problems([make_found("Said")], [make_entry("Said", words)])
    assert problems == [f"a.po:3: punctuation of another script: {words!r}"]


def test_a_text_said_in_two_ways_in_one_file_is_named(catalogue, tmp_path):
    text = 'msgid "By"\nmsgstr "{}"\n\n'
    (tmp_path / "a.po").write_text(text.format("经办人") + text.format("确认人"), encoding="utf-8")
    assert list(catalogue.twice(tmp_path)) == ['a.po:4: said in two ways: msgid "By"']
