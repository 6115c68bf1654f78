"""PyTorch's side of the benchmark: the cases of the table as one would write them with PyTorch.

Reads lines from standard input and answers each with one line, as README.md beside describes. The
pictures come from the folder that the first argument names, as raw bytes: NAME-train.pixels
(N x H x W x C), NAME-train.labels (one byte each), and the same for test.
"""

import math
import os
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

EXTENTS = {"digits": (28, 28, 1), "objects": (32, 32, 3)}


class Pictures:
    """All training pictures as bytes, N x C x H x W, handed out as batches of numbers."""

    def __init__(self, folder, name):
        self.pixels, self.labels = read(folder, name, "train")
        numbers = self.pixels[:10000].float()
        self.mean = numbers.mean(dim=(0, 2, 3), keepdim=True)
        self.deviation = numbers.std(dim=(0, 2, 3), keepdim=True)

    def batches(self, size):
        """Batches for ever, each epoch in an order of its own."""
        while True:
            for chosen in torch.randperm(len(self.labels)).split(size):
                numbers = (self.pixels[chosen].float() - self.mean) / self.deviation
                yield numbers, self.labels[chosen]


def read(folder, name, part):
    extent = EXTENTS[name]
    pixels = np.fromfile(folder / f"{name}-{part}.pixels", dtype=np.uint8).reshape(-1, *extent)
    labels = np.fromfile(folder / f"{name}-{part}.labels", dtype=np.uint8)
    channels_first = torch.from_numpy(pixels).permute(0, 3, 1, 2).contiguous()
    return channels_first, torch.from_numpy(labels).long()


def lenet():
    return nn.Sequential(
        nn.Conv2d(3, 32, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(1600, 400), nn.ReLU(), nn.Linear(400, 80), nn.ReLU(), nn.Linear(80, 10))


def perceptron(*widths, batch_norm=False, last_bias=True):
    layers = [nn.Flatten()]
    for columns, width in zip(widths[:-2], widths[1:-1]):
        layers.append(nn.Linear(columns, width, bias=not batch_norm))
        layers += [nn.BatchNorm1d(width)] if batch_norm else []
        layers.append(nn.ReLU())
    return nn.Sequential(*layers, nn.Linear(widths[-2], widths[-1], bias=last_bias))


def small_cnn():
    return nn.Sequential(
        nn.Conv2d(1, 4, 5, padding=2), nn.ReLU(), nn.AvgPool2d(2),
        nn.Conv2d(4, 8, 3, padding=1), nn.ReLU(), nn.AvgPool2d(2),
        nn.Flatten(), nn.Linear(392, 10))


class Residual(nn.Module):
    def __init__(self, columns, width, stride):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(columns, width, 3, stride, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
            nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width))
        self.shortcut = nn.Identity() if stride == 1 and columns == width else nn.Sequential(
            nn.Conv2d(columns, width, 1, stride, bias=False), nn.BatchNorm2d(width))

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x))


def resnet18():
    layers = [nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU()]
    columns = 64
    for width in (64, 128, 256, 512):
        for block in range(2):
            layers.append(Residual(columns, width, 2 if width > 64 and block == 0 else 1))
            columns = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


class Enlarge(nn.Module):
    """Every pixel becomes a square of pixels; part of the pipeline, before the network."""

    def forward(self, x):
        return F.interpolate(x, scale_factor=7, mode="nearest")


def alexnet():
    return nn.Sequential(
        Enlarge(),
        nn.Conv2d(3, 96, 11, 4, 1), nn.ReLU(), nn.MaxPool2d(3, 2),
        nn.Conv2d(96, 256, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2),
        nn.Conv2d(256, 384, 3, padding=1), nn.ReLU(),
        nn.Conv2d(384, 384, 3, padding=1), nn.ReLU(),
        nn.Conv2d(384, 256, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2),
        nn.Flatten(),
        nn.Linear(6400, 4096), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(4096, 10))


class Largest(nn.Module):
    """The largest value of each channel over the picture."""

    def forward(self, x):
        return x.amax(dim=(2, 3))


def race():
    """Gradus whitens by filters made of data; any fixed ones take as long."""
    whitening = nn.Conv2d(3, 24, 2)
    whitening.weight.requires_grad_(False)
    layers, columns = [whitening, nn.GELU()], 24
    for width in (64, 256, 256):
        layers += [nn.Conv2d(columns, width, 3, padding=1, bias=False), nn.MaxPool2d(2), batch_norm_without_scale(width), nn.GELU(),
                   nn.Conv2d(width, width, 3, padding=1, bias=False), batch_norm_without_scale(width), nn.GELU()]  # fmt: skip
        columns = width
    return nn.Sequential(*layers, Largest(), nn.Linear(columns, 10, bias=False))


