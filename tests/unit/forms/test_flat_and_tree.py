"""The one generated function finds what the tree finds, for any form and any answers."""

from dataclasses import asdict, replace
from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.forms.compile import CompiledForm, compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.forms.model import Choice, Form, Group, Item, ItemKind
from dsurvey_desktop.forms.state_code import flat_states
from dsurvey_desktop.forms.xpath_values import EvaluationError

CONTEXT = FormContext(
    datetime(2025, 10, 1, 12, tzinfo=OFFICE_ZONE), {"t": [{"k": "1", "v": "one"}]}
)
CHOICES = tuple(Choice(str(n), {"en": f"Choice {n}"}) for n in (1, 2, 3))
EXPRESSIONS = [
    "${s} = '1'",
    "${n} > 10 and ${t} != ''",
    "selected(${m}, '2') or ${n} < 3",
    "count-selected(${m}) >= 1 and not(selected(${m}, '3'))",
    "count-selected(${m}) = 1 and regex(substr(${t}, 0, 2), '[a-b]+')",
    "${d} >= date('2025-06-01')",
    "string-length(${t}) > ${n}",
    "${c} = 4 or ${c} = ''",
    "pulldata('t', 'v', 'k', ${s}) = 'one'",
    "date(${t}) > ${d}",
    "regex(${t}, '[a-c]+') and ${s} != '2'",
    "today() > ${d}",
    "min(${n}, 4) + number(substr(${t}, 0, 1)) > 3",
    "distance(${p}, '30 121 0 0') > 5",
    "${p} != '' and selected-at(${p}, 0) > 30",
    "area(${a}) > 1 or geofence(${p}, ${a})",
]


CALCULATIONS = [
    "${n} + 1",
    "int(${n} div 3)",
    "concat(${t}, ${s})",
    "${n} > 3",
    "if(${d} != '' and ${d} < today(), int(format-date(${d}, '%m')), '')",
    "pulldata('t', 'v', 'k', ${s})",
    "if(pulldata('t', 'v', 'k', '1') = 'one', format-date(today(), '%Y'), date(${d}))",
    "date(pulldata('t', 'v', 'k', '2'))",
    "round(distance(${a}), 2)",
    "concat(${p}, ${a})",
]


def item(name, kind, **more):
    more.setdefault("relevant_rules", ())
    return Item(name, more.pop("path", name), kind, {"en": name}, **more)


def form_of(*items, groups=()):
    return Form("f", "1", "F", "", tuple(items), groups)


@st.composite
def forms(draw):
    """A form of one item of each kind, with expressions drawn for some of them."""
    expression = st.sampled_from(["", *EXPRESSIONS])
    of_others = expression.filter(lambda written: "${c}" not in written)
    of_choices = st.sampled_from(
        ["", "not(selected(., '3')) or count-selected(.) = 1", ". != ${y}"]
    )
    calculation = st.sampled_from(CALCULATIONS)
    later = [
        item("x", ItemKind.TEXT, relevant=draw(expression), required=draw(expression)),
        item(
            "y",
            ItemKind.SELECT_ONE,
            choices=CHOICES,
            relevant=draw(expression),
            constraint=draw(expression),
        ),
        item("z", ItemKind.INTEGER, path="g/z", required="yes", constraint=". > ${n} and . < 90"),
        item("k", ItemKind.NOTE, relevant=draw(expression), notice_rule="W1", severity="warning"),
    ]
    return form_of(
        item("s", ItemKind.SELECT_ONE, choices=CHOICES, required="true()"),
        item("n", ItemKind.INTEGER, default=draw(st.sampled_from(["", "0", "7", "x"]))),
        item("t", ItemKind.TEXT),
        item("m", ItemKind.SELECT_MULTIPLE, choices=CHOICES, constraint=draw(of_choices)),
        item("d", ItemKind.DATE),
        item("p", ItemKind.GEOPOINT, required=draw(st.sampled_from(["", "${n} > 3"]))),
        item("a", ItemKind.GEOSHAPE, relevant=draw(st.sampled_from(["", "${s} = '1'"]))),
        item("c", ItemKind.CALCULATE, calculation=draw(calculation), relevant=draw(of_others)),
        *later,
        groups=(Group("g", "g", {}, relevant=draw(expression)),),
    )


CODES = st.sampled_from(["1", "2", "3", "4", ""])
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "s": CODES,
        "y": CODES | st.none(),
        "n": st.integers(-2, 20) | st.just("x"),
        "z": st.integers(-2, 99),
        "t": st.sampled_from(["", "abc", "2025-07-01", "7", "张"]),
        "x": st.text(max_size=3),
        "m": st.lists(CODES, max_size=3),
        "d": st.sampled_from(["2025-05-01", "2025-12-31", "2025-02-30", "", "x"]),
        "p": st.sampled_from(["30.1 121.2", "30.1 121.2 5 1", "0 0 0 0", "x", "91 0", ""]),
        "a": st.sampled_from(["30 121;30 122;31 122;30 121", "30 121", "x;y", ""]),
    },
)

