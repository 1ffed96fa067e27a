"""Draw the README's two pictures from the code: the arrows, and the life of a standing.

`--check` compares instead of writing and fails when the README tells another story.
"""

import sys
from pathlib import Path

import grimp

from tovholder.engine.person import MOVES, State

README = Path(__file__).resolve().parents[1] / "README.md"


def arrows() -> str:
    """Return which room imports which, without the arrows that a longer way implies."""
    graph = grimp.build_graph("tovholder", cache_dir=None)
    rooms = sorted(
        name for name in graph.modules if name.count(".") == 1 and name != "tovholder.__main__"
    )
    direct = {
        (upper, lower)
        for upper in rooms
        for lower in rooms
        if upper != lower
        and graph.direct_import_exists(importer=upper, imported=lower, as_packages=True)
    }
    shown = {
        (upper, lower)
        for upper, lower in direct
        if not any((upper, middle) in direct and (middle, lower) in direct for middle in rooms)
    }
    lines = [f"    {_short(upper)} --> {_short(lower)}" for upper, lower in sorted(shown)]
    return "\n".join(["flowchart TD", *lines])


def _short(module: str) -> str:
    return module.rpartition(".")[2]


def life() -> str:
    """Return the moves between states of a standing, as the engine allows them.

    What may follow on every state that is not closed is drawn once for all of them.
    """
    running = [state for state in MOVES if not state.is_closed]
    shared = frozenset.intersection(*(MOVES[state] for state in running))
    begin = [f"    [*] --> {state}" for state in (State.WAITING, State.UNDETERMINED, State.OPEN)]
    known = [f"    {State.UNDETERMINED} --> {State.OPEN}"]
    lines = [
        f"    {old} --> {new}"
        for old, news in MOVES.items()
        for new in sorted(news - shared if old in running else news)
    ]
    named = f'    state "{", ".join(state.label.en for state in running)}" as running'
    together = [named, *(f"    running --> {new}" for new in sorted(shared))]
    ends = [f"    {state} --> [*]" for state in MOVES if state.is_closed]
    return "\n".join(["stateDiagram-v2", *begin, *known, *lines, *together, *ends])


def drawn(text: str) -> str:
    """Return the README's text with each drawing between its marks made anew."""
    for name, drawing in {"arrows": arrows(), "life": life()}.items():
        begin, end = f"<!-- drawn: {name} -->", f"<!-- /drawn: {name} -->"
        before, after = text.split(begin)[0], text.split(end)[1]
        text = f"{before}{begin}\n```mermaid\n{drawing}\n```\n{end}{after}"
    return text


def main() -> int:
    """Write the drawings, or with `--check` say whether they are up to date."""
    is_check = "--check" in sys.argv[1:]
    old = README.read_text(encoding="utf-8")
    new = drawn(old)
    if is_check and new != old:
        print("README.md's drawings are not up to date; run `make draw`.", file=sys.stderr)
        return 1
    if not is_check:
        README.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
