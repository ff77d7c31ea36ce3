"""Makes a `Form` of what pyxform read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dsurvey_desktop.forms.languages import language_code, with_other_words
from dsurvey_desktop.forms.loops import rows_in_loops, unrolled
from dsurvey_desktop.forms.model import Choice, Form, Group, Item, ItemKind
from dsurvey_desktop.forms.searched_choices import is_searched, searched_list
from dsurvey_desktop.forms.xlsform_rows import Sheet, rows_by_path

_BY_TYPE = {
    "select one": ItemKind.SELECT_ONE,
    "select one external": ItemKind.SELECT_ONE,
    "select all that apply": ItemKind.SELECT_MULTIPLE,
    "rank": ItemKind.RANK,
    "calculate": ItemKind.CALCULATE,
    "note": ItemKind.NOTE,
}
_BY_DATA_TYPE = {
    "int": ItemKind.INTEGER,
    "decimal": ItemKind.DECIMAL,
    "date": ItemKind.DATE,
    "time": ItemKind.TIME,
    "dateTime": ItemKind.DATETIME,
    "geopoint": ItemKind.GEOPOINT,
    "geotrace": ItemKind.GEOTRACE,
    "geoshape": ItemKind.GEOSHAPE,
}
TRUTHS = {"yes": "true()", "true": "true()", "no": "false()", "false": "false()"}
"""Words that may stand in the cell of an expression."""
_SHOWN_LABELS = "reserved_name_for_field_list_labels"
"""Questions without answer by which pyxform shows the choices of a table-list."""
_DS = "ds:"
_BY_DEVICE = "background-geopoint"
_NO_ITEMS = frozenset({"xml-external", "csv-external"})
"""Rows of the survey sheet that only attach a list."""


@dataclass(slots=True)
class _Collected:
    """Items and groups in the order of the sheet."""

    rows: Mapping[str, int]
    items: list[Item] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    attributes: dict[str, Mapping[str, str]] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    """Calculations that pyxform adds (for the number of rows of a repeat), by path."""


def form_of(found: Mapping[str, Any], survey: Sheet, digest: str) -> Form:
    """The form that pyxform's structure describes; `survey` knows the rows."""
    collected = _Collected(rows_in_loops(found, rows_by_path(survey)))
    _walk(unrolled(found), (), {}, "", collected)
    _keep_attributes(collected, (), found.get("attribute"))
    used = {item.choice_list for item in collected.items}
    form = Form(
        form_id=str(found.get("id_string", "")),
        version=str(found.get("version", "")),
        title=str(found.get("title", "")),
        digest=digest,
        items=tuple(collected.items),
        groups=tuple(collected.groups),
        columns=dict(survey.columns),
        root=str(found.get("name", "data")),
        lists={
            str(name): tuple(map(_choice, rows))
            for name, rows in (found.get("choices") or {}).items()
            if name not in used
        },
        attached=tuple(collected.attached),
        attributes=collected.attributes,
    )
    return with_other_words(form)


def _keep_attributes(collected: _Collected, path: tuple[str, ...], found: Any) -> None:
    if found:
        own = {str(name): str(value) for name, value in found.items()}
        collected.attributes["/".join(path)] = own


def _walk(
    parent: Mapping[str, Any],
    names: tuple[str, ...],
    section: Mapping[str, str],
    repeat: str,
    collected: _Collected,
) -> None:
    for child in parent.get("children", ()):
        path = (*names, str(child["name"]))
        row = collected.rows.get("/".join(path), 0)
        _keep_attributes(collected, path, child.get("instance"))
        if "children" in child and child["type"] in {"group", "repeat"}:
            if row:
                group = _group(child, path, row, collected.made)
                collected.groups.append(group)
                inner = group.path if group.is_repeat else repeat
                _walk(child, path, section or group.labels, inner, collected)
        elif child["type"] in _NO_ITEMS:
            collected.attached.append(path[-1])
        elif _is_item(child, row):
            collected.items.append(_item(child, path, section, repeat, row))
        elif child["type"] == "calculate":
            collected.made["/".join(path)] = _calculation(child)


def _is_item(found: Mapping[str, Any], row: int) -> bool:
    is_made = str(found["name"]).startswith(_SHOWN_LABELS)
    return not is_made and (bool(row) or found["type"] != "calculate")


def _group(
    found: Mapping[str, Any], path: tuple[str, ...], row: int, made: Mapping[str, str]
) -> Group:
    relevant = _expression(found.get("bind", {}), "relevant")
    is_repeat = found["type"] == "repeat"
    own = str((found.get("control") or {}).get("jr:count", "")) if is_repeat else ""
    count = made.get("/".join(path) + "_count", "") if own else ""
    labels = labels_of(found.get("label"))
    return Group(path[-1], "/".join(path), labels, relevant, is_repeat, row, count or own)


