"""Chooses the editor for a question."""

from __future__ import annotations

from dsurvey_desktop.usecases.entry_views import ItemView
from ui.theme import Theme
from ui.verify.editors.answer_editor import AnswerEditor
from ui.verify.editors.choice_buttons import ChoiceButtons, fits_radio
from ui.verify.editors.combo_editor import ComboEditor
from ui.verify.editors.text_editor import TextEditor


def make_editor(theme: Theme, item: ItemView) -> AnswerEditor:
    """Radio buttons for few options, a list for many, check boxes for several, or a line."""
    if _is_typed(item):
        return TextEditor(item)
    if item.kind == "select_multiple":
        return ChoiceButtons(None, theme.space(4), is_multiple=True)
    return (
        ChoiceButtons(None, theme.space(4), is_multiple=False)
        if fits_radio(item)
        else ComboEditor()
    )


def needs_other_editor(editor: AnswerEditor, item: ItemView) -> bool:
    """True where an answer that is no option takes a list instead of radio buttons, or back."""
    if _is_typed(item) != isinstance(editor, TextEditor):
        return True
    if item.kind != "select_one" or isinstance(editor, TextEditor):
        return False
    return fits_radio(item) == isinstance(editor, ComboEditor)


def _is_typed(item: ItemView) -> bool:
    """Where the choices are in a file that is not here, the code is typed."""
    is_choice = item.kind in {"select_one", "select_multiple"}
    return not is_choice or not (item.choices or item.gone_choices)
