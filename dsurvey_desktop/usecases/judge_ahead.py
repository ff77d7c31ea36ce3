"""What can be said of a row by its own answers, worked out where the file is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dsurvey_desktop.checks.facts import CheckContext
from dsurvey_desktop.checks.run import arrange
from dsurvey_desktop.checks.time_checks import check_time
from dsurvey_desktop.domain.entry import Answers, Finding
from dsurvey_desktop.forms.compile import CompiledForm
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.xpath_values import EvaluationError
from dsurvey_desktop.intake.model import JudgedRow, ParsedRow, Row, RowKind
from dsurvey_desktop.storage.codec import spell, spell_sorted
from dsurvey_desktop.storage.entry_columns import summary_of
from dsurvey_desktop.usecases.judging_ground import Ground
from dsurvey_desktop.usecases.row_digest import row_digest

Find = Callable[[Answers, FormContext], list[Finding]]


class Judge:
    """Judges rows by one form and the checks that look at nothing but the row."""

    def __init__(self, compiled: CompiledForm, ground: Ground) -> None:
        self._find: Find = compiled.find
        self._context = ground.context
        self._check_context = CheckContext(ground.campaign, ground.context.today.date(), {})

    def judge(self, rows: Iterable[ParsedRow]) -> Iterator[Row]:
        """Rows judged; what is no form, or has rules without a value, is left to its turn."""
        for row in rows:
            if row.kind_of_row is RowKind.ENTRY:
                try:
                    yield self.judged(row)
                except EvaluationError:
                    yield row
            else:
                yield row

    def judged(self, row: ParsedRow) -> JudgedRow:
        """All that can be said of a form; raises `EvaluationError`."""
        answers = row.answers
        context = self._check_context
        by_time = check_time(answers, context.today, context)
        found = [*self._find(answers, self._context), *by_time]
        answers_json = spell_sorted(answers)
        said = (answers_json.decode(), row.details) if row.details else answers_json
        return JudgedRow(
            row.sheet,
            row.row,
            str(answers.get("certificate_no", "")),
            answers_json,
            spell(row.cells),
            row_digest(said),
            tuple(summary_of(answers, arrange(found, context.campaign.rules_off))),
            row.changes,
            row.problems,
            row.community,
            row.citizen_id,
            row.is_certificate_lossy,
            row.details,
        )
