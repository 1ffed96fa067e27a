"""Write the JSON Schema of the definition language to docs/language.schema.json.

`--check` compares instead of writing and fails when the file says something else.
"""

import json
import sys
from pathlib import Path

from tovholder.engine.language.schema import schema

SCHEMA = Path(__file__).resolve().parents[1] / "docs" / "language.schema.json"


def main() -> int:
    """Write the file, or compare it."""
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    if "--check" not in sys.argv:
        SCHEMA.write_text(text, encoding="utf-8")
        return 0
    if SCHEMA.exists() and SCHEMA.read_text(encoding="utf-8") == text:
        return 0
    print("docs/language.schema.json is not up to date: run `python scripts/schema.py`.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
