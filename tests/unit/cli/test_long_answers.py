"""Long lists are said one by one, a question a line, and only when all of them are there."""

import json

import pytest

from dsurvey_desktop.cli.long_answers import Each, Spool, in_json
from dsurvey_desktop.cli.output import said
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text

STATE = {"relevant": True, "required": False, "valid": None, "value": None}
ODD = [
    {"items": {"a": {**STATE, "value": '},\n"items": {"'}, "b": {**STATE, "value": ["1", "2"]}}},
    {"items": {"张": {**STATE, "value": {"x": {"y": "\ud800"}}}}},
    {"items": {}},
]


@pytest.mark.parametrize("values", [[], ODD, ODD[:1], ODD[1:2]])
def test_what_is_written_is_the_list_whatever_the_answers_hold(values):
    assert json.loads("".join(Spool(in_json(values)).pieces())) == values


def test_each_question_stands_on_a_line():
    lines = "".join(in_json([{"items": {"a": STATE, "b": STATE}}])).splitlines()
    state = '{"relevant": true, "required": false, "valid": null, "value": null}'
    wanted = ["[", " {", '  "items": {', f'   "a": {state},', f'   "b": {state}', "  }", " }", "]"]
    assert lines == wanted


def test_nothing_is_said_when_a_later_value_is_refused():
    def values():
        yield ODD[0]
        raise AppError("form_table_unreadable", text("no table"), text("save it"))

    with pytest.raises(AppError):
        said(Each(values()), as_json=True)
