"""Words that invented towns are made of; any likeness to a real person or place is chance."""

from __future__ import annotations

SURNAMES = [
    *"赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜",
    "欧阳",
    "司马",
    "诸葛",
]
GIVEN = [*"伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红波辉全合无空正常外出死亡"]
RARE = [*"䶮㼆㛃𠅤𫖯𬎆𬭎𫍽𪟝𬀩𬜬𥔲𡐓"]
"""Extensions A to F, as they stand in real registers."""
ETHNIC = [
    "阿依",
    "古丽",
    "买买提",
    "吐尔逊",
    "艾力",
    "热合曼",
    "卓玛",
    "扎西",
    "巴特尔",
    "帕提古丽",
]
PLACE_FIRST = [*"东西南北上下前后大小高平新石白青红金清云双三"]
PLACE_SECOND = [*"桥河溪塘山岭坪湾田庄口坝浦潭屿滩林峰泉"]
ODD_COMMUNITIES = [
    "古镇社区",
    "镇海村",
    "城镇社区",
    "新街道口社区",
    "乡贤村",
    "石村社区",
    "村头村",
    "社区村",
    "马家庄",
    "三里屯",
    "胜利农场",
    "渔港新村",
    "向阳嘎查",
    "东方红林场",
    "农村社区",
    "南街居民委员会",
]
"""Names that contain words of other meaning, or end otherwise than most."""
TOWNS = ["清河镇", "望山街道", "南屏乡", "白水镇", "东街街道", "七里镇", "桃源乡"]
DISTRICTS = ["示范区", "样本县", "演示市"]
LANES = [
    "前街",
    "后街",
    "祠堂弄",
    "新区",
    "河西",
    "解放路",
    "人民东路",
    "大樟树下",
    "三组",
    "幸福苑3幢1单元",
]
COLLECTIVE = "集体户口"
