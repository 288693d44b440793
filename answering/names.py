"""How names are compared: without regard to case, hyphens and the shape of apostrophes."""

import re
from collections.abc import Iterable
from itertools import groupby


def name_key(name: str) -> str:
    """The form under which a name is looked up."""
    return re.sub(r"[\s\-]+", " ", lowered(name)).strip()


def lowered(text: str) -> str:
    """Lower case that keeps the length, with straight apostrophes, so that offsets stay true."""
    lower = (low if len(low := char.lower()) == 1 else char for char in text)
    return "".join(lower).replace("’", "'")


def any_name(keys: Iterable[str]) -> str:
    """A pattern for any of the names in lowered text, longest first; for none it never matches.

    Names are parted by their first letter: a pattern of a thousand names side by side tries them
    all at every place.
    """
    longest_first = sorted(filter(None, keys), key=lambda key: (key[0], -len(key), key))
    groups = groupby(longest_first, key=lambda key: key[0])
    parts = (
        f"{_spaced(first)}(?:{'|'.join(_spaced(key[1:]) for key in group)})"
        for first, group in groups
    )
    return "|".join(parts) or r"(?!)"


def _spaced(text: str) -> str:
    """A pattern for a text in which a hyphen or more room may stand for a space."""
    return re.escape(text).replace(r"\ ", r"[\s\-]+")
