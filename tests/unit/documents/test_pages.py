from dataclasses import dataclass

from dsurvey_desktop.documents.blocks import Block, PageBreak
from dsurvey_desktop.documents.pages import TEXT_HEIGHT, paginate


@dataclass(frozen=True)
class Slab(Block):
    """A block of a given share of the page."""

    name: str
    share: float
    is_heading: bool = False
    head: Block | None = None

    @property
    def height(self):
        return self.share * TEXT_HEIGHT

    def draw(self, pen, x, y):
        raise AssertionError

    @property
    def keeps_next(self):
        return self.is_heading

    @property
    def heading(self):
        return self.head


def names(blocks):
    return [[placed.block.name for placed in page.placed] for page in paginate(blocks)]


def test_blocks_fill_a_page_before_the_next_begins():
    blocks = [Slab("a", 0.5), Slab("b", 0.4), Slab("c", 0.2)]
    assert names(blocks) == [["a", "b"], ["c"]]


def test_a_heading_moves_on_with_what_follows_it():
    blocks = [Slab("a", 0.8), Slab("title", 0.1, True), Slab("b", 0.2)]
    assert names(blocks) == [["a"], ["title", "b"]]


def test_a_heading_a_table_head_and_its_first_line_stay_together():
    head = Slab("head", 0.1, True)
    blocks = [Slab("a", 0.75), Slab("title", 0.1, True), head, Slab("line", 0.1, False, head)]
    assert names(blocks) == [["a"], ["title", "head", "line"]]


def test_a_table_head_comes_again_on_each_page():
    head = Slab("head", 0.1, True)
    lines = [Slab(f"line {n}", 0.4, False, head) for n in range(4)]
    assert names([head, *lines]) == [
        ["head", "line 0", "line 1"],
        ["head", "line 2", "line 3"],
    ]


def test_no_block_reaches_below_the_text_area():
    head = Slab("head", 0.05, True)
    blocks = [head, *(Slab(str(n), 0.07 + n % 3 * 0.11, False, head) for n in range(40))]
    for page in paginate(blocks):
        last = page.placed[-1]
        assert last.top + last.block.height <= TEXT_HEIGHT + 1e-6


def test_a_page_break_starts_a_page_and_leaves_none_empty():
    blocks = [Slab("a", 0.1), PageBreak(), Slab("b", 0.1), PageBreak()]
    assert names(blocks) == [["a"], ["b"]]
