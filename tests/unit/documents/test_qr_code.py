from dsurvey_desktop.documents.qr_code import qr_bars


def test_a_short_code_needs_the_smallest_symbols_only():
    modules, _bars = qr_bars("A7K39Q2MX")
    assert modules == 21


def test_bars_stay_inside_the_symbol_and_never_touch_in_a_row():
    modules, bars = qr_bars("A7K39Q2MX")
    ends: dict[int, int] = {}
    for row, column, length in bars:
        assert column > ends.get(row, -1)
        ends[row] = column + length
    assert max(ends.values()) == modules
    assert set(ends) == set(range(modules))


def test_the_finder_pattern_opens_the_first_row():
    _modules, bars = qr_bars("A7K39Q2MX")
    assert bars[0] == (0, 0, 7)
