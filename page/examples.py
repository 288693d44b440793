"""Reads the questions that a corpus offers before the first one is asked."""

import tomllib
from pathlib import Path

from retrieval.errors import DataFileError

EXAMPLES_FILE = "examples.toml"


def examples(corpus: str | Path) -> list[str]:
    """The questions in the `examples.toml` of a corpus folder; none if there is no such file."""
    path = Path(corpus) / EXAMPLES_FILE
    if not path.is_file():
        return []
    try:
        questions = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("questions")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"{path} cannot be read, correct it: {error}.") from error
    if not isinstance(questions, list) or not all(isinstance(q, str) for q in questions):
        raise DataFileError(f'{path}: expected questions = ["…", "…"], a list of texts.')
    return questions
