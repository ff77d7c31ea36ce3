"""A form as data: what an XLSForm workbook says, independent of how it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

CHINESE = "zh"
ENGLISH = "en"


class ItemKind(StrEnum):
    """What an answer looks like; `note` and `calculate` take none."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    CALCULATE = "calculate"
    NOTE = "note"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Choice:
    """An option: `labels` by language (`zh`, `en`); `extra` holds columns for choice filters."""

    code: str
    labels: Mapping[str, str]
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """A question, note or calculation.

    Attributes:
        name: the XLSForm name; `path` is the group path with it (`g1/g2/name`).
        hints, guidance: the short line under the question, and its explanation at length.
        code: the survey's own item code, such as R2a; empty in other people's forms.
        section: label of the outermost group by language.
        relevant, required, constraint, calculation: XPath as written.
        relevant_rules, constraint_rules: a rule id for each top-level `and` term, in order.
        required_rule: the rule id broken when a required answer is missing.
        notice_rule, notice_item, severity: for notes that speak when relevant (warnings of the
            form): the rule, the question it is about, and how weighty it is.
        repeat: path of the innermost repeat around it, or empty.
        data_type: the XForm type of a calculation (`int`, `date`, `string` ...), or empty.
        default_is_expression: whether `default` is worked out when an entry begins.
        triggered, triggers: XPath that is worked out once whenever one of the questions `triggers`
            changes (empty: the answer is taken away); from then on it is an answer like others.
        preload: what an entry begins with, such as `date today` or `timestamp start`.
        choice_list: name of the list of choices, which `instance()` finds it under.
        code_column, label_column: of the list, where they are not `name` and `label`.
        choice_source: the question in a repeat whose answers are the choices, or empty.
        row: row on the survey sheet, from 1; 0 where unknown.
    """

    name: str
    path: str
    kind: ItemKind
    labels: Mapping[str, str]
    hints: Mapping[str, str] = field(default_factory=dict)
    guidance: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    choice_filter: str = ""
    code: str = ""
    section: Mapping[str, str] = field(default_factory=dict)
    relevant: str = ""
    required: str = ""
    constraint: str = ""
    constraint_messages: Mapping[str, str] = field(default_factory=dict)
    calculation: str = ""
    default: str = ""
    read_only: bool = False
    relevant_rules: tuple[str, ...] = ()
    constraint_rules: tuple[str, ...] = ()
    required_rule: str = ""
    notice_rule: str = ""
    notice_item: str = ""
    severity: str = ""
    repeat: str = ""
    data_type: str = ""
    default_is_expression: bool = False
    triggered: str = ""
    triggers: tuple[str, ...] = ()
    preload: str = ""
    choice_list: str = ""
    code_column: str = ""
    label_column: str = ""
    choice_source: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """A group or repeat; `path` as in `Item`, `relevant` is XPath as written, `row` from 1.

    Attributes:
        repeat_count: XPath of how many rows a repeat has; empty where a person adds rows.
    """

    name: str
    path: str
    labels: Mapping[str, str]
    relevant: str = ""
    is_repeat: bool = False
    row: int = 0
    repeat_count: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """An edition of a form.

    Attributes:
        digest: SHA-256 (hex) of the workbook's bytes.
        items, groups: in the order of the survey sheet.
        columns: column on the survey sheet (from 1) of `relevant`, `constraint` and so on.
        root: name of the outermost element, which absolute paths begin with.
        lists: lists of choices that no question has but expressions may read, by name.
        attached: names of the tables that rows of the sheet attach.
        attributes: by path (empty: the outermost element), then by name; `id` and `version` of
            the outermost element are left out.
    """

    form_id: str
    version: str
    title: str
    digest: str
    items: tuple[Item, ...]
    groups: tuple[Group, ...] = ()
    columns: Mapping[str, int] = field(default_factory=dict)
    root: str = "data"
    lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    attached: tuple[str, ...] = ()
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def items_by_name(self) -> dict[str, Item]:
        """The items; of a name used twice the later one."""
        return {item.name: item for item in self.items}

    def item(self, name: str) -> Item:
        """The item of that name; KeyError when there is none."""
        for item in self.items:
            if item.name == name:
                return item
        raise KeyError(name)
