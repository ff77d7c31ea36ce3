"""What people write by habit (Chinese typing, spreadsheets), and what forms write for it."""

from __future__ import annotations

import re
import unicodedata

SIGNS = {
    "》": ">",
    "《": "<",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "×": "*",
    "÷": "div",
    "、": ",",
    "。": ".",
    "【": "[",
    "】": "]",
    "%": "mod",
    "&": "concat(…, …)",
    "!": "not(…)",
}
WORDS = {
    **dict.fromkeys(("且", "并且", "而且", "和", "与"), "and"),
    **dict.fromkeys(("或", "或者"), "or"),
    **dict.fromkeys(("等于", "是"), "="),
    **dict.fromkeys(("不等于", "不是"), "!="),
    **dict.fromkeys(("大于",), ">"),
    **dict.fromkeys(("小于",), "<"),
    **dict.fromkeys(("除以", "/"), "div"),
    "非": "not(…)",
}
HEADINGS = {
    **dict.fromkeys(("类型", "题型", "题目类型", "问题类型"), "type"),
    **dict.fromkeys(("名称", "变量名", "字段名", "题目名称", "代码"), "name"),
    **dict.fromkeys(("标签", "题目", "问题", "题干", "文字"), "label"),
    **dict.fromkeys(("提示", "填写提示", "说明"), "hint"),
    **dict.fromkeys(("必填", "是否必填"), "required"),
    **dict.fromkeys(("显示条件", "条件", "相关"), "relevant"),
    **dict.fromkeys(("约束", "限制", "限制条件"), "constraint"),
    **dict.fromkeys(("约束提示", "限制提示"), "constraint_message"),
    **dict.fromkeys(("计算", "公式"), "calculation"),
    "默认值": "default",
}
"""Columns of the sheet survey by what they are called in translations of the guide."""
FUNCTIONS = {
    "len": "string-length(${…})",
    "length": "string-length(${…})",
    **dict.fromkeys(("left", "right", "mid", "substring-of"), "substr(${…}, 0, 6)"),
    **dict.fromkeys(("datediff", "datedif", "days"), "${…} - ${…}"),
    **dict.fromkeys(("dateadd", "edate"), "date(${…} + 30)"),
    "year": "format-date(${…}, '%Y')",
    "month": "format-date(${…}, '%n')",
    "day": "format-date(${…}, '%e')",
    **dict.fromkeys(("vlookup", "xlookup", "lookup"), "pulldata('…', '…', '…', ${…})"),
    "countif": "count(${…}[…])",
    "sumif": "sum(${…}[…]/…)",
    **dict.fromkeys(("average", "avg", "mean"), "sum(${…}) div count(${…})"),
    **dict.fromkeys(("iferror", "ifna", "ifnull", "nvl"), "coalesce(${…}, 0)"),
    **dict.fromkeys(("isblank", "isnull", "isempty", "empty", "is-blank"), "${…} = ''"),
    **dict.fromkeys(("concatenate", "textjoin"), "concat(${…}, '…')"),
    **dict.fromkeys(("find", "search", "instr", "includes"), "contains(${…}, '…')"),
    **dict.fromkeys(("match", "matches", "regexmatch", "like"), "regex(${…}, '…')"),
    **dict.fromkeys(("val", "value"), "number(${…})"),
    **dict.fromkeys(("between", "range"), ". >= 1 and . <= 5"),
    "trim": "normalize-space(${…})",
    "and": "… and …",
    "or": "… or …",
    "iif": "if(…, …, …)",
}
"""Functions of spreadsheets and other languages, in small letters."""
IF_WORDS = "如果|假如|若|当"
"""Words that people begin a condition with."""
USAGES = {
    "if": "if(${…} = '1', '…', '…')",
    "selected": "selected(${…}, '1')",
    "count-selected": "count-selected(${…})",
    "selected-at": "selected-at(${…}, 0)",
    "coalesce": "coalesce(${…}, 0)",
    "round": "round(${…}, 0)",
    "sum": "sum(${…})",
    "count": "count(${…})",
    "regex": "regex(., '…')",
    "contains": "contains(${…}, '…')",
    "substr": "substr(${…}, 0, 6)",
    "string-length": "string-length(.)",
    "not": "not(${…} = '1')",
    "format-date": "format-date(${…}, '%Y-%m-%d')",
    "date": "date('2025-09-30')",
    "int": "int(${…})",
    "number": "number(${…})",
    "join": "join(', ', ${…})",
    "today": "today()",
    "jr:choice-name": "jr:choice-name(${…}, '${…}')",
    "indexed-repeat": "indexed-repeat(${…}, ${…}, 1)",
    "pulldata": "pulldata('…', '…', '…', ${…})",
}
"""How a function is written, for who gave it too few arguments or too many."""
_REFERENCE = re.compile(r"\$?\{?\s*([^\W\d][\w.\-]*)\s*\}?")


def reference_meant(words: str) -> str:
    """The `${name}` that is meant by `$name`, `{name}` or full-width signs; or nothing."""
    plain = unicodedata.normalize("NFKC", words)
    found = _REFERENCE.match(plain) if plain[:1] in {"$", "{"} else None
    return f"${{{found[1]}}}" if found else ""
