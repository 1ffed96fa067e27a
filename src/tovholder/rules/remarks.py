"""What is worth knowing about a rule pack that has no mistakes."""

from collections.abc import Iterator

from tovholder.engine.language import NotKnown, RulePack
from tovholder.rules.walking import parameters_in


def remarks(pack: RulePack) -> Iterator[str]:
    """Yield the numbers that are not known to us, and those that no expectation uses."""
    users: dict[str, list[str]] = {name: [] for name in pack.parameters}
    for expectation in pack.expectations.values():
        for name in parameters_in(expectation):
            users[name].append(expectation.id)
    for parameter in pack.parameters.values():
        used_by = f"used by {', '.join(users[parameter.id])}" if users[parameter.id] else "not used"
        silent = [
            str(value.valid_from)
            for value in parameter.values
            if value.amount is NotKnown.NOT_KNOWN
        ]
        if silent:
            yield f"{parameter.id} is not known to us from {', '.join(silent)} on ({used_by})."
        elif not users[parameter.id]:
            yield f"{parameter.id} is not used by any expectation."