ODD = st.sampled_from(
    [None, 0, 0.0, False, True, [], {}, "", " ", [""], ["1"], "1 2", 7, 1e300, "0"]
)
ODD_ANSWERS = st.dictionaries(st.sampled_from([*"stmdncxyzkpa", "g/z", "?"]), ODD, max_size=6)


def without_flat(compiled):
    tree = CompiledForm(compiled.form, compiled.tree, compiled.nodes, None)
    assert not tree.is_flat
    return tree


@given(forms(), st.lists(ANSWERS, min_size=1, max_size=8))
def test_both_ways_find_the_same(form, answer_sets):
    compiled = compile_form(form)
    assert compiled.is_flat
    tree = without_flat(compiled)
    for answers in answer_sets:
        assert compiled.find(answers, CONTEXT) == tree.find(answers, CONTEXT)


LATER = FormContext(datetime(2026, 1, 1, 12, tzinfo=OFFICE_ZONE), {"t": [{"k": "2", "v": "two"}]})


@given(forms(), st.lists(ANSWERS, min_size=1, max_size=4))
def test_what_rests_on_a_context_is_asked_of_each(form, answer_sets):
    compiled = compile_form(form)
    tree = without_flat(compiled)
    for answers in answer_sets:
        for context in (CONTEXT, LATER, CONTEXT):
            assert compiled.find(answers, context) == tree.find(answers, context)


ILL_TYPED = st.dictionaries(
    st.sampled_from([*"stmdnxyz"]),
    ODD | st.sampled_from([[1], [True], [["1"]], ["1 2"], ["1", "1"], {"a": 1}, (), "2025-07-01"]),
    max_size=6,
)


@given(forms(), st.lists(ANSWERS | ILL_TYPED, min_size=1, max_size=8))
@example(form_of(item("m", ItemKind.SELECT_MULTIPLE, choices=CHOICES)), [{"m": [True]}, {"m": [1]}])
def test_both_ways_find_the_same_of_answers_of_other_kinds(form, answer_sets):
    compiled = compile_form(form)
    tree = without_flat(compiled)
    for answers in answer_sets:
        both = (compiled.find(answers, CONTEXT), tree.find(answers, CONTEXT))
        found, wanted = ([(f.rule, f.item, f.severity) for f in one] for one in both)
        assert found == wanted


def test_one_choice_with_a_blank_in_it_is_worded_apart_from_two_choices():
    compiled = compile_form(
        form_of(item("m", ItemKind.SELECT_MULTIPLE, choices=CHOICES, constraint=". = '0'"))
    )
    for one in (compiled, without_flat(compiled)):
        told = [
            found.message.values["value"].values["en"]
            for answer in (["1", "2"], ["1 2"], ["1", "2"])
            for found in one.find({"m": answer}, CONTEXT)
        ]
        assert told == ["Choice 1, Choice 2", "1 2", "Choice 1, Choice 2"]


def test_halves_of_characters_are_counted_and_cut_as_any_other():
    constraint = "string-length(.) = 3 and substr(., 1, 2) = 'a'"
    compiled = compile_form(form_of(item("t", ItemKind.TEXT, constraint=constraint)))
    for one in (compiled, without_flat(compiled)):
        assert one.find({"t": "\ud800a\udfff"}, CONTEXT) == []
        assert len(one.find({"t": "a\ud800"}, CONTEXT)) == 1


@given(forms(), st.lists(ANSWERS | ODD_ANSWERS, min_size=1, max_size=8))
def test_both_ways_say_the_same_of_every_item(form, answer_sets):
    compiled = compile_form(form)
    flat = flat_states(compiled)
    assert flat is not None
    for answers in answer_sets:
        states = compiled.evaluate(answers, CONTEXT, is_new=True)
        wanted = [(key, repr(asdict(state))) for key, state in states.items()]
        assert said(flat, answers, wanted) == wanted


def said(flat, answers, wanted):
    """What the function says; what it leaves to the tree counts as said by it."""
    try:
        states = flat.states(answers, CONTEXT)
    except EvaluationError:
        states = None
    return wanted if states is None else [(key, repr(one)) for key, one in states.items()]


def test_the_function_says_all_of_usual_answers_and_leaves_odd_ones_to_the_tree():
    items = (item("n", ItemKind.INTEGER, default="3"), item("t", ItemKind.TEXT))
    flat = flat_states(compile_form(form_of(*items)))
    given = {"relevant": True, "required": False, "valid": True}
    for answers, n in (({"t": "a"}, 3), ({"n": 0, "t": "a"}, 0)):
        assert flat.states(answers, CONTEXT) == {
            "n": given | {"value": n},
            "t": given | {"value": "a"},
        }
    assert flat.states({"t": False}, CONTEXT) is None
    for unusual in ({"default_is_expression": True, "default": "1 + 1"}, {"triggers": ("t",)}):
        form = form_of(item("t", ItemKind.TEXT), item("n", ItemKind.INTEGER, **unusual))
        assert flat_states(compile_form(form)) is None


