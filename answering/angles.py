"""The angle of a question by a model that was trained on the example phrasings of all angles.

The sentence model as it comes places texts by their subject. `angles.npz` holds small low-rank
changes to it (LoRA, Hu et al. 2021) that place a question by what it asks, whatever the story
around it, and one vector for each angle. `training/questions.py` makes the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from answering.aspects import aspects
from retrieval.embedding import Encoder, SentenceEncoder, Vectors

FILE = Path(__file__).parent / "knowledge" / "angles.npz"
VECTORS = "angle vectors"
NAMES = "angle names"
MODEL = "model"
"""What stands in the file beside the changes: the vectors, the aspects they are of, and the
fingerprint of the model that the changes belong to."""
SHARPNESS = 16.0
"""How much nearness decides; the same while training and while answering."""


@dataclass(frozen=True, slots=True)
class Angles:
    """The changed model and unit vectors, (n + 2, d): of the aspects, of something else, of
    what is told without asking."""

    encoder: Encoder
    vectors: Vectors

    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """How likely each text asks for each aspect, other things, or nothing: (texts, n + 2)."""
        # One by one: in a batch the last bits of a vector depend on what else is in it.
        found = np.vstack([self.encoder.encode([text]) for text in texts])
        near = SHARPNESS * (found.astype(np.float64) @ self.vectors.T)
        weights = np.exp(near - near.max(axis=1, keepdims=True))
        kept: NDArray[np.float64] = np.round(weights / weights.sum(axis=1, keepdims=True), 6)
        return kept


def trained_for(encoder: Encoder, file: Path = FILE) -> Angles | None:
    """What was trained, or None where it belongs to another model or to other aspects."""
    with np.load(file, allow_pickle=False) as kept:
        vectors = kept[VECTORS].astype(np.float32)
        names, model = kept[NAMES].tolist(), str(kept[MODEL])
    if model != encoder.fingerprint or names != [known.name for known in aspects()]:
        return None
    return Angles(SentenceEncoder(changes=file), vectors)
