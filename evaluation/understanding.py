"""Measures how well questions are understood, on phrasings that were never used to tune it.

python -m evaluation.understanding
"""

import tomllib
from pathlib import Path

from answering.aspects import (
    MASK,
    aspects,
    aspects_of_question,
    example_phrases,
    similarities,
)
from answering.urgent import urgent_sign
from retrieval.embedding import SentenceEncoder

PHRASINGS = Path(__file__).parent / "phrasings.toml"


def main() -> None:
    """Print how often the right aspect comes first, is taken, and is among the nearest three."""
    data = tomllib.loads(PHRASINGS.read_text(encoding="utf-8"))
    rows = [
        (name, text.replace("{x}", MASK)) for name, all_ in data["aspects"].items() for text in all_
    ]
    encoder = SentenceEncoder()
    examples = encoder.encode(example_phrases())
    names = [known.name for known in aspects()]
    first = taken = among = 0
    for name, text in rows:
        near = similarities(encoder.encode([text]), examples)[0]
        found = aspects_of_question(text, near.tolist())
        first += found[:1] == (name,)
        taken += name in found
        among += name in [names[i] for i in near.argsort()[::-1][:3]]
    count = len(rows)
    print(
        f"{count} phrasings: aspect first {first / count:.3f}, taken {taken / count:.3f}, ", end=""
    )
    print(f"among the nearest three {among / count:.3f}")
    hits = sum(urgent_sign(text) is not None for text in data["urgent"])
    alarms = sum(urgent_sign(text) is not None for text in data["ordinary"])
    print(
        f"urgent: {hits} of {len(data['urgent'])} found, "
        f"{alarms} false alarms on {len(data['ordinary'])} ordinary messages"
    )


if __name__ == "__main__":
    main()
