"""The tool for other programs: a client that speaks MCP gets the same answers as anybody else."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from mcp.types import TextContent

from answering.assistant import Assistant
from answering.contract import to_json
from app import TOOL_OFF
from tests.conftest import ROOT
from tests.serving import served


@pytest.fixture(scope="module")
def address(assistant: Assistant, index_folder: Path) -> Iterator[str]:
    assert assistant.corpus.documents  # the index is there, so the page starts at once
    with served(ROOT / "corpus", index_folder) as found:
        yield f"{found}/gradio_api/mcp/"


def with_client(address: str, do: Callable[[ClientSession], Awaitable[Any]]) -> Any:
    """What is done with one connection."""

    async def connected() -> Any:
        async with (
            streamable_http_client(address) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await do(session)

    return asyncio.run(connected())


def call(address: str, **arguments: object) -> str:
    """The text that the tool gives."""
    result = with_client(address, lambda session: session.call_tool("ask", arguments))
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_there_is_one_tool_which_says_how_to_use_it(address: str) -> None:
    found = with_client(address, lambda session: session.list_tools())

    (tool,) = found.tools
    assert tool.name == "ask"
    assert "verbatim quotes" in tool.description
    assert set(tool.inputSchema["properties"]) == {"question", "history"}


def test_the_tool_gives_the_same_bytes(address: str, assistant: Assistant) -> None:
    history = ["Does massage hurt?"]

    assert call(address, question="What is fascia?") == to_json(assistant.answer("What is fascia?"))
    assert call(address, question="and myofascial release?", history=history) == to_json(
        assistant.answer("and myofascial release?", history)
    )


def test_a_request_that_is_none_is_told_so(address: str) -> None:
    assert "is not of type" in call(address, question=7)


WITHOUT = """
import sys
sys.modules["mcp"] = None  # as if it were not installed
from answering.assistant import Assistant
from app import create_server
create_server(Assistant.from_folders(*sys.argv[1:]))
"""


def test_without_the_package_the_page_says_that_the_tool_is_off(
    assistant: Assistant, index_folder: Path
) -> None:
    folders = [str(assistant.corpus.folder), str(index_folder)]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *folders], capture_output=True, text=True, check=True
    )

    assert " ".join(TOOL_OFF.split()) in " ".join(done.stderr.split())
