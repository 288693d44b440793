"""How names are compared: without regard to case, hyphens and the shape of apostrophes."""

import re
from collections.abc import Iterable


def name_key(name: str) -> str:
    """The form under which a name is looked up."""
    return re.sub(r"[\s\-]+", " ", lowered(name)).strip()


def lowered(text: str) -> str:
    """Lower case that keeps the length, with straight apostrophes, so that offsets stay true."""
    lower = (low if len(low := char.lower()) == 1 else char for char in text)
    return "".join(lower).replace("’", "'")


def any_name(keys: Iterable[str]) -> str:
    """A pattern for any of the names in lowered text, longest first; for none it never matches."""
    longest_first = sorted(keys, key=lambda key: (-len(key), key))
    joined = "|".join(re.escape(key).replace(r"\ ", r"[\s\-]+") for key in longest_first)
    return joined or r"(?!)"
