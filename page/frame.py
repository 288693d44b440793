"""The page around the conversation: header, welcome, question field, the list of sources."""

from collections.abc import Sequence
from html import escape
from typing import Any

from page.feedback import VERDICTS
from page.languages import ENGLISH, LANGUAGES, words
from page.viewer import overview
from retrieval.types import Document

_VERDICT_WORDS = dict(
    zip(
        VERDICTS,
        ("helpful", "not_helpful", "wrong_source", "out_of_context", "something_missing"),
        strict=True,
    )
)
_TAKEN = (("markdown", "answer.md"), ("handout", "answer.html"), ("json", "answer.json"))
"""The forms in which an answer can be taken along, and the names of their files."""


def template(documents: Sequence[Document], examples: Sequence[str]) -> str:
    """The frame in English, as a template of Gradio's in which nothing is code."""
    return f'<div class="sw" lang="{ENGLISH}">{frame(documents, examples)}</div>'.translate(
        {ord(mark): f"&#{ord(mark)};" for mark in "`${}\\"}
    )


def frame(documents: Sequence[Document], examples: Sequence[str], language: str = ENGLISH) -> str:
    """Everything that is there before the first question."""
    said = _Said(language)
    return (
        f'<header class="sw-top"><h1>{said("title")}</h1>'
        f"<p>{said('tagline', count=len(documents))}</p>{_choices(said)}"
        f'<a class="sw-all" href="#sources">{said("sources")}</a>'
        f'<button type="button" class="sw-again" data-do="again">{said("again")}</button></header>'
        f'<div class="sw-columns"><section class="sw-chat">'
        f'<div id="sw-log" class="sw-log" role="log" tabindex="0" aria-label="{said("chat")}">'
        f"{_welcome(said, documents, examples)}</div>{_box(said)}</section>"
        f"{_panel(said, documents)}</div>{_templates(said)}"
    )


class _Said:
    """The page's words in one language, escaped."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, name: str, **values: Any) -> str:
        return escape(words(name, self.language, **values))


def _choices(said: _Said) -> str:
    options = "".join(
        f'<option value="{code}"{" selected" if code == said.language else ""}>{name}</option>'
        for code, name in LANGUAGES.items()
    )
    return f'<select class="sw-language" aria-label="{said("language")}">{options}</select>'


def _welcome(said: _Said, documents: Sequence[Document], examples: Sequence[str]) -> str:
    rows = "".join(
        f'<li><button type="button" data-ask="{escape(one)}">{escape(one)}</button></li>'
        for one in examples
    )
    offered = f'<h2>{said("try")}</h2><ul class="sw-examples">{rows}</ul>' if rows else ""
    shelf = overview(documents, said.language, targets=True)
    return (
        f'<section class="sw-welcome"><p class="sw-first">{said("welcome")}</p>'
        f"<p>{said('limits')}</p>{offered}"
        f'<div class="sw-shelf">{shelf}</div></section>'
    )


def _box(said: _Said) -> str:
    return (
        f'<form id="sw-box" class="sw-box"><textarea rows="1" aria-label="{said("placeholder")}" '
        f'placeholder="{said("placeholder")}"></textarea>'
        f'<button type="submit">{said("send")}</button></form>'
    )


def _panel(said: _Said, documents: Sequence[Document]) -> str:
    return (
        f'<aside id="sw-source" class="sw-panel" aria-label="{said("sources")}">'
        f'<div class="sw-bar"><a href="#sources">{said("all")}</a>'
        f'<button type="button" class="sw-close" data-do="close" aria-label="{said("close")}">×'
        '</button></div><div class="sw-body" tabindex="0" role="region" '
        f'aria-label="{said("sources")}">{overview(documents, said.language)}</div></aside>'
    )


def _templates(said: _Said) -> str:
    """What the script adds to each turn: a sign that it works, and what a reader can do."""
    return (
        f'<template class="sw-waiting"><p class="sw-waits" role="status">{said("looking")}</p>'
        f'<p class="sw-loads" hidden>{said("loading")}</p></template>'
        f'<template class="sw-unreached"><p class="sw-first">{said("unreached")}</p></template>'
        f'<template class="sw-actions">{_take(said)}{_feedback(said)}</template>'
        f'<p class="sw-toast" role="status" data-copied="{said("copied")}"></p>'
    )


def _take(said: _Said) -> str:
    buttons = "".join(
        f'<button type="button" data-do="take" data-form="{form}" data-file="{file}">'
        f"{said(form)}</button>"
        for form, file in _TAKEN
    )
    return (
        f'<div class="sw-take"><span>{said("take")}</span>'
        f'<button type="button" data-do="copy-answer">{said("copy")}</button>{buttons}'
        f'<button type="button" data-do="copy-link">{said("copy_link")}</button></div>'
    )


def _feedback(said: _Said) -> str:
    choices = "".join(
        f'<label><input type="radio" name="verdict" value="{verdict}" required> '
        f"{said(_VERDICT_WORDS[verdict])}</label>"
        for verdict in VERDICTS
    )
    return (
        f'<details class="sw-feedback"><summary>{said("feedback")}</summary><form>'
        f'<fieldset aria-label="{said("feedback")}">{choices}</fieldset>'
        f"<label>{said('comment')}<textarea name='comment' rows='2' maxlength='1000'></textarea>"
        f'</label><label><input type="checkbox" name="consent"> {said("consent")}</label>'
        f"<p>{said('kept')}</p><button type='submit'>{said('send_feedback')}</button></form>"
        "</details>"
    )
