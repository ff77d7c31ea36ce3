"""What the parts of a form are called in the language of the moment."""

from __future__ import annotations

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.forms.comparison import Aspect, ItemFate
from dsurvey_desktop.forms.model import ItemKind

KIND_NAMES = {
    ItemKind.TEXT: N_("text"),
    ItemKind.INTEGER: N_("whole number"),
    ItemKind.DECIMAL: N_("number"),
    ItemKind.DATE: N_("date"),
    ItemKind.TIME: N_("time of day"),
    ItemKind.DATETIME: N_("date and time"),
    ItemKind.SELECT_ONE: N_("one choice"),
    ItemKind.SELECT_MULTIPLE: N_("several choices"),
    ItemKind.RANK: N_("order of choices"),
    ItemKind.CALCULATE: N_("calculated"),
    ItemKind.NOTE: N_("remark"),
    ItemKind.GEOPOINT: N_("place"),
    ItemKind.GEOTRACE: N_("line on the map"),
    ItemKind.GEOSHAPE: N_("area on the map"),
    ItemKind.OTHER: N_("other"),
}


FATE_NAMES = {
    ItemFate.NEW: N_("new"),
    ItemFate.GONE: N_("gone"),
    ItemFate.CHANGED: N_("changed"),
}
ASPECT_NAMES = {
    Aspect.LABEL: N_("wording"),
    Aspect.CODE: N_("item code"),
    Aspect.SECTION: N_("section"),
    Aspect.KIND: N_("kind of answer"),
    Aspect.CHOICE_NEW: N_("choice new"),
    Aspect.CHOICE_GONE: N_("choice gone"),
    Aspect.CHOICE_LABEL: N_("choice reads otherwise"),
    Aspect.ASKED: N_("who is asked"),
    Aspect.REQUIRED: N_("must be filled in"),
    Aspect.RULE: N_("rule"),
    Aspect.MESSAGE: N_("message"),
    Aspect.CALCULATION: N_("calculation"),
    Aspect.HINT: N_("explanation"),
}


def kind_name(kind: ItemKind) -> str:
    """What a kind of answer is called."""
    return _(KIND_NAMES[kind])
