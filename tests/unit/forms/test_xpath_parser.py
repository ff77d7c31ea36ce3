"""Tokens and trees of expressions: precedence, names with hyphens, and calm refusals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.forms.xpath_nodes import (
    Binary,
    Call,
    Literal,
    Negative,
    Number,
    Path,
    Start,
    Step,
    XPathError,
    and_terms,
    chain,
    paths_of,
)
from dsurvey_desktop.forms.xpath_parser import parse
from dsurvey_desktop.forms.xpath_tokens import tokens_of


def shown(node):
    """A tree as fully bracketed text."""
    match node:
        case Number(value=value):
            return f"{value:g}"
        case Literal(value=value):
            return repr(value)
        case Negative(operand=operand):
            return f"-{shown(operand)}"
        case Binary(operator=operator, left=left, right=right):
            return f"({shown(left)} {operator} {shown(right)})"
        case Call(name=name, arguments=arguments):
            return f"{name}({', '.join(map(shown, arguments))})"
        case Path(start=start, steps=steps, name=name):
            predicates = "".join(f"[{shown(p)}]" for s in steps for p in s.predicates)
            return f"{start.name}:{name}{'/'.join(s.name for s in steps)}{predicates}"


@pytest.mark.parametrize(
    ("expression", "tree"),
    [
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("1 - 2 - 3", "((1 - 2) - 3)"),
        ("1 = 2 or 3 < 4 and 5", "((1 = 2) or ((3 < 4) and 5))"),
        ("-${a} * 2", "(-NAMED:a * 2)"),
        ("- - 1", "--1"),
        ("(1 + 2) * 3", "((1 + 2) * 3)"),
        ("8 div 4 mod 3", "((8 div 4) mod 3)"),
        ("div div mod", "(HERE:div div HERE:mod)"),
        ("* * *", "(HERE:* * HERE:*)"),
        (". >= 0", "(HERE:. >= 0)"),
        (".5 + 1.", "(0.5 + 1)"),
        ("../a-b - c", "(HERE:../a-b - HERE:c)"),
        ("/data/g/x", "ROOT:data/g/x"),
        ("${a}[. > 1]/b", "NAMED:a./b[(HERE:. > 1)]"),
        (
            "instance('v')/root/item[name = current()/../x]",
            "INSTANCE:vroot/item[(HERE:name = CURRENT:../x)]",
        ),
        ("selected(${a}, '1')", "selected(NAMED:a, '1')"),
        ("true()", "true()"),
        ("jr:choice-name(${a}, '${a}')", "jr:choice-name(NAMED:a, '${a}')"),
        ('"it\'s"', '"it\'s"'),
        ("a | b", "(HERE:a | HERE:b)"),
        ("../child::a/attribute::b * @c", "(HERE:../a/@b * HERE:@c)"),
        ("self::node()/parent::node() div child::*", "(HERE:./.. div HERE:*)"),
        ("child::div div @mod", "(HERE:div div HERE:@mod)"),
        ("${last-saved#a}", "NAMED:last-saved#a"),
        ("姓名 = '张'", "(HERE:姓名 = '张')"),
    ],
)
def test_precedence_and_names(expression, tree):
    assert shown(parse(expression)) == tree


@pytest.mark.parametrize(
    ("expression", "code", "offset"),
    [
        ("", "form_expression_unfinished", 0),
        ("1 +", "form_expression_unfinished", 3),
        ("f(1 2)", "form_symbol_missing", 4),
        ("1 AND 2", "form_operator_unknown", 2),
        ("(1", "form_expression_unfinished", 2),
        ("1 2", "form_symbol_unexpected", 2),
        ("a[1", "form_expression_unfinished", 3),
        ("1 + )", "form_symbol_unexpected", 4),
        ("'open", "form_string_open", 0),
        ("${a", "form_character_unknown", 0),
        ("1 # 2", "form_character_unknown", 2),
        ("instance(a)/root", "form_instance_name", 0),
        ("1 + //a", "form_step_unknown", 4),
        ("${a}//b", "form_step_unknown", 4),
        ("../ancestor::a", "form_step_unknown", 3),
        ("parent::a/b", "form_step_unknown", 0),
        ("child::node()", "form_step_unknown", 0),
        ("@*", "form_step_unknown", 0),
        ("a/@", "form_step_unknown", 2),
        ("child::", "form_expression_unfinished", 7),
        ("(" * 500 + "1" + ")" * 500, "form_expression_too_deep", None),
        ("1" * 40_000, "form_expression_too_long", 0),
    ],
)
def test_a_wrong_expression_is_refused_with_its_offset(expression, code, offset):
    with pytest.raises(XPathError) as refused:
        parse(expression)
    assert refused.value.code == code
    assert offset is None or refused.value.offset == offset
    assert str(refused.value.message)
    assert str(refused.value.advice)


def test_top_level_terms_come_out_of_brackets_in_order():
    terms = and_terms(parse("a and (b or c) and (d and not(e and f))"))
    assert [shown(t) for t in terms] == [
        "HERE:a",
        "(HERE:b or HERE:c)",
        "HERE:d",
        "not((HERE:e and HERE:f))",
    ]


def test_a_chain_of_a_thousand_terms_is_no_deep_tree_to_its_readers():
    node = parse(" or ".join(f"${{q{n}}} = {n}" for n in range(1000)))
    assert len(chain(node, frozenset({"or"}))) == 1000
    assert len(paths_of(node)) == 1000


def test_paths_in_predicates_and_arguments_are_found_in_order():
    found = paths_of(parse("if(${a}[b = ${c}] > 1, ../d, -${e})"))
    assert [(p.start, p.name, [s.name for s in p.steps]) for p in found] == [
        (Start.NAMED, "a", ["."]),
        (Start.HERE, "", ["b"]),
        (Start.NAMED, "c", []),
        (Start.HERE, "", ["..", "d"]),
        (Start.NAMED, "e", []),
    ]
    assert found[0].steps == (Step(".", (parse("b = ${c}"),)),)


NAMES = st.sampled_from(["a", "b_2", "c-d", "or_else", "and1", "divide"])
NODES = st.recursive(
    st.one_of(
        st.integers(0, 9999).map(lambda n: Number(float(n))),
        st.text("abc '", max_size=5).map(Literal),
        NAMES.map(lambda n: Path(Start.NAMED, (), n)),
    ),
    lambda inner: st.one_of(
        st.builds(
            Binary,
            st.sampled_from(["or", "and", "=", "!=", "<", ">=", "+", "-", "*", "div", "mod"]),
            inner,
            inner,
        ),
        st.builds(Negative, inner),
        st.builds(
            Call, st.sampled_from(["f", "string-length"]), st.lists(inner, max_size=3).map(tuple)
        ),
    ),
    max_leaves=12,
)


def written(node):
    match node:
        case Path(name=name):
            return f"${{{name}}}"
        case Literal(value=value):
            return f'"{value}"'
        case Number(value=value):
            return f"{value:g}"
        case Negative(operand=operand):
            return f"-({written(operand)})"
        case Binary(operator=operator, left=left, right=right):
            return f"({written(left)}) {operator} ({written(right)})"
        case Call(name=name, arguments=arguments):
            return f"{name}({', '.join(map(written, arguments))})"


@given(NODES)
def test_what_is_written_is_read_back(node):
    assert parse(written(node)) == node


@given(st.text(max_size=40))
def test_any_text_is_a_tree_or_a_refusal(expression):
    offset = 0
    try:
        parse(expression)
    except XPathError as error:
        offset = error.offset
    assert 0 <= offset <= len(expression)


@given(st.text("()[]/.,'\"$ {}abc+-*=<>!|12@:", max_size=30))
def test_tokens_stand_where_they_say(expression):
    try:
        tokens = tokens_of(expression)
    except XPathError:
        return
    offsets = [token.offset for token in tokens]
    assert offsets == sorted(offsets)
    assert tokens[-1].kind == "end"
