"""What a return sheet is made of, on paper and in Excel."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReturnPoint:
    """One thing to put right or to answer.

    Attributes:
        code: the query's, such as `Q12`.
        item: the question of the form in words; empty where the whole form is meant.
        current: the answer that stands, in words.
        question: what is asked, with the reason.
        choices: code and label of each option; empty where the answer is free.
        takes_many: several options may be chosen.
        takes_value: a new value may be written; not for points about the whole form.
    """

    code: str
    item: str
    current: str
    question: str
    choices: tuple[tuple[str, str], ...] = ()
    takes_many: bool = False
    takes_value: bool = True


@dataclass(frozen=True, slots=True)
class ReturnPerson:
    """Whose form the points are about."""

    name: str
    certificate_no: str
    points: tuple[ReturnPoint, ...]


@dataclass(frozen=True, slots=True)
class ReturnSheet:
    """One community's return; `code` leads back to it, `qr_text` holds nothing else."""

    number: int
    code: str
    qr_text: str
    community: str
    made_on: str
    due_on: str
    persons: tuple[ReturnPerson, ...]

    @property
    def point_count(self) -> int:
        """How many points there are to answer."""
        return sum(len(person.points) for person in self.persons)
