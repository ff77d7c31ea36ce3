"""What rests on a few characters of a text is remembered by them, and says the same."""

from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.forms.compile import CompiledForm, compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.memories import MOST_REMEMBERED, Remembered
from dsurvey_desktop.forms.model import Form, Item, ItemKind
from dsurvey_desktop.forms.text_pieces import Piece, piece_of
from dsurvey_desktop.forms.xpath_nodes import Path, Start
from dsurvey_desktop.forms.xpath_parser import parse

CONTEXT = FormContext(datetime(2025, 10, 1, 12, tzinfo=OFFICE_ZONE))
PIECES = {
    "regex(substr(${t}, 4, 8), '[0-9]+')": (4, 8),
    "substr(${t}, 1, 2) = '1' or substr(${t}, 3, 4) = '2'": (1, 4),
    "if(substr(${t}, 2, 3) = 'X', 10, number(substr(${t}, 2, 3)))": (2, 3),
    "substr(${t}, 0, 4) mod 4 = 0": (0, 4),
    "regex(substr(${t}, 0, 5), '[0-9]+')": None,
    "regex(substr(${t}, 0, 2), '[0-9]+') and substr(${u}, 0, 1) = '1'": None,
    "regex(substr(${t}, 0, 2), '[0-9]+') and ${t} != '12'": None,
    "substr(${t}, 0, 2) = '12'": None,
    "regex(substr(${t}, 2), '[0-9]+')": None,
    "substr(${t}, 0, 2) * random() > 1": None,
    "pulldata('t', 'v', 'k', substr(${t}, 0, 2)) = '1'": None,
    "substr(${t}, 0, 1) + string-length() > 3": None,
}
CHECKED = (
    "regex(., '[0-9]{6}.*') and "
    "(regex(substr(., 2, 6), '0[1-9]|1[0-2]') or number(substr(., 0, 4)) mod 4 = 0) and "
    "(7 * substr(., 0, 1) + 9 * substr(., 1, 2) + 10 * substr(., 2, 3) + substr(., 3, 4) * 5 + "
    "8 * substr(., 4, 5) + if(substr(., 5, 6) = 'X', 10, number(substr(., 5, 6)))) mod 11 < 6"
)


@pytest.mark.parametrize(("expression", "cut"), PIECES.items())
def test_a_piece_is_recognised(expression, cut):
    wanted = None if cut is None else Piece(Path(Start.NAMED, (), "t"), *cut)
    assert piece_of(parse(expression)) == wanted


@given(st.lists(st.text(alphabet="0123456789X-張𠅤٣", max_size=9), max_size=5))
@example(["330282", "33028X", "𠅤30282", "3302"])
def test_an_item_of_pieces_says_the_same_in_the_function_and_in_the_tree(texts):
    items = (
        Item("t", "t", ItemKind.TEXT, {}, constraint=CHECKED),
        Item("day", "day", ItemKind.CALCULATE, {}, calculation="substr(${t}, 2, 4)"),
        Item("year", "year", ItemKind.CALCULATE, {}, calculation="int(substr(${t}, 0, 4) div 3)"),
        Item("u", "u", ItemKind.TEXT, {}, relevant="${day} = '02' or ${year} > 1000"),
    )
    compiled = compile_form(Form("f", "1", "F", "", items))
    tree = CompiledForm(compiled.form, compiled.tree, compiled.nodes, None)
    for text in texts:
        answers = {"t": text, "u": "x"}
        assert compiled.find(answers, CONTEXT) == tree.find(answers, CONTEXT)


def test_a_memory_begins_anew_when_it_is_full():
    asked = []
    squares = Remembered(lambda number: asked.append(number) or number * number)
    assert [squares[2], squares[3], squares[2]] == [4, 9, 4]
    assert asked == [2, 3]
    for number in range(MOST_REMEMBERED + 2):
        assert squares[number] == number * number
    assert len(squares) <= MOST_REMEMBERED


def test_what_has_no_value_is_asked_again():
    halves = Remembered(lambda number: 1 / number)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            _ = halves[0]
    assert halves == {}
