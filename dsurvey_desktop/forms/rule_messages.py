"""What is said of a broken rule: what is wrong, what is expected, and the values it hangs on.

The templates are by rule and kind of fault; `facts` are the answers that the broken term reads, so
that every message says why. Numbers of persons and telephones are never repeated in a message.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.forms.answer_values import codes_of, is_blank, text_of
from dsurvey_desktop.forms.expression_words import ConditionWords
from dsurvey_desktop.forms.faults import Fault, FaultKind
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.forms.wording import Vocabulary, in_both

PRIVATE_NAMES = frozenset({"certificate_no", "householder_id", "mobile", "landline"})
AGE, CATEGORY, GRADE = "age", "category", "grade"

REQUIRED = {
    "K02": N_("{item} must be filled in from the age of 20 on ({facts})."),
    "K03": N_(
        "{item} must be given for anyone under 18 and for intellectual and psychiatric disability"
        " ({facts})."
    ),
    "K04": N_("A landline or a mobile number must be given; both are empty."),
    "K08": N_("{item} must be given for a child of 6 to 14 who is not in school ({facts})."),
    "K10": N_("{item} must be filled in, because of the answer on employment ({facts})."),
    "K12": N_("{item} must be filled in, because of the answers on employment ({facts})."),
    "K21": N_(
        "{item} must be filled in from 16 to 59 for intellectual, psychiatric and severe physical"
        " disability ({facts})."
    ),
    "K23": N_("{item} must be filled in, because no rehabilitation service was received."),
    "K24a": N_("{item} must be filled in, because this service is needed ({facts})."),
    "K25": N_("{item} must be filled in, because the home was adapted ({facts})."),
    "K27": N_("{item} needs at least one reason ({facts})."),
    "K28": N_("{item} must be filled in for a person who lives at home ({facts})."),
    "K29": N_("{item} must be filled in."),
    "K32": N_("{item} must be filled in."),
}
NOT_ASKED = {
    "K01": N_("{item} must stay empty, because this person is not surveyed on ({facts})."),
    "K02": N_("{item} is asked from the age of 20 on and must stay empty ({facts})."),
    "K03": N_(
        "{item} is asked under 18 and for categories 5, 6 and 7 only and must stay empty ({facts})."
    ),
    "K05": N_("{item} is not asked of a person in a care institution, must stay empty ({facts})."),
    "K08": N_("{item} is asked of children of 6 to 14 who are not in school ({facts})."),
    "K10": N_("{item} contradicts the answer on employment and must stay empty ({facts})."),
    "K12": N_("{item} is not asked with these answers on employment ({facts})."),
    "K14": N_("{item} is not asked, because there is employee pension insurance ({facts})."),
    "K15": N_("{item} is not asked, because there is employee medical insurance ({facts})."),
    "K16": N_("{item} is asked with resident medical insurance only ({facts})."),
    "K21": N_(
        "{item} is asked from 16 to 59 for categories 5, 6, 7 and severe physical disability only"
        " ({facts})."
    ),
    "K23": N_("{item} must stay empty, because services were received ({facts})."),
    "K24a": N_("{item} must stay empty, because this service is not needed ({facts})."),
    "K25": N_("{item} must stay empty, because the home was not adapted ({facts})."),
    "K27": N_("{item} must stay empty ({facts})."),
    "K28": N_("{item} must stay empty for a collective registration ({facts})."),
}
CONSTRAINT = {
    "K07": N_("The school now attended ({value}) does not fit the education level ({facts})."),
    "K09": N_(
        "Who attends school at 16 or over is not employed, because of studying; the answer is"
        " “{value}” ({facts})."
    ),
    "K20": N_(
        "Rural house renovation needs an agricultural registration, and the house cannot still be"
        " dilapidated ({facts})."
    ),
    "K24": N_("An answer such as “None” takes no other choice beside it; chosen: {value}."),
    "C02": N_("{item}: {value}, but there are fewer liaison officers ({facts})."),
}
NUMBER_PARTS = {
    "landline": (N_("{item} is not valid: it needs an area code and 7 or 8 digits."),),
    "mobile": (
        N_("{item} is not valid: it needs 11 digits and begins with 13 to 19 (now {length})."),
    ),
    "certificate_no": (
        N_(
            "{item} is not valid: 20 characters are needed (citizen ID, category 1 to 7, grade 1 to"
            " 4; a reissue adds B and a number), now {length}."
        ),
        N_("{item} is not valid: the birth date in it does not exist."),
        N_("{item} is not valid: the check digit of the citizen ID in it is wrong."),
    ),
    "householder_id": (
        N_("{item} is not valid: 18 characters are needed, now {length}."),
        N_("{item} is not valid: the birth date in it does not exist."),
        N_("{item} is not valid: its check digit is wrong."),
    ),
}
"""For numbers a template for each term of the constraint, in its order."""
NOTICES = {
    "K11": N_("A pension is the main income, but the age is only {age}: unlikely under 45."),
    "K13": N_(
        "Quota or concentrated employment normally comes with employee insurance; the answer is"
        " “{worker_insurance}”."
    ),
    "K17": N_(
        "With the medical premium subsidy, social assistance normally includes medical assistance;"
        " chosen: {social_assistance}."
    ),
    "K19": N_(
        "{social_assistance} normally comes with the matching allowance; chosen:"
        " {welfare_allowance}."
    ),
    "K33": N_("Needed but not received, goes on the service list: {unmet}."),
}
_NOTICE_ANSWERS = {
    "K11": ("age",),
    "K13": ("worker_insurance",),
    "K17": ("social_assistance",),
    "K19": ("social_assistance", "welfare_allowance"),
    "K33": ("rehab_need", "rehab_received"),
}
"""The items whose answers a notice names; a form without them shows the words of its own note."""
_UNMET_CODES = ("3", "4", "5")


def notice_answers(rule: str) -> tuple[str, ...]:
    """The items whose answers the notice of a rule tells."""
    return _NOTICE_ANSWERS.get(rule, ())


class Wording:
    """Puts faults into words."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self._items = items
        self._words = Vocabulary(items)

    def message(self, fault: Fault, rule: str, terms: Sequence[int], read: Sequence[str]) -> Text:
        """The message of a fault; `read` are the names of the items the broken terms read."""
        if fault.kind is FaultKind.NOTICE:
            return self._notice(fault, rule)
        values = self._values(fault, read)
        template = self._template(fault, rule, terms)
        return Text(template, values) if template else self._general(fault, terms, values)

    def _template(self, fault: Fault, rule: str, terms: Sequence[int]) -> str:
        if fault.kind is FaultKind.MISSING:
            return REQUIRED.get(rule, "")
        if fault.kind is FaultKind.NOT_ASKED:
            return NOT_ASKED.get(rule, "")
        if fault.kind is FaultKind.CONSTRAINT and rule.startswith("K"):
            parts = NUMBER_PARTS.get(fault.item.name, ())
            return parts[terms[0]] if len(parts) > terms[0] else CONSTRAINT.get(rule, "")
        return CONSTRAINT.get(rule, "") if fault.kind is FaultKind.CONSTRAINT else ""

    def _values(self, fault: Fault, read: Sequence[str]) -> dict[str, Any]:
        answer = fault.answers.get(fault.item.name)
        label = self._words.label(fault.item)
        values: dict[str, Any] = {"item": label, "facts": self._facts(fault, read)}
        if fault.item.name in PRIVATE_NAMES:
            values["length"] = len(text_of(answer))
        else:
            values["value"] = self._words.answer(fault.item, answer)
        return values

    def _general(self, fault: Fault, terms: Sequence[int], values: Mapping[str, Any]) -> Text:
        """For rules without words of their own, such as those of other people's forms."""
        match fault.kind:
            case FaultKind.MISSING:
                return text("{item} must be filled in.", **values)
            case FaultKind.NOT_ASKED:
                return text("{item} is not asked here and must stay empty ({facts}).", **values)
            case FaultKind.CONSTRAINT if fault.item.constraint_messages:
                said = in_both(fault.item.constraint_messages)
                return text("{item}: {said}", said=said, **values)
            case FaultKind.CONSTRAINT if wanted := self._wanted(fault.item, terms):
                return text("{item}: wanted is that {wanted} ({facts}).", wanted=wanted, **values)
            case FaultKind.CONSTRAINT:
                return text("{item} has a value that is not allowed ({facts}).", **values)
        return self._wrong_value(fault.item, values)

    def _wanted(self, item: Item, terms: Sequence[int]) -> Text | None:
        """What a constraint without a message of its own wants, by the term that is broken."""
        said = ConditionWords(self._items, item.name).terms(item.constraint)
        return said[terms[0]] if terms and len(said) > terms[0] else None

    @staticmethod
    def _wrong_value(item: Item, values: Mapping[str, Any]) -> Text:
        if item.choices:
            return text("{item}: “{value}” is not one of the choices.", **values)
        if item.kind is ItemKind.DATE:
            return text("{item}: “{value}” is not a date.", **values)
        if item.kind is ItemKind.INTEGER:
            return text("{item}: “{value}” is not a whole number.", **values)
        return text("{item}: “{value}” is not a value of this kind.", **values)

    def _facts(self, fault: Fault, read: Sequence[str]) -> Text | str:
        """The answers that decide, in words."""
        facts = [fact for name in read if (fact := self._fact(fault, name)) is not None]
        if not facts:
            return self._words.label(fault.item)
        joined: Text = facts[0]
        for fact in facts[1:]:
            joined = text("{before} and {fact}", before=joined, fact=fact)
        return joined

    def _fact(self, fault: Fault, name: str) -> Text | None:
        item = self._items.get(name)
        if name == AGE and not is_blank(fault.calculated.get(AGE)):
            return text("age {age}", age=int(fault.calculated[AGE]))
        if name == CATEGORY and not is_blank(fault.calculated.get(CATEGORY)):
            return text("disability category {category}", category=fault.calculated[CATEGORY])
        if name == GRADE and not is_blank(fault.calculated.get(GRADE)):
            return text("grade {grade}", grade=fault.calculated[GRADE])
        if item is None or name in PRIVATE_NAMES or name in fault.calculated:
            return None
        answer = self._words.answer(item, fault.answers.get(name)) or text("(empty)")
        return text("{question} is “{answer}”", question=self._words.label(item), answer=answer)

    def _notice(self, fault: Fault, rule: str) -> Text:
        template, told = NOTICES.get(rule), _NOTICE_ANSWERS.get(rule, ())
        if template is None or not set(told) <= {AGE, *self._items}:
            return in_both(fault.item.labels)
        if rule == "K33":
            return text(template, unmet=self._unmet(fault))
        return Text(template, {name: self._told(fault, name) for name in told})

    def _told(self, fault: Fault, name: str) -> Text | str:
        if name == AGE:
            return text_of(int(fault.calculated.get(AGE) or 0))
        return self._words.answer(self._items[name], fault.answers.get(name))

    def _unmet(self, fault: Fault) -> Text:
        need, received = (
            codes_of(fault.answers.get(name)) for name in ("rehab_need", "rehab_received")
        )
        unmet = [code for code in _UNMET_CODES if code in need and code not in received]
        return self._words.choices(self._items["rehab_need"], unmet)
