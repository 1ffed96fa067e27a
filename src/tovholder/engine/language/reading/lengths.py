"""Reads lengths and numbers, written out or named as `$parameter`."""

from tovholder.engine.durations import Duration
from tovholder.engine.language.errors import nearest, refusal
from tovholder.engine.language.lengths import Length, Number, ParameterName
from tovholder.engine.language.nodes import Node
from tovholder.engine.language.parameters import Parameter, Unit
from tovholder.engine.language.reading.scope import Scope

_NOTHING = Duration()


def is_parameter(node: Node) -> bool:
    """Say whether a parameter is named here."""
    return isinstance(node.content, str) and node.content.startswith("$")


def read_length(node: Node, scope: Scope, *, may_be_zero: bool = True) -> Length:
    """Read a length of time, which may have to be longer than nothing."""
    if is_parameter(node):
        parameter = _parameter(node, Unit.DURATION, scope)
        lengths = [value.amount for value in scope.dated(parameter)]
        length: Length = _named(parameter)
    else:
        written = node.duration()
        lengths, length = [written], written
    if not may_be_zero and _NOTHING in lengths:
        raise node.refuse("a duration of at least one day", suggestion="Write P1D or more.")
    return length


def read_number(node: Node, unit: Unit, scope: Scope) -> Number:
    """Read a whole number of at least one."""
    if is_parameter(node):
        return _named(_parameter(node, unit, scope))
    return node.integer(at_least=1)


def read_amount_name(node: Node, scope: Scope) -> ParameterName:
    """Read the name of a parameter that is an amount of money."""
    if not is_parameter(node):
        names = _names_of(scope, Unit.AMOUNT_DKK)
        raise node.refuse(*names or ("a parameter whose unit is amount_dkk, such as $grant",))
    return _named(_parameter(node, Unit.AMOUNT_DKK, scope))


def _parameter(node: Node, unit: Unit, scope: Scope) -> Parameter:
    names = _names_of(scope, unit)
    parameter = scope.words.parameter(node, names)
    if parameter.unit is not unit:
        raise refusal(
            node.place,
            f"“{node.content}”, whose unit is {parameter.unit}",
            names or [f"a parameter whose unit is {unit}"],
            nearest(str(node.content), names) or f"Name a parameter whose unit is {unit}.",
        )
    first = parameter.values[0].valid_from
    if scope.valid_from is not None and first > scope.valid_from:
        raise refusal(
            node.place,
            f"“{node.content}”, which has no value from {scope.valid_from} until {first}",
            [f"a value from {scope.valid_from} (`null` not in force, `unknown` not known to us)"],
            f"Add a value from {scope.valid_from} to “{parameter.id}”, or let the version begin "
            f"on {first}.",
        )
    return parameter


def shown(node: Node, length: Duration) -> str:
    """Return what stands here, with its value where a parameter is named."""
    return f"“{node.content}” ({length})" if is_parameter(node) else f"“{node.content}”"


def _named(parameter: Parameter) -> ParameterName:
    return ParameterName(parameter.id, parameter.description)


def _names_of(scope: Scope, unit: Unit) -> list[str]:
    return [f"${each.id}" for each in scope.words.parameters.values() if each.unit is unit]
