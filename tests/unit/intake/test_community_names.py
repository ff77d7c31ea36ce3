"""Which community a text names."""

from __future__ import annotations

import pytest

from dsurvey_desktop.intake.community_names import community_in


@pytest.mark.parametrize(
    ("text", "community"),
    [
        ("西溪村", "西溪村"),
        ("2025年度持证残疾人基本状况调查个人登记表(西溪村)", "西溪村"),
        ("填报单位(盖章):西溪村", "西溪村"),
        ("云峰村1组", "云峰村"),
        ("云峰村第1组", "云峰村"),
        ("云溪镇东溪村村委会", "东溪村"),
        ("城东街道白鹭社区居委会", "白鹭社区"),
        ("白鹭社区_individual.csv", "白鹭社区"),
        ("APP采集数据导出_望江社区.xlsx", "望江社区"),
        ("区划代码330282105206", "330282105206"),
        ("村(社区)登记表汇总", ""),
        ("全国农村残疾人调查", ""),
        ("本村合计", ""),
        ("各村汇总", ""),
        ("东溪村、西溪村", "东溪村、西溪村"),
        ("云溪镇东溪村和西溪村登记表", "东溪村和西溪村"),
        ("东溪村和社区汇总", "东溪村"),
        ("Sheet1", ""),
        ("", ""),
    ],
)
def test_community_in(text, community):
    assert community_in(text) == community
