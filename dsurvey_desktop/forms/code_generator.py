"""Writes an expression as Python source, with conversions only where kinds differ.

The scope says how a path is read: from local variables (`flat_code`) or from a tree of nodes
(`tree_code`). Every piece of source it makes is built from names of this package, numbers and
`repr` of texts, so that a form cannot smuggle code in.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from dsurvey_desktop.forms import xpath_functions, xpath_values
from dsurvey_desktop.forms.code_parts import Code, Scope
from dsurvey_desktop.forms.function_table import (
    FUNCTIONS,
    NOT_COMPUTED,
    REAL_FUNCTIONS,
    Kind,
    check_call,
)
from dsurvey_desktop.forms.idioms import WeightedDigits, day_number, weighted_digits
from dsurvey_desktop.forms.xpath_nodes import (
    Binary,
    Call,
    Literal,
    Negative,
    Node,
    Number,
    Path,
    Start,
    Step,
    chain,
)

_SUMS = frozenset({"+", "-"})
_FEW_TEXTS = 2
_SIGNS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_PLAIN = frozenset({Kind.NUMBER, Kind.PLAIN})
BLANK = "''"


class Generator:
    """Expressions as source under one scope."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def code(self, node: Node) -> Code:
        """The source of an expression.

        Raises:
            XPathError: for an unknown function, a wrong number of arguments or an unknown name.
        """
        return self._scope.remembered(node) or self._worked_out(node)

    def _worked_out(self, node: Node) -> Code:
        match node:
            case Literal(value=value):
                return Code(repr(value), Kind.TEXT)
            case Number(value=value):
                return Code(repr(value), Kind.NUMBER)
            case Negative(operand=operand):
                return Code(f"(-{self.number(operand)})", Kind.NUMBER)
            case Path():
                return self._scope.value(node)
            case Binary():
                return self._binary(node)
            case Call():
                check_call(node)
                return self._call(node)

    def text(self, node: Node) -> str:
        """The source of an expression as text."""
        return self._as_text(node).source

    def _as_text(self, node: Node) -> Code:
        code = self.code(node)
        return code if code.kind is Kind.TEXT else Code(f"to_text({code.source})", Kind.TEXT)

    def number(self, node: Node) -> str:
        """The source of an expression as a number."""
        if (date := day_number(node)) is not None:
            return f"day_number({self.code(date).source})"
        code = self.code(node)
        if code.kind is Kind.NUMBER:
            return code.source
        if code.number:
            return code.number
        convert = {Kind.TEXT: "text_number", Kind.TRUTH: "float"}.get(code.kind, "to_number")
        return f"{convert}({code.source})"

    def truth(self, node: Node) -> str:
        """The source of an expression as truth."""
        code = self.code(node)
        if code.kind is Kind.TRUTH:
            return code.source
        if code.kind is Kind.TEXT:
            return f"({code.source} != '')"
        return f"to_bool({code.source})"

    def _binary(self, node: Binary) -> Code:
        operator, left, right = node.operator, node.left, node.right
        if operator in {"and", "or"}:
            operands = chain(node, frozenset({operator}))
            return Code(_chained([(o, self.truth(part)) for o, part in operands]), Kind.TRUTH)
        if operator in _SUMS:
            return Code(self._added(chain(node, _SUMS)), Kind.NUMBER)
        if counted := self._counted(operator, left, right):
            return Code(counted, Kind.TRUTH)
        if operator in {"=", "!="}:
            return self._equality(operator == "=", left, right)
        if operator == "|":
            return self._scope.call(Call(operator, (left, right)))
        return self._arithmetic(operator, self.number(left), self.number(right), right)

    def _counted(self, operator: str, left: Node, right: Node) -> str:
        """How many choices there are against a whole number, which needs no fractions."""
        match left, right:
            case Call("count-selected", (chosen,)), Number(count) if count.is_integer():
                sign = {"=": "=="}.get(operator, operator)
                codes = self.code(chosen).codes
                return f"(len({codes}) {sign} {int(count)})" if codes and sign in _SIGNS else ""
        return ""

    def _arithmetic(self, operator: str, a: str, b: str, right: Node) -> Code:
        if operator in {"<", "<=", ">", ">="}:
            return Code(f"({a} {operator} {b})", Kind.TRUTH)
        if operator in {"div", "mod"}:
            return Code(self._division(operator, a, b, right), Kind.NUMBER)
        return Code(f"({a} * {b})", Kind.NUMBER)

    def _added(self, operands: Sequence[tuple[str, Node]]) -> str:
        digits = weighted_digits(operands)
        rest = operands if digits is None else operands[len(digits.weights) :]
        begun = [] if digits is None else [("", self._weighted(digits))]
        return _chained([*begun, *((operator, self.number(part)) for operator, part in rest)])

    def _weighted(self, digits: WeightedDigits) -> str:
        return self._scope.weighted(self._as_text(digits.subject), digits)

    @staticmethod
    def _division(operator: str, a: str, b: str, right: Node) -> str:
        if operator == "div" and isinstance(right, Number) and right.value != 0:
            return f"({a} / {b})"
        return f"{'divided' if operator == 'div' else 'remainder'}({a}, {b})"

    def _equality(self, is_equal: bool, left: Node, right: Node) -> Code:
        a, b = self.code(left), self.code(right)
        kinds = {a.kind, b.kind}
        if Kind.TRUTH in kinds:
            source = f"({self.truth(left)} == {self.truth(right)})"
        elif Kind.NUMBER in kinds and Kind.ANY not in kinds:
            source = f"(abs({self._difference(left, right)}) < TINY)"
        elif kinds == {Kind.TEXT} or (a.kind is Kind.PLAIN and b.source == BLANK):
            return Code(f"({a.source} {'==' if is_equal else '!='} {b.source})", Kind.TRUTH)
        else:
            source = f"equal({a.source}, {b.source})"
        return Code(source if is_equal else f"(not {source})", Kind.TRUTH)

    def _difference(self, left: Node, right: Node) -> str:
        is_zero = isinstance(right, Number) and right.value == 0
        return self.number(left) if is_zero else f"{self.number(left)} - {self.number(right)}"

    def _call(self, call: Call) -> Code:
        special = getattr(self, "_" + call.name.replace("-", "_"), None)
        if special is not None and call.name not in FUNCTIONS:
            code: Code = special(call.arguments)
            return code
        if call.name in NOT_COMPUTED:
            return Code(f"no_value({call.name!r})", Kind.ANY)
        if call.name in REAL_FUNCTIONS:
            numbers = ", ".join(self._fractional(argument) for argument in call.arguments)
            return Code(f"real({call.name!r}, {numbers})", Kind.NUMBER)
        if call.name in FUNCTIONS:
            return self._listed(call)
        return self._scope.call(call)

    def _listed(self, call: Call) -> Code:
        arguments = call.arguments or (Path(Start.HERE, (Step("."),)),)
        if call.name == "regex" and isinstance(arguments[1], Literal):
            return self._constant_regex(arguments[0], arguments[1].value)
        if call.name == "substr" and (cut := self._constant_cut(call)):
            return Code(cut, Kind.TEXT)
        signature = FUNCTIONS[call.name]
        if not signature.parameters or (not call.arguments and signature.least == 0):
            return Code(f"{signature.target}()", signature.result)
        converted = ", ".join(
            self._argument(letter, argument)
            for letter, argument in zip(signature.parameters, arguments, strict=False)
        )
        return Code(f"{signature.target}({converted})", signature.result)

    def _argument(self, letter: str, node: Node) -> str:
        convert = {"t": self.text, "n": self.number, "f": self._fractional, "b": self.truth}
        return convert[letter](node) if letter in convert else self.code(node).source

    def _fractional(self, node: Node) -> str:
        code = self.code(node)
        return code.source if code.kind is Kind.NUMBER else f"to_fractional({code.source})"

    def _constant_regex(self, subject: Node, expression: str) -> Code:
        try:
            name = self._scope.constant(xpath_functions.pattern_of(expression).fullmatch)
        except xpath_values.EvaluationError:
            return Code(f"matches({self.text(subject)}, {expression!r})", Kind.TRUTH)
        return Code(f"({name}({self.text(subject)}) is not None)", Kind.TRUTH)

    def _constant_cut(self, call: Call) -> str:
        """The source of a cut where both ends are known and neither counts from the end."""
        match call.arguments:
            case (subject, Number(value=start), Number(value=end)) if start <= end:
                text = self._as_text(subject)
                return self._scope.cut(text, math.trunc(start), math.trunc(end))
        return ""

    def _true(self, _arguments: tuple[Node, ...]) -> Code:
        return Code("True", Kind.TRUTH)

    def _false(self, _arguments: tuple[Node, ...]) -> Code:
        return Code("False", Kind.TRUTH)

    def _pi(self, _arguments: tuple[Node, ...]) -> Code:
        return Code(repr(math.pi), Kind.NUMBER)

    def _exp10(self, arguments: tuple[Node, ...]) -> Code:
        return Code(f"power(10.0, {self._fractional(arguments[0])})", Kind.NUMBER)

    def _not(self, arguments: tuple[Node, ...]) -> Code:
        return Code(f"(not {self.truth(arguments[0])})", Kind.TRUTH)

    def _boolean(self, arguments: tuple[Node, ...]) -> Code:
        return Code(self.truth(arguments[0]), Kind.TRUTH)

    def _number(self, arguments: tuple[Node, ...]) -> Code:
        return Code(self.number(arguments[0]), Kind.NUMBER)

    def _string(self, arguments: tuple[Node, ...]) -> Code:
        return Code(self.text(arguments[0]), Kind.TEXT)

    def _if(self, arguments: tuple[Node, ...]) -> Code:
        yes, no = self.code(arguments[1]), self.code(arguments[2])
        kind = yes.kind if yes.kind is no.kind else common_kind(yes, no)
        return Code(f"({yes.source} if {self.truth(arguments[0])} else {no.source})", kind)

    def _coalesce(self, arguments: tuple[Node, ...]) -> Code:
        first, second = (self.code(argument) for argument in arguments)
        if first.kind is second.kind is Kind.TEXT:
            return Code(f"({first.source} or {second.source})", Kind.TEXT)
        return Code(f"coalesced({first.source}, lambda: {second.source})", Kind.ANY)

    def _depend(self, arguments: tuple[Node, ...]) -> Code:
        return self.code(arguments[0])

    def _selected(self, arguments: tuple[Node, ...]) -> Code:
        chosen, code = self.code(arguments[0]), arguments[1]
        is_plain = isinstance(code, Literal) and code.value and not set(code.value) & set(" \t\n")
        if chosen.codes and is_plain:
            return Code(f"({self.text(code)} in {chosen.codes})", Kind.TRUTH)
        return Code(f"is_selected({self.text(arguments[0])}, {self.text(code)})", Kind.TRUTH)

    _is_selected = _selected

    def _count_selected(self, arguments: tuple[Node, ...]) -> Code:
        chosen = self.code(arguments[0])
        codes = chosen.codes or f"codes_in({self.text(arguments[0])})"
        return Code(f"float(len({codes}))", Kind.NUMBER)

    def _concat(self, arguments: tuple[Node, ...]) -> Code:
        if not any(isinstance(argument, Path) for argument in arguments):
            return Code(self._filled_in(arguments), Kind.TEXT)
        return Code(f"joined('', {self._sequence(arguments)})", Kind.TEXT)

    def _filled_in(self, arguments: tuple[Node, ...]) -> str:
        """Texts in a row; Python writes many into one pattern faster than one after the other."""
        if len(arguments) <= _FEW_TEXTS:
            return f"({' + '.join(map(self.text, arguments)) or repr('')})"
        pattern = "".join(
            part.value.replace("%", "%%") if isinstance(part, Literal) else "%s"
            for part in arguments
        )
        texts = (self.text(part) for part in arguments if not isinstance(part, Literal))
        return f"({pattern!r} % ({''.join(f'{text}, ' for text in texts)}))"

    def _join(self, arguments: tuple[Node, ...]) -> Code:
        return Code(
            f"joined({self.text(arguments[0])}, {self._sequence(arguments[1:])})", Kind.TEXT
        )

    def _min(self, arguments: tuple[Node, ...]) -> Code:
        return Code(f"smallest({self._sequence(arguments)})", Kind.NUMBER)

    def _max(self, arguments: tuple[Node, ...]) -> Code:
        return Code(f"largest({self._sequence(arguments)})", Kind.NUMBER)

    def _checklist(self, arguments: tuple[Node, ...]) -> Code:
        limits = f"{self.number(arguments[0])}, {self.number(arguments[1])}"
        return Code(f"checklist({limits}, {self._sequence(arguments[2:])})", Kind.TRUTH)

    def _weighted_checklist(self, arguments: tuple[Node, ...]) -> Code:
        limits = f"{self.number(arguments[0])}, {self.number(arguments[1])}"
        return Code(f"weighted_checklist({limits}, {self._sequence(arguments[2:])})", Kind.TRUTH)

    def _area(self, arguments: tuple[Node, ...]) -> Code:
        return Code(f"enclosed_area({self._sequence(arguments)})", Kind.NUMBER)

    _enclosed_area = _area

    def _distance(self, arguments: tuple[Node, ...]) -> Code:
        return Code(f"distance({self._sequence(arguments)})", Kind.NUMBER)

    def _geofence(self, arguments: tuple[Node, ...]) -> Code:
        place, area = (self.text(argument) for argument in arguments)
        return Code(f"is_within({place}, {area})", Kind.TRUTH)

    def _property(self, arguments: tuple[Node, ...]) -> Code:
        self.code(arguments[0])
        return Code(BLANK, Kind.TEXT)

    def _randomize(self, arguments: tuple[Node, ...]) -> Code:
        return Code(f"only({self._shuffled(arguments)})", Kind.ANY)

    def _shuffled(self, arguments: tuple[Node, ...]) -> str:
        seed = "".join(f", {self.code(argument).source}" for argument in arguments[1:])
        return f"shuffled({self._sequence(arguments[:1])}{seed})"

    def _sequence(self, arguments: tuple[Node, ...]) -> str:
        """All values of a single path, or one value of each argument."""
        match arguments:
            case (Path() as path,):
                return self._scope.values(path)
            case (Call("randomize") as call,):
                check_call(call)
                return self._shuffled(call.arguments)
        return f"({''.join(f'{self.code(argument).source}, ' for argument in arguments)})"


def common_kind(one: Code, other: Code) -> Kind:
    """A number or date or else a blank is still no truth value."""
    is_plain = all(code.kind in _PLAIN or code.source == BLANK for code in (one, other))
    return Kind.PLAIN if is_plain else Kind.ANY


def _chained(operands: Iterable[tuple[str, str]]) -> str:
    """One pair of brackets for a whole chain, since long forms have long chains."""
    return f"({' '.join(f'{operator} {source}' for operator, source in operands).strip()})"
