"""What lines above a header say of community and year."""

from __future__ import annotations

import pytest

from dsurvey_desktop.intake.community_names import community_above
from dsurvey_desktop.intake.other_years import years_above
from dsurvey_desktop.intake.sheets import Sheet


class Rows(list):
    """Rows that count how often they are looked at."""

    looks = 0

    def __getitem__(self, at):
        self.looks += 1 if isinstance(at, int) else len(range(*at.indices(len(self))))
        return super().__getitem__(at)


def test_only_lines_above_count_in_whatever_order_headers_ask():
    sheet = Sheet("", [["2024年"], [""], ["东溪村", "2025年"], ["西溪村2024年"]])
    assert years_above(sheet, 4) == {"2024", "2025"}
    assert years_above(sheet, 1) == {"2024"}
    assert years_above(sheet, 0) == frozenset()
    assert [community_above(sheet, before) for before in (1, 2, 3, 4, 2)] == [
        "", "", "东溪村", "西溪村", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["填表说明：参照东溪村的样表填写"], ""),
        (["注：", "参照东溪村的样表填写"], ""),
        (["审核人：李村长", "填报单位：东溪村"], "东溪村"),
        (["说明：如实填写", "东溪村2025年"], "东溪村"),
    ],
)
def test_a_title_is_no_communitys_that_a_remark_or_signature_names(line, said):
    assert community_above(Sheet("", [line, ["姓名"]]), 1) == said


@pytest.mark.parametrize("above", [community_above, years_above])
def test_a_line_is_looked_at_once_however_many_headers_stand_below(above):
    rows = Rows([["张三"]] * 500)
    sheet = Sheet("", rows)
    for before in range(500):
        assert not above(sheet, before)
    assert rows.looks <= 500
