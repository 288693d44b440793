"""How well questions are understood, on phrasings that were written after the banks.

python -m evaluation.understanding

`keys.toml` holds questions with the route, the topics and the aspects that a fair judge would
accept, `urgent.toml` messages that call for help at once and ordinary ones. Both were written
without sight of the banks. The half `a` of the keys was looked at when constants were
chosen, the half `b` was not.
"""

import tomllib
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from answering.assistant import Assistant

FOLDER = Path(__file__).parent
HALVES = ("a", "b")


def main() -> None:
    """Print key accuracy for both halves, and recall and false alarms of the urgent check."""
    assistant = Assistant.from_folders()
    rows = _read("keys.toml")["question"]
    for number, half in enumerate(HALVES):
        part = [row for row in rows if zlib.crc32(row["text"].encode()) % 2 == number]
        print(f"half {half}, {len(part)} questions: {_shares(_counts(assistant, part), len(part))}")
    messages = _read("urgent.toml")
    for title, kept in (("read before", messages), ("blind", messages["blind"])):
        for name in ("urgent", "harmless"):
            found = sum(assistant.understand(text).route == "urgent" for text in kept[name])
            print(f"{title}, {name}: alarm raised for {found} of {len(kept[name])}")


def _counts(assistant: Assistant, rows: Iterable[Mapping[str, Any]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in rows:
        key = assistant.understand(row["text"])
        right = {
            "aspect first": bool(set(key.aspects[:1]) & set(row["aspects"])),
            "aspect taken": bool(set(key.aspects) & set(row["aspects"])),
            "topics": set(key.topics) == set(row["topics"]),
            "route": key.route == row["route"],
        }
        counts.update(name for name, is_right in right.items() if is_right)
        counts["whole key"] += right["aspect first"] and right["topics"] and right["route"]
        counts["false alarm"] += key.route == "urgent"
    return counts


def _shares(counts: Mapping[str, int], of: int) -> str:
    names: Sequence[str] = (
        "aspect first",
        "aspect taken",
        "topics",
        "route",
        "whole key",
        "false alarm",
    )
    return ", ".join(f"{name} {counts[name] / of:.3f}" for name in names)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
