"""What can be said of a row by its own answers, worked out where the file is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dsurvey_desktop.checks.run import arrange
from dsurvey_desktop.forms.compile import compile_form
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.forms.xpath_values import EvaluationError
from dsurvey_desktop.intake.model import ParsedRow, RowAhead, RowKind
from dsurvey_desktop.storage.codec import encode, encode_sorted
from dsurvey_desktop.storage.entry_columns import summary_values
from dsurvey_desktop.usecases.row_digest import row_digest


@dataclass(frozen=True, slots=True)
class Ground:
    """What findings of a form's rules rest on besides the answers."""

    form_digest: str
    context: FormContext
    rules_off: frozenset[str]

    def holds_for(self, form_digest: str, context: FormContext, rules_off: frozenset[str]) -> bool:
        """Whether the same would be found under another edition, context or choice of rules."""
        same_day = self.context.today == context.today
        same_tables = self.context.tables == context.tables
        same_rules = (self.form_digest, self.rules_off) == (form_digest, rules_off)
        return same_rules and same_day and same_tables


class JudgeAhead:
    """Judges rows by one form."""

    def __init__(self, form: Form, context: FormContext, rules_off: frozenset[str]) -> None:
        self._find = compile_form(form).find
        self._context = context
        bare = FormContext(context.now, context.tables)  # sent with each file
        self.ground = Ground(form.digest, bare, rules_off)

    def judge(self, rows: Iterable[ParsedRow]) -> None:
        """Work out all that can be said; a row whose rules have no value is left to its turn."""
        for row in rows:
            if row.kind_of_row is RowKind.ENTRY:
                row.ahead = self._ahead(row)

    def _ahead(self, row: ParsedRow) -> RowAhead | None:
        try:
            found = self._find(row.answers, self._context)
        except EvaluationError:
            return None
        findings = arrange(found, self.ground.rules_off)
        answers_json = encode_sorted(row.answers)
        return RowAhead(
            answers_json,
            encode(row.cells),
            row_digest(answers_json),
            findings,
            summary_values(row.answers, findings),
        )