def batch_norm_without_scale(width):
    norm = nn.BatchNorm2d(width, momentum=0.4, eps=1e-12)
    norm.weight.requires_grad_(False)
    return norm


class Muon(torch.optim.Optimizer):
    """Momentum whose step for a matrix of filters is made nearly orthogonal by Newton-Schulz steps, the filters kept at one length."""

    def __init__(self, filters, lr, momentum=0.6, steps=3):
        super().__init__(filters, {"lr": lr})
        self.momentum, self.steps = momentum, steps

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for filters in group["params"]:
                state = self.state[filters]
                gathered = state.setdefault("momentum", torch.zeros_like(filters))
                gathered.mul_(self.momentum).add_(filters.grad)
                ahead = filters.grad.add(gathered, alpha=self.momentum).flatten(1)
                filters.mul_(len(filters) ** 0.5 / filters.norm())
                filters.sub_(self.orthogonal(ahead).view_as(filters), alpha=group["lr"])

    def orthogonal(self, matrix):
        x = matrix / (matrix.norm() + 1e-7)
        tall = x.shape[0] > x.shape[1]
        x = x.T if tall else x
        for _ in range(self.steps):
            square = x @ x.T
            x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
        return x.T if tall else x


class Rules:
    """Several optimizers as one."""

    def __init__(self, *optimizers):
        self.optimizers = optimizers

    def zero_grad(self):
        for optimizer in self.optimizers:
            optimizer.zero_grad()

    def step(self):
        for optimizer in self.optimizers:
            optimizer.step()


def momentum(learned):
    return torch.optim.SGD(learned, lr=0.001, momentum=0.9)


def race_rules(learned):
    filters = [parameter for parameter in learned if parameter.dim() == 4]
    others = [parameter for parameter in learned if parameter.dim() != 4]
    return Rules(Muon(filters, lr=0.001), torch.optim.SGD(others, lr=0.001, momentum=0.85, nesterov=True))


TRAINING = {
    "A1": (lenet, "objects", 98),
    "A2": (lambda: perceptron(3072, 100, 100, 100, 100, 10, batch_norm=True), "objects", 100),
    "A3": (lambda: perceptron(3072, 500, 10), "objects", 100),
    "A4": (lambda: perceptron(784, 1000, 10), "digits", 32),
    "A5": (lambda: perceptron(784, 300, 150, 10, batch_norm=True, last_bias=False), "digits", 100),
    "A6": (small_cnn, "digits", 50),
    "A7": (resnet18, "objects", 64),
    "A8": (alexnet, "objects", 16),
    "A9": (race, "objects", 500, race_rules),
}
DISTANCES = {"K1": (500, 5000), "K2": (10000, 50000)}
PREDICTION = {"I1-1": 1, "I1-1000": 1000}


def training(folder, network, name, size, rules=momentum):
    torch.manual_seed(1)
    model = network().train()
    learned = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = rules(learned)
    batches = Pictures(folder, name).batches(size)

    def run(steps):
        for _ in range(steps):
            inputs, labels = next(batches)
            optimizer.zero_grad()
            loss = F.cross_entropy(model(inputs), labels)
            loss.backward()
            optimizer.step()
        return loss.item()

    return run


def prediction(folder, size):
    torch.manual_seed(1)
    model = lenet().eval()
    batches = Pictures(folder, "objects").batches(size)

    @torch.inference_mode()
    def run(steps):
        for _ in range(steps):
            model(next(batches)[0]).argmax(dim=1)
        return 0.0

    return run


def distances(folder, queries, examples):
    def flat(part, count):
        pixels, _ = read(folder, "objects", part)
        return pixels[torch.arange(count) % len(pixels)].flatten(1).float() / 255

    known, asked = flat("train", examples), flat("test", queries)

    @torch.inference_mode()
    def run(steps):
        for _ in range(steps):
            for block in asked.split(1000):
                torch.cdist(block, known)
        return 0.0

    return run


def product(side):
    a, b = torch.randn(side, side), torch.randn(side, side)

    def run(steps):
        for _ in range(steps):
            c = a @ b
        return c[0, 0].item()

    return run


def prepare(folder, case):
    if case == "P1":
        return product(1024)
    if case in TRAINING:
        return training(folder, *TRAINING[case])
    if case in DISTANCES:
        return distances(folder, *DISTANCES[case])
    return prediction(folder, PREDICTION[case])


def main():
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    folder = Path(sys.argv[1])
    run = None
    for line in sys.stdin:
        command, argument = line.split()
        if command == "prepare":
            run = prepare(folder, argument)
            print("ready", flush=True)
        else:
            start = time.perf_counter()
            loss = run(int(argument))
            print("ran", time.perf_counter() - start, loss if math.isfinite(loss) else "NaN", flush=True)


main()
