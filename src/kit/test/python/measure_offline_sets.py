"""Measures how hard the generated sets are: nearest neighbours, a linear, a fully connected and a convolutional net.

Needs PyTorch (pip install torch) and the sets (./gradus data offline). Usage: python measure_offline_sets.py datasets/offline
"""

import gzip
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

SEEDS = 3


def idx(path):
    raw = gzip.decompress(path.read_bytes())
    rank = raw[3]
    shape = np.frombuffer(raw, ">i4", rank, 4)
    return np.frombuffer(raw, np.uint8, -1, 4 + 4 * rank).reshape(shape)


def digits(folder):
    for part in ("train", "t10k"):
        yield idx(folder / f"{part}-images-idx3-ubyte.gz")[..., None], idx(folder / f"{part}-labels-idx1-ubyte.gz")


def objects(folder):
    for files in (sorted(folder.glob("data_batch_*.bin")), [folder / "test_batch.bin"]):
        rows = np.concatenate([np.fromfile(file, np.uint8).reshape(-1, 3073) for file in files])
        yield rows[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1), rows[:, 0]


def neighbours(x, y, xt, yt, k=20):
    distances = torch.cdist(xt.flatten(1), x.flatten(1))
    votes = torch.zeros(len(xt), 10)
    nearest = distances.topk(k, largest=False).indices
    votes.scatter_add_(1, y[nearest], torch.ones_like(nearest, dtype=torch.float))
    return (votes.argmax(1) == yt).float().mean().item()


def trained(net, x, y, xt, yt, epochs, rate, decay, batch=100):
    weights = [p for p in net.parameters() if p.dim() > 1]
    optimizer = torch.optim.Adam(net.parameters(), lr=rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs * (len(x) // batch))
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for i in range(0, len(x) - batch + 1, batch):
            chosen = order[i : i + batch]
            loss = nn.functional.cross_entropy(net(x[chosen]), y[chosen]) + decay / 2 * sum((w**2).sum() for w in weights)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    with torch.no_grad():
        return (net(xt).argmax(1) == yt).float().mean().item()


def nets(channels, side):
    size, left = channels * side * side, ((side - 4) // 2 - 4) // 2
    yield "linear", lambda: nn.Sequential(nn.Flatten(), nn.Linear(size, 10)), (15, 1e-3, 1e-2)
    yield "fully connected", lambda: nn.Sequential(
        nn.Flatten(), nn.Linear(size, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10)
    ), (15, 5e-4, 1e-3)
    yield "convolutional", lambda: nn.Sequential(
        nn.Conv2d(channels, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(32 * left * left, 100), nn.ReLU(), nn.Linear(100, 10),
    ), (8, 1e-3, 1e-4)  # fmt: skip


def measure(name, training, test):
    x, xt = (torch.tensor(part[0].transpose(0, 3, 1, 2).copy()).float() / 255 for part in (training, test))
    y, yt = (torch.tensor(part[1].copy()).long() for part in (training, test))
    print(f"{name:8} nearest neighbours {100 * neighbours(x, y, xt, yt):5.1f}", flush=True)
    mean, deviation = x.mean(0), x.std()
    x, xt = (x - mean) / deviation, (xt - mean) / deviation
    for title, make, settings in nets(x.shape[1], x.shape[2]):
        found = []
        for seed in range(SEEDS):
            torch.manual_seed(seed)
            found.append(100 * trained(make(), x, y, xt, yt, *settings))
        print(f"{name:8} {title:18} {np.mean(found):5.1f} ± {np.std(found, ddof=1):.1f}", flush=True)


if __name__ == "__main__":
    root = Path(sys.argv[1])
    measure("digits", *digits(root / "digits-1"))
    measure("objects", *objects(root / "objects-1"))
