"""What is worked out in one step gives what the steps would have given."""

from datetime import datetime
from math import isnan

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.forms.code_parts import RUNTIME
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.idioms import day_number, weighted_digits
from dsurvey_desktop.forms.model import Form, Item, ItemKind
from dsurvey_desktop.forms.xpath_dates import day_number as number_of_day
from dsurvey_desktop.forms.xpath_dates import format_moment
from dsurvey_desktop.forms.xpath_functions import cut_number
from dsurvey_desktop.forms.xpath_nodes import chain
from dsurvey_desktop.forms.xpath_parser import parse
from dsurvey_desktop.forms.xpath_values import text_number

CONTEXT = FormContext(datetime(2025, 10, 1, 12, tzinfo=OFFICE_ZONE))
WEIGHTS = (7, 9, 10)
SUMS = {
    "7 * number(substr(${t}, 0, 1)) + 9 * number(substr(${t}, 1, 2)) + number(substr(${t}, 2, 3))"
    " + 4": (0, (7, 9, 1)),
    "substr(${t}, 4, 5) * 2 + substr(${t}, 5, 6) * 3 + substr(${t}, 6, 7) * 4"
    " + substr(${t}, 8, 9) * 5": (4, (2, 3, 4)),
    "number(substr(${t}, 0, 1)) + number(substr(${t}, 1, 2))": None,
    "number(substr(${t}, 0, 1)) + number(substr(${u}, 1, 2)) + number(substr(${t}, 2, 3))": None,
    "number(substr(${t}, 0, 1)) - number(substr(${t}, 1, 2)) - number(substr(${t}, 2, 3))": None,
    "0.5 * substr(${t}, 0, 1) + 0.5 * substr(${t}, 1, 2) + 0.5 * substr(${t}, 2, 3)": None,
    "substr(${t}, 0, 2) + substr(${t}, 1, 3) + substr(${t}, 2, 4)": None,
}


@pytest.mark.parametrize(("expression", "run"), SUMS.items())
def test_a_run_of_weighted_digits_is_recognised(expression, run):
    found = weighted_digits(chain(parse(expression), frozenset({"+", "-"})))
    assert (None if found is None else (found.start, found.weights)) == run


@given(st.text(alphabet="0123456789X张𠅤٣", max_size=6), st.integers(0, 4))
@example("330282", 1)
@example("33028", 3)
def test_weighted_digits_are_the_sum_of_the_single_ones(text, start):
    found = RUNTIME["weighted_digits"](text, start, WEIGHTS, ord("0") * sum(WEIGHTS))
    places = enumerate(WEIGHTS, start)
    single = sum(weight * cut_number(text, place, place + 1) for place, weight in places)
    assert found == single or (isnan(found) and isnan(single))


@pytest.mark.parametrize("value", ["1978-02-03T14:00:00", "0203-12-31", "2024-02-29", ""])
def test_the_number_of_a_day_is_its_digits_in_a_row(value):
    found, digits = number_of_day(value), text_number(format_moment(value, "%Y%m%d"))
    assert found == digits or (isnan(found) and isnan(digits))


def test_only_a_year_month_and_day_are_a_number_of_a_day():
    assert day_number(parse("format-date(${t}, '%Y%m%d')")) == parse("${t}")
    assert day_number(parse("format-date(${t}, '%Y-%m')")) is None
    assert day_number(parse("${t}")) is None


def test_a_sum_of_weighted_digits_and_more_is_worked_out():
    total = next(iter(SUMS))
    items = (
        Item("t", "t", ItemKind.TEXT, {}),
        Item("c", "c", ItemKind.CALCULATE, {}, calculation=total),
    )
    compiled = compile_form(Form("f", "1", "F", "", items))
    assert compiled.evaluate({"t": "123"}, CONTEXT)["c"].value == 7 + 18 + 3 + 4
    assert compiled.evaluate({"t": "12X"}, CONTEXT)["c"].value is None


def test_texts_in_a_row_are_put_together_with_their_signs():
    items = (
        Item("t", "t", ItemKind.TEXT, {}),
        Item("c", "c", ItemKind.CALCULATE, {}, calculation="concat('5%s ', string(${t}), '%')"),
    )
    compiled = compile_form(Form("f", "1", "F", "", items))
    assert compiled.evaluate({"t": "%d"}, CONTEXT)["c"].value == "5%s %d%"
