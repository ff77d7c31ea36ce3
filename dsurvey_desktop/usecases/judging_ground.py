"""What findings of a row rest on that was judged elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.usecases.reading_rules import ReadingRules


@dataclass(frozen=True, slots=True)
class Ground:
    """What findings rest on besides the answers.

    Attributes:
        form_digest: of the edition whose rules count.
        context: what the form may ask; its day is also the day the rows arrived.
        campaign: dates, and rules switched off.
    """

    form_digest: str
    context: FormContext
    campaign: Campaign

    def holds_for(self, other: Ground) -> bool:
        """Whether the same would be found on another ground of the same day."""
        same_day = self.context.today == other.context.today
        same_tables = self.context.tables == other.context.tables
        same_rules = (self.form_digest, self.campaign) == (other.form_digest, other.campaign)
        return same_rules and same_day and same_tables


def ground_of(rules: ReadingRules, context: FormContext) -> Ground:
    """What findings rest on where rows are read under these rules."""
    return Ground(rules.forms[FileKind.INDIVIDUAL].digest, context, rules.campaign)
