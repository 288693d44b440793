"""Reads what a program asks: one question with the earlier ones, in a batch or over HTTP."""

import json

from retrieval.errors import InputError

_WANTED = 'expected {"question": "…", "history": ["…"]}'


def parsed(text: str | bytes, where: str) -> object:
    """The JSON value of a request; InputError names the place where it is none."""
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: {_WANTED}, this is not JSON ({error}).") from error
    return data


def asked(data: object, where: str) -> tuple[str, list[str]]:
    """The question and the earlier ones, oldest first; other keys are for those who ask."""
    if not isinstance(data, dict) or not isinstance(data.get("question"), str):
        raise InputError(f"{where}: {_WANTED}, there is no question in it.")
    history = data.get("history") or []
    if not isinstance(history, list) or not all(isinstance(turn, str) for turn in history):
        raise InputError(f"{where}: {_WANTED}, history is not a list of texts.")
    return data["question"], history