def _item(
    found: Mapping[str, Any],
    path: tuple[str, ...],
    section: Mapping[str, str],
    repeat: str,
    row: int,
) -> Item:
    bind: Mapping[str, Any] = found.get("bind", {})
    own = {name: str(bind.get(_DS + name, "")) for name in _OWN}
    return Item(
        name=path[-1],
        path="/".join(path),
        kind=_kind(found),
        labels=labels_of(found.get("label")),
        hints=labels_of(found.get("hint")),
        guidance=labels_of(found.get("guidance_hint")),
        choices=() if is_searched(found) else tuple(map(_choice, found.get("choices") or ())),
        code=own["item"],
        section=section,
        relevant=_expression(bind, "relevant"),
        required=str(bind.get("required", "")),
        constraint=_expression({**found.get("type_bind", {}), **bind}, "constraint"),
        constraint_messages=labels_of(bind.get("jr:constraintMsg")),
        calculation=_calculation(found),
        default=str(found.get("default", "")),
        default_is_expression=bool(found.get("_dynamic_default")),
        triggered=_calculate(found) if _triggers(found) else "",
        triggers=_triggers(found),
        preload=_preload(found),
        read_only=str(bind.get("readonly", "")) in {"true()", "yes"},
        relevant_rules=tuple(own["relevant_rules"].split()),
        constraint_rules=tuple(own["constraint_rules"].split()),
        required_rule=own["required_rule"],
        notice_rule=own["notice_rule"],
        notice_item=own["notice_item"],
        severity=own["severity"],
        repeat=repeat,
        data_type=_data_type(found),
        **_list_of(found),
        row=row,
    )


def _calculation(found: Mapping[str, Any]) -> str:
    """A calculation with a trigger is written once, and no value of the moment."""
    return "" if found.get("trigger") is not None else _calculate(found)


def _calculate(found: Mapping[str, Any]) -> str:
    return _expression(found.get("bind", {}), "calculate")


def _expression(bind: Mapping[str, Any], part: str) -> str:
    """An expression; `yes` and `FALSE` in its cell are the truths that pyxform makes of them."""
    cell = str(bind.get(part, ""))
    return TRUTHS.get(cell.strip().lower(), cell)


def _triggers(found: Mapping[str, Any]) -> tuple[str, ...]:
    """The questions that write this one; a place that a device would note is left to devices."""
    return () if found["type"] == _BY_DEVICE else tuple(found.get("trigger") or ())


def _kind(found: Mapping[str, Any]) -> ItemKind:
    by_type = _BY_TYPE.get(str(found["type"]).lower())
    data_type = found.get("bind", {}).get("type") or found.get("type_bind", {}).get("type", "")
    other = ItemKind.TEXT if found["type"] in {"text", "string"} else ItemKind.OTHER
    return by_type or _BY_DATA_TYPE.get(str(data_type), other)


def _data_type(found: Mapping[str, Any]) -> str:
    """The type that a computed value is kept as."""
    own = str(found.get("bind", {}).get("type", ""))
    is_calculated = _calculate(found) and found["type"] != "calculate"
    return own or (str(found.get("type_bind", {}).get("type", "")) if is_calculated else "")


def _preload(found: Mapping[str, Any]) -> str:
    bind = found.get("type_bind", {})
    return f"{bind.get('jr:preload', '')} {bind.get('jr:preloadParams', '')}".strip()


def _list_of(found: Mapping[str, Any]) -> dict[str, str]:
    """Where the choices are and what filters them."""
    if is_searched(found):
        return searched_list(found)
    return {**_source_of(found), "choice_filter": str(found.get("choice_filter", ""))}


def _source_of(found: Mapping[str, Any]) -> dict[str, str]:
    """A list of the workbook, a file, or answers in a repeat."""
    name = str(found.get("list_name") or found.get("itemset") or "")
    if source := _ANSWERS.fullmatch(name):
        return {"choice_source": source[1]}
    stem, dot, ending = name.rpartition(".")
    is_file = dot and ending.lower() in LIST_ENDINGS
    if not is_file:
        return {"choice_list": name}
    parameters = found.get("parameters") or {}
    code, label = _FILE_COLUMNS.get(ending.lower(), ("", ""))
    columns = (parameters.get("value") or code, parameters.get("label") or label)
    return {"choice_list": stem, "code_column": columns[0], "label_column": columns[1]}


_ANSWERS = re.compile(r"\$\{\s*([^}]+?)\s*\}")
LIST_ENDINGS = frozenset({"csv", "xml", "geojson"})
_FILE_COLUMNS = {"geojson": ("id", "title")}


_OWN = (
    *("item", "relevant_rules", "constraint_rules", "required_rule"),
    *("notice_rule", "notice_item", "severity"),
)


def _choice(found: Mapping[str, Any]) -> Choice:
    extra = {
        str(name): str(cell)
        for name, cell in found.items()
        if name not in {"name", "label", "media", "extra_data"}
    }
    return Choice(str(found["name"]), labels_of(found.get("label")), extra)


def labels_of(found: Any) -> dict[str, str]:
    """Labels by language; the language of a single unnamed one is the empty text."""
    if not found:
        return {}
    if isinstance(found, Mapping):
        return {language_code(str(name)): str(label) for name, label in found.items() if label}
    return {"": str(found)}
