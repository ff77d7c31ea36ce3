"""A form as JSON, so that the program starts without reading a workbook."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from dsurvey_desktop.forms.model import Choice, Form, Group, Item, ItemKind

FORMAT_VERSION = 1
INDIVIDUAL = "individual"
COMMUNITY = "community"


def form_to_json(form: Form) -> str:
    """The form as JSON; lists of choices are written once."""
    lists: dict[str, list[Any]] = {}
    items = [_item_to_json(item, lists) for item in form.items]
    lists.update({name: _rows(choices) for name, choices in form.lists.items()})
    data = {
        "format": FORMAT_VERSION,
        **{f: getattr(form, f) for f in ("form_id", "version", "title", "digest", "root")},
        "columns": dict(form.columns),
        "groups": [_filled(group) for group in form.groups],
        **({"attached": form.attached} if form.attached else {}),
        **({"attributes": form.attributes} if form.attributes else {}),
        "lists": lists,
        "items": items,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _filled(part: Any) -> dict[str, Any]:
    """The attributes that are not empty."""
    pairs = ((field.name, getattr(part, field.name)) for field in fields(part))
    return {name: value for name, value in pairs if value}


def _item_to_json(item: Item, lists: dict[str, list[Any]]) -> dict[str, Any]:
    data = _filled(item)
    if item.choices:
        rows = _rows(item.choices)
        name = item.choice_list or item.path
        key = name if lists.setdefault(name, rows) == rows else item.path
        lists[key] = rows
        data["choices"] = key
    return data


def _rows(choices: Sequence[Choice]) -> list[Any]:
    return [[choice.code, choice.labels, choice.extra] for choice in choices]


def form_from_json(text: str) -> Form:
    """The opposite of `form_to_json`.

    Raises:
        ValueError: when the text is of another format.
    """
    data = json.loads(text)
    if data.get("format") != FORMAT_VERSION:
        raise ValueError(data.get("format"))
    lists = {
        name: tuple(Choice(code, labels, extra) for code, labels, extra in rows)
        for name, rows in data["lists"].items()
    }
    used = {item.get("choices") for item in data["items"]}
    return Form(
        form_id=data["form_id"],
        version=data["version"],
        title=data["title"],
        digest=data["digest"],
        items=tuple(_item_from_json(item, lists) for item in data["items"]),
        groups=tuple(Group(**{"labels": {}, **group}) for group in data["groups"]),
        columns=data["columns"],
        root=data["root"],
        lists={name: choices for name, choices in lists.items() if name not in used},
        attached=tuple(data.get("attached", ())),
        attributes=data.get("attributes", {}),
    )


def _item_from_json(data: dict[str, Any], lists: Mapping[str, tuple[Choice, ...]]) -> Item:
    rules = {name: tuple(data[name]) for name in _TUPLES if name in data}
    choices = lists[data["choices"]] if "choices" in data else ()
    kind = ItemKind(data["kind"])
    return Item(**{"labels": {}, **data, **rules, "choices": choices, "kind": kind})


_TUPLES = ("relevant_rules", "constraint_rules", "triggers")


def load_shipped_form(folder: Path, name: str) -> Form:
    """The form `individual` or `community` as it was built with the program.

    Args:
        folder: `resources/forms`.
        name: `INDIVIDUAL` or `COMMUNITY`.
    """
    return form_from_json((folder / f"{name}.json").read_text(encoding="utf-8"))
