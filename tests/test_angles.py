"""The trained model of angles: what it tells, and when it is left aside."""

from pathlib import Path

import numpy as np
import pytest

from answering.angles import FILE, MODEL, NAMES, VECTORS, Angles, trained_for
from answering.aspects import aspects
from answering.assistant import Assistant
from answering.bank import Bank
from retrieval.embedding import SentenceEncoder


@pytest.fixture(scope="module")
def angles(encoder: SentenceEncoder) -> Angles:
    found = trained_for(encoder)
    assert found is not None, "train again: python -m training.questions"
    return found


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("will my blouse get stained", "oil-lotion"),
        ("I sit at a desk all day and my neck is awful. do I need to bring shorts", "clothing"),
        ("my friend was black and blue for a week, is that to be expected", "side-effects-after"),
        ("back to square one by the weekend, or does it hold", "lasting-effect"),
        ("is there anything solid behind it or just waffle", "evidence"),
    ],
)
def test_what_is_asked_is_told_whatever_the_words(
    angles: Angles, message: str, expected: str
) -> None:
    assert aspects()[int(np.argmax(angles.scores([message])[0]))].name == expected


@pytest.mark.parametrize(
    "message",
    ["I'm 82 and a retired bus driver.", "A friend of mine swears by it", "she has a bad hip too"],
)
def test_what_is_only_told_asks_nothing(angles: Angles, message: str) -> None:
    assert int(np.argmax(angles.scores([message])[0])) == len(aspects()) + 1


@pytest.mark.parametrize("message", ["set an alarm for six", "which is the capital of Peru"])
def test_what_is_about_something_else_comes_last(angles: Angles, message: str) -> None:
    assert int(np.argmax(angles.scores([message])[0])) == len(aspects())


def test_scores_are_shares_and_the_same_whatever_is_asked_beside(angles: Angles) -> None:
    texts = ["does it hurt", "", "按摩有帮助吗", "how long " * 300]
    together = angles.scores(texts)
    assert together.shape == (len(texts), len(aspects()) + 2)
    assert together.sum(axis=1) == pytest.approx(1.0, abs=1e-4)
    alone = np.vstack([angles.scores([text]) for text in texts])
    assert together.tobytes() == alone.tobytes()


def test_the_changes_make_another_model(encoder: SentenceEncoder, angles: Angles) -> None:
    assert angles.encoder.fingerprint != encoder.fingerprint
    text = ["does it hurt"]
    assert not np.allclose(angles.encoder.encode(text), encoder.encode(text), atol=0.1)


@pytest.mark.parametrize("field", [MODEL, NAMES])
def test_what_was_trained_for_something_else_is_left_aside(
    encoder: SentenceEncoder, tmp_path: Path, field: str
) -> None:
    with np.load(FILE, allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    other = tmp_path / "angles.npz"
    np.savez(other, allow_pickle=False, **{**arrays, field: np.array(["another"])})
    assert trained_for(encoder, other) is None


def test_without_it_the_examples_alone_decide(
    assistant: Assistant, encoder: SentenceEncoder
) -> None:
    bank: Bank = assistant._bank
    text = ["will it cost a lot"]
    alone = Bank(bank.angles, bank.urgent).likeness(encoder.encode(text), text)
    assert aspects()[int(np.argmax(alone.aspects))].name == "cost-insurance"
    assert alone != bank.likeness(encoder.encode(text), text)


def test_the_file_holds_a_vector_for_every_angle() -> None:
    with np.load(FILE, allow_pickle=False) as kept:
        assert len(kept[VECTORS]) == len(aspects()) + 2
        assert {name.rpartition(".")[2] for name in kept.files} >= {"up", "down"}
