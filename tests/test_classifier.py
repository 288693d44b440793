"""Classifiers: a text is of the class whose examples it is like."""

import numpy as np
import pytest

from answering.classifier import Classifier, WordingClassifier
from retrieval.embedding import SentenceEncoder

HURT = ["does it hurt", "is it painful", "will I feel pain"]
COST = ["what does it cost", "how much is it", "price of a session"]

NOW = ["my chest hurts right now", "she cannot breathe now", "he has just collapsed"]
THEN = ["my chest hurt years ago", "she had asthma as a child", "he collapsed last year"]


@pytest.fixture(scope="module")
def prices_and_pain(encoder: SentenceEncoder) -> Classifier:
    return Classifier.fit(encoder.encode([*HURT, *COST]), [0, 0, 0, 1, 1, 1], 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("is it sore", 0), ("is it expensive", 1), (HURT[0], 0), (COST[0], 1)],
)
def test_the_class_of_a_text(
    prices_and_pain: Classifier, encoder: SentenceEncoder, text: str, expected: int
) -> None:
    assert prices_and_pain.scores(encoder.encode([text]))[0].argmax() == expected


def test_an_example_is_nearly_sure_and_a_stranger_is_not(
    prices_and_pain: Classifier, encoder: SentenceEncoder
) -> None:
    own, strange = prices_and_pain.scores(encoder.encode([HURT[0], "the moon is full"]))
    assert own.max() > 0.8
    assert strange.max() < own.max()


def test_scores_have_one_row_a_text_and_one_column_a_class(prices_and_pain: Classifier) -> None:
    assert prices_and_pain.scores(np.eye(3, 384, dtype=np.float32)).shape == (3, 2)


@pytest.mark.parametrize(
    ("text", "is_now"),
    [("her chest hurts now", True), ("her chest hurt two years ago", False)],
)
def test_the_very_words_tell_now_from_then(
    encoder: SentenceEncoder, text: str, is_now: bool
) -> None:
    texts = [*THEN, *NOW]
    fitted = WordingClassifier.fit(encoder.encode(texts), texts, [0, 0, 0, 1, 1, 1])
    assert bool(fitted.scores(encoder.encode([text]), [text])[0] > 0.5) is is_now


def test_a_text_without_words_is_read_too(encoder: SentenceEncoder) -> None:
    texts = [*THEN, *NOW]
    fitted = WordingClassifier.fit(encoder.encode(texts), texts, [0, 0, 0, 1, 1, 1])
    assert np.isfinite(fitted.scores(encoder.encode(["?!"]), ["?!"])).all()
