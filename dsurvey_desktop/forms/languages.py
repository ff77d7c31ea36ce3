"""Which language a form's labels are in, and what the form library writes in English only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dsurvey_desktop.forms.model import CHINESE, ENGLISH, Choice, Form, Item

_CODE = re.compile(r"\(([\w-]+)\)\s*$")
_CODES = {
    **dict.fromkeys(("zh-cn", "zh-hans", "zh-sg", "zho", "chi", "cn", "simplified"), CHINESE),
    **dict.fromkeys(("chinese", "中文", "简体中文", "汉语", "普通话", "国家通用语言"), CHINESE),
    **dict.fromkeys(("en-us", "en-gb", "eng", "english", "英文", "英语"), ENGLISH),
}
_HAN, _KANA = re.compile("[\u3400-\u9fff]"), re.compile("[\u3040-\u30ff]")
_OTHER = "other"
_CHOICE = {CHINESE: "其他", ENGLISH: "Other"}
_QUESTION = {CHINESE: "其他，请注明", ENGLISH: "Specify other."}
_MADE_NAME = "_other"


def language_code(name: str) -> str:
    """`zh` of a language column like `… (zh)`; a bare name is looked up, else kept in small."""
    match = _CODE.search(name)
    plain = (match[1] if match else name).strip().lower()
    return _CODES.get(plain, plain)


def with_other_words(form: Form) -> Form:
    """A form whose `or_other` speaks the languages of its labels.

    pyxform adds the choice “Other” and the question “Specify other.” in English, whatever the form
    speaks. The English words stay beside the Chinese: exports of other programs hold them.
    """
    made = {item.path: item for item in form.items if _is_made(item)}
    asked = {item.path: item for item in form.items if item.path + _MADE_NAME in made}
    if not made:
        return form
    lists = {item.choice_list for item in asked.values()}
    return replace(
        form,
        items=tuple(_worded(item, asked, lists) for item in form.items),
        lists={
            name: _worded_choices(rows) if name in lists else rows
            for name, rows in form.lists.items()
        },
    )


def _is_made(item: Item) -> bool:
    """Whether it stands on no row and asks what the library asks."""
    return not item.row and tuple(item.labels.values()) == (_QUESTION[ENGLISH],)


def _worded(item: Item, asked: Mapping[str, Item], lists: Iterable[str]) -> Item:
    if item.choice_list and item.choice_list in lists:
        return replace(item, choices=_worded_choices(item.choices))
    if _is_made(item) and (before := asked.get(item.path.removesuffix(_MADE_NAME))):
        return replace(item, labels=_words(before.labels, _QUESTION))
    return item


def _worded_choices(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    own = tuple(choice for choice in choices if choice.code != _OTHER)
    return tuple(_worded_choice(choice, own) for choice in choices)


def _worded_choice(choice: Choice, own: Iterable[Choice]) -> Choice:
    if choice.code != _OTHER or set(choice.labels.values()) != {_CHOICE[ENGLISH]}:
        return choice
    samples: dict[str, str] = {}
    for one in own:
        for language, label in one.labels.items():
            samples[language] = samples.get(language, "") + label
    return replace(choice, labels=_words(samples, _CHOICE))


def _words(samples: Mapping[str, str], words: Mapping[str, str]) -> dict[str, str]:
    """The words in each language that the samples are in, English at the end if in no other."""
    return {**dict(_spoken(samples, words)), ENGLISH: words[ENGLISH]}


def _spoken(samples: Mapping[str, str], words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for language, sample in samples.items():
        is_chinese = _HAN.search(sample) and not _KANA.search(sample)
        known = words.get(language) or (words[CHINESE] if is_chinese else words[ENGLISH])
        yield language, known
