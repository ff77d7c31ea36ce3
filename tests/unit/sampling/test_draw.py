"""A drawn share: the right number of everybody's, and the same for anybody who draws again."""

from __future__ import annotations

import hashlib
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.sampling.draw import draw_share, frame_digest

NUMBERS = [f"3302821997020950954{n}" for n in range(10)]
certificates = st.integers(0, 999).map(lambda number: f"110105194912310{number:03d}43")
frames = st.dictionaries(
    st.integers(200, 219).map("330282105{}".format),
    st.lists(certificates, max_size=25, unique=True),
    max_size=4,
)
percents = st.integers(1, 100)
seeds = st.integers(-(2**31), 2**31)


def test_the_draw_is_the_published_one():
    """In the order of `sha256sum` over `2025|number`: it must never change."""
    drawn = draw_share({"330282105201": NUMBERS}, 0.3, 2025)
    assert drawn == {"330282105201": [NUMBERS[5], NUMBERS[1], NUMBERS[7]]}


@pytest.mark.parametrize(
    ("people", "share", "drawn"),
    [
        (100, 0.07, 7),
        (100, 0.05, 5),
        (101, 0.05, 6),
        (1, 0.05, 1),
        (1, 1e-12, 1),
        (0, 0.05, 0),
        (0, 1, 0),
        (10, 1, 10),
        (3, 0.34, 2),
        (3, 1 / 3, 1),
    ],
)
def test_the_size_is_rounded_up_and_never_by_a_rounding_error(people, share, drawn):
    frame = {"330282105201": [str(number) for number in range(people)]}
    assert len(draw_share(frame, share, 1)["330282105201"]) == drawn


@given(frames, percents, seeds)
def test_every_community_gives_its_share(frame, percent, seed):
    drawn = draw_share(frame, percent / 100, seed)
    assert drawn.keys() == frame.keys()
    for community, numbers in frame.items():
        assert len(drawn[community]) == math.ceil(Fraction(percent, 100) * len(numbers))
        assert len(set(drawn[community])) == len(drawn[community])
        assert set(drawn[community]) <= set(numbers)


@given(frames, percents, seeds, st.randoms(use_true_random=False))
def test_the_order_of_the_frame_does_not_matter(frame, percent, seed, shuffler):
    shuffled = {
        community: shuffler.sample(frame[community], len(frame[community])) for community in frame
    }
    communities = shuffler.sample(sorted(shuffled), len(shuffled))
    again = draw_share({one: shuffled[one] for one in communities}, percent / 100, seed)
    assert list(again.items()) == list(draw_share(frame, percent / 100, seed).items())


@given(frames, percents, percents, seeds)
def test_a_larger_share_only_adds_people(frame, one, other, seed):
    small, large = sorted((one, other))
    few, many = draw_share(frame, small / 100, seed), draw_share(frame, large / 100, seed)
    assert all(many[community][: len(few[community])] == few[community] for community in frame)


def test_another_seed_draws_others():
    frame = {"330282105201": [str(number) for number in range(1000)]}
    drawn = {tuple(draw_share(frame, 0.01, seed)["330282105201"]) for seed in range(20)}
    assert len(drawn) == 20


def test_everybody_has_the_same_chance():
    frame = {"330282105201": NUMBERS}
    counts = dict.fromkeys(NUMBERS, 0)
    for seed in range(2000):
        for number in draw_share(frame, 0.2, seed)["330282105201"]:
            counts[number] += 1
    assert all(330 < count < 470 for count in counts.values()), counts


@pytest.mark.parametrize("share", [0, -0.1, 1.0001, 5, float("nan"), float("inf")])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        draw_share({"330282105201": NUMBERS}, share, 1)


def test_the_frames_digest_is_that_of_the_sorted_lines():
    expected = hashlib.sha256(b"a\nb\nc").hexdigest()
    assert frame_digest(["b", "c", "a"]) == expected
    assert frame_digest(["b", "c"]) != expected
