"""Measures what a user waits for: start of the page, first answer, every further answer, memory.

    python -m evaluation.speed [--questions FILE.jsonl] [--json]

Prints one table (or one JSON object). Run on an idle machine; times vary with it, so the ratio of
answering to encoding the question is the figure to compare.
"""

import argparse
import json
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from answering.assistant import Assistant
from answering.contract import to_json

PATIENCE = 180.0
"""Seconds after which a start counts as failed."""
ROUNDS = 3

QUESTIONS = (
    "Which is better for my back pain, massage or myofascial release?",
    "What is fascia?",
    "How long does a session take?",
    "Do I keep my clothes on?",
    "How much does it cost?",
    "Does it hurt?",
    "Who should not have it?",
    "What does the research say?",
)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure_answers(assistant: Assistant, questions: Sequence[str]) -> dict[str, float]:
    """Milliseconds of whole answers (to JSON) and of encoding the same questions alone."""
    answer_ms, encode_ms = [], []
    for question in list(questions) * ROUNDS:
        start = time.perf_counter()
        assistant.encoder.encode([question])
        middle = time.perf_counter()
        to_json(assistant.answer(question))
        answer_ms.append((time.perf_counter() - middle) * 1000)
        encode_ms.append((middle - start) * 1000)
    return {
        "answer p50 ms": statistics.median(answer_ms),
        "answer p95 ms": percentile(answer_ms, 0.95),
        "encode p50 ms": statistics.median(encode_ms),
        "answer / encode": statistics.median(answer_ms) / statistics.median(encode_ms),
    }


def measure_start(corpus: Path, index: Path) -> dict[str, float]:
    """Seconds from the start of `sourcewise serve` until the page answers a request."""
    port = _free_port()
    command = [sys.executable, "-m", "answering.cli", "serve", "--port", str(port)]
    begin = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--corpus", str(corpus), "--index", str(index)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/", process)
        return {"page s": time.perf_counter() - begin}
    finally:
        process.terminate()
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as reply:
                if reply.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise SystemExit(f"{url} did not answer within {PATIENCE:.0f} s")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _questions(path: str | None) -> Sequence[str]:
    if path is None:
        return QUESTIONS
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines if line.strip()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--questions", help="JSON lines with a 'question' each")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    index = Path(tempfile.mkdtemp(prefix="sourcewise-speed-"))
    try:
        figures = {f"first start, {k}": v for k, v in measure_start(options.corpus, index).items()}
        again = measure_start(options.corpus, index)
        figures |= {f"second start, {k}": v for k, v in again.items()}
        begin = time.perf_counter()
        assistant = Assistant.from_folders(options.corpus, index)
        assistant.warm_up()
        figures["first answer s"] = time.perf_counter() - begin
        figures |= measure_answers(assistant, _questions(options.questions))
        figures["memory MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    finally:
        shutil.rmtree(index, ignore_errors=True)
    if options.json:
        print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
    for name, value in figures.items() if not options.json else ():
        print(f"{name:24s} {value:10.2f}")


if __name__ == "__main__":
    main()