@given(forms(), ANSWERS)
def test_findings_and_states_say_the_same(form, answers):
    compiled = compile_form(form)
    states = compiled.evaluate(answers, CONTEXT)
    faulty = {f.item for f in compiled.find(answers, CONTEXT) if f.rule != "W1"}
    for name in faulty:
        state = states[name]
        is_missing = state.relevant and state.required and state.valid is None
        is_superfluous = not state.relevant and state.valid is not None
        assert is_missing or is_superfluous or state.valid is False


def test_a_group_that_is_not_relevant_takes_its_items_along():
    form = form_of(
        item("a", ItemKind.TEXT),
        item("b", ItemKind.TEXT, path="g/b", relevant="true()"),
        item("c", ItemKind.TEXT, relevant="${b} != ''"),
        groups=(Group("g", "g", {}, relevant="${a} = 'yes'"),),
    )
    compiled = compile_form(form)
    states = compiled.evaluate({"a": "no", "b": "x", "c": "y"}, CONTEXT)
    assert [states[n].relevant for n in "abc"] == [True, False, False]
    found = compiled.find({"a": "no", "b": "x", "c": "y"}, CONTEXT)
    assert [(f.rule, f.item) for f in found] == [("F02", "b"), ("F02", "c")]


def test_values_come_in_the_order_of_dependency():
    form = form_of(
        item("last", ItemKind.CALCULATE, calculation="${middle} * 2"),
        item("middle", ItemKind.CALCULATE, calculation="${first} + 1"),
        item("first", ItemKind.INTEGER),
    )
    states = compile_form(form).evaluate({"first": 4}, CONTEXT)
    assert (states["middle"].value, states["last"].value) == (5, 10)


def test_an_expression_without_value_leaves_an_item_asked_and_its_answer_invalid():
    form = form_of(
        item("t", ItemKind.TEXT),
        item("a", ItemKind.TEXT, relevant="date(${t}) > 3", required="date(${t}) > 3"),
        item("b", ItemKind.TEXT, constraint="date(${t}) > 3"),
        item("c", ItemKind.CALCULATE, calculation="date(${t})"),
    )
    states = compile_form(form).evaluate({"t": "no date", "b": "x"}, CONTEXT)
    assert (states["a"].relevant, states["a"].required) == (True, False)
    assert states["b"].valid is False
    assert states["c"].value is None
    assert [f.item for f in compile_form(form).find({"t": "no date", "b": "x"}, CONTEXT)] == ["b"]


def test_code_in_a_form_is_never_run():
    hostile = "__import__('os').system('true')"
    with pytest.raises(FormError):
        compile_form(form_of(item("a", ItemKind.TEXT, constraint=hostile)))
    text = item("a", ItemKind.TEXT, constraint=". != \"') or exit('\"")
    assert compile_form(form_of(text)).find({"a": "x"}, CONTEXT) == []
    odd = replace(item("a", ItemKind.TEXT), choices=(Choice("'+exit()+'", {}),), relevant="true()")
    assert compile_form(form_of(odd)).evaluate({"a": "'+exit()+'"}, CONTEXT)["a"].valid is True


def test_a_rule_id_is_taken_for_each_term_and_the_general_one_where_they_do_not_match():
    own = item(
        "b", ItemKind.TEXT, relevant="${a} = '1' and ${a} != '3'", relevant_rules=("K1", "K2")
    )
    odd = replace(own, name="c", path="c", relevant_rules=("K1",))
    compiled = compile_form(form_of(item("a", ItemKind.TEXT), own, odd))
    found = compiled.find({"a": "3", "b": "x", "c": "x"}, CONTEXT)
    assert [(f.rule, f.item) for f in found] == [("K1", "b"), ("F02", "c")]


def test_what_an_entry_held_before_and_a_calculation_of_itself_are_blank():
    form = form_of(
        item("a", ItemKind.TEXT, required="yes"),
        item("b", ItemKind.CALCULATE, calculation="concat(${last-saved#b}, 'x', string-length())"),
        item("c", ItemKind.TEXT, constraint="${b} = 'x0'"),
    )
    compiled = compile_form(form)
    assert compiled.is_flat
    assert [f.item for f in compiled.find({"c": "y"}, CONTEXT)] == ["a"]


def test_items_of_one_name_are_told_by_their_paths():
    form = form_of(
        item("n", ItemKind.INTEGER, path="g/n"),
        item("n", ItemKind.INTEGER, path="h/n", relevant="${t} = 'x'"),
        item("t", ItemKind.TEXT),
    )
    found = compile_form(form).find({"g/n": "one", "h/n": 2}, CONTEXT)
    assert [(f.rule, f.item) for f in found] == [("F03", "g/n"), ("F02", "h/n")]


def test_a_note_may_be_read():
    form = form_of(
        item("w", ItemKind.NOTE),
        item("c", ItemKind.TEXT, required="${w} = ''"),
    )
    assert [f.item for f in compile_form(form).find({}, CONTEXT)] == ["c"]
