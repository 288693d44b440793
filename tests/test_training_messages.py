"""What the model of angles learns from: every message has its angles, and variations keep them."""

from answering.aspects import aspects
from training.messages import CLASSES, ELSEWHERE, TOLD, messages, varied


def test_every_class_has_messages() -> None:
    known = messages()

    assert {number for one in known for number in one.asked} == set(range(CLASSES))
    assert (len(aspects()), ELSEWHERE + 1) == (ELSEWHERE, TOLD)
    assert all(one.text.strip() for one in known)


def test_variations_keep_what_is_asked_and_are_the_same_for_the_same_pass() -> None:
    known = messages()
    pairs = list(zip(known, varied(known, 0), strict=True))

    for before, after in pairs:
        assert before.asked == after.asked[: len(before.asked)]
        assert before.text.rstrip("?. ") in after.text
    assert any(before.text != after.text for before, after in pairs)
    assert [after for _, after in pairs] == list(varied(known, 0)) != list(varied(known, 1))
