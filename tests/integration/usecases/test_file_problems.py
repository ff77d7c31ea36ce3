"""What was wrong with a file as a whole stays on record with what was wrong with its rows."""

from __future__ import annotations

import io
import zipfile

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.list_batches import list_problems
from dsurvey_desktop.usecases.list_rows import list_rows


def test_a_broken_member_of_a_zip_is_on_the_problem_list(new_desk, town, tmp_path):
    good = next(path for path in town.submissions if path.name.startswith("石桥村"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("石桥村/采集表.xlsx", good.read_bytes())
        archive.writestr("西溪村/采集表.xlsx", good.read_bytes()[:2000])
    path = tmp_path / "全镇.zip"
    path.write_bytes(stream.getvalue())

    (outcome,) = add_submissions(new_desk, [path])

    assert outcome.batch is not None
    rows = list_rows(new_desk, outcome.batch)
    assert len(rows) == outcome.rows_read > 0
    assert {row.sheet for row in rows} == {"石桥村/采集表.xlsx → 个人登记表"}
    broken = [one for one in list_problems(new_desk) if one.code == "damaged_file"]
    assert [(one.place.file, one.place.sheet) for one in broken] == [
        ("全镇.zip", "西溪村/采集表.xlsx")
    ]
