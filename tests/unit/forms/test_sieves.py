"""Rows of a list that are looked up are those that are found by asking each."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.model import Choice, Form, Item, ItemKind
from dsurvey_desktop.forms.sieves import column_looked_up
from dsurvey_desktop.forms.xpath_parser import parse

CONTEXT = FormContext(datetime(2025, 10, 1, 12, tzinfo=OFFICE_ZONE))
LOOKED_UP = [
    *("p = ${t}", "${n} = p", "p = 1", "p = '1.0'", "p = ${d} and q = ${t}", "q = ${n} + 1"),
    *("p = concat(${t}, '')", "p = ${n} > 1", "zz = ${t}", "p = date(${t})", "q = ${n} div 10"),
]
ASKED = ["p > ${n}", "p = q", "p = position()", "q = 1 or p = 1", "../item = 1", "p = string()"]
CELLS = st.sampled_from(["", "1", "1.0", "01", "2", "0.1", "x", "2025-10-01", "NaN", " 1"])
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "t": st.sampled_from(["1", "1.0", "x", "", "2025-10-01", "NaN"]),
        "n": st.integers(-1, 3),
        "d": st.sampled_from([0.1, 1.0, 2.5]),
        "one": st.sampled_from(["c0", "c1", "c2"]),
    },
)


def form_of(rows, condition, further):
    choices = tuple(
        Choice(f"c{number}", {"en": f"C{number}"}, {"p": p, "q": q})
        for number, (p, q) in enumerate(rows)
    )
    picked = f"join(' ', instance('l')/root/item[{condition}]{further}/name)"
    one = Item(
        "one",
        "one",
        ItemKind.SELECT_ONE,
        {},
        choices=choices,
        choice_list="l",
        choice_filter=condition,
    )
    items = [
        *(Item(n, n, k, {}) for n, k in (("t", ItemKind.TEXT), ("n", ItemKind.INTEGER))),
        Item("d", "d", ItemKind.DECIMAL, {}),
        one,
        Item("c", "c", ItemKind.CALCULATE, {}, calculation=picked),
    ]
    return compile_form(Form("f", "1", "F", "", tuple(items)))


@given(
    st.lists(st.tuples(CELLS, CELLS), max_size=6),
    st.sampled_from(LOOKED_UP),
    st.sampled_from(["", "[position() = 2]"]),
    st.lists(ANSWERS, min_size=1, max_size=4),
)
def test_the_same_rows_are_found(rows, condition, further, answer_sets):
    looked_up = form_of(rows, condition, further)
    asked = form_of(rows, f"true() and {condition}", further)
    for answers in answer_sets:
        assert looked_up.evaluate(answers, CONTEXT) == asked.evaluate(answers, CONTEXT)


def test_only_what_is_the_same_for_all_rows_is_looked_up():
    assert all(column_looked_up(parse(condition)) for condition in LOOKED_UP)
    assert not any(column_looked_up(parse(condition)) for condition in ASKED)
    assert column_looked_up(parse("true() and p = 1")) is None
