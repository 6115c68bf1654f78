"""Writes what PyTorch makes of each layer, each loss and three short trainings.

The tests compare the library with these files; run this only to change the cases:

    pip install torch==2.13.0+cpu numpy
    python src/network/test/python/parity.py src/network/test/resources/gradus/parity

Inputs and weights are drawn in single precision, so that both precisions start from the same
numbers; everything is computed in double precision. Images are N x C x H x W as PyTorch has them;
the Java reader permutes.
"""

import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

torch.set_default_dtype(torch.float64)
torch.manual_seed(20)
random = np.random.default_rng(20)


def draw(*shape, scale=1.0):
    """Gaussian numbers that single precision holds exactly."""
    return torch.tensor((scale * random.standard_normal(shape)).astype(np.float32), dtype=torch.float64)


def single(tensor):
    return tensor.detach().numpy().astype(np.float32)


def double(tensor):
    return tensor.detach().numpy()


class Maxout(nn.Module):
    def __init__(self, pieces):
        super().__init__()
        self.pieces = pieces

    def forward(self, x):
        return x.reshape(x.shape[0], -1, self.pieces).max(dim=2).values


def pool(kind, size, stride, padding, ceil):
    if kind == "MaxPool2d":
        return nn.MaxPool2d(size, stride, padding, ceil_mode=ceil)
    return nn.AvgPool2d(size, stride, padding, ceil_mode=ceil, count_include_pad=False)


def layer_cases():
    """(what the reader builds, the module, the input's shape)."""
    for n, i, o in [(1, 1, 1), (5, 67, 3), (3, 17, 31)]:
        yield f"Linear {i} {o} bias", nn.Linear(i, o), (n, i)
    yield "Linear 7 5 none", nn.Linear(7, 5, bias=False), (4, 7)
    for n, c, f, h, w, kh, kw, stride, padding, bias in [
        (1, 1, 1, 1, 1, 1, 1, 1, 0, "bias"),
        (2, 3, 4, 7, 9, 3, 3, 1, 1, "bias"),
        (1, 67, 5, 5, 3, 3, 3, 2, 1, "bias"),
        (2, 2, 33, 8, 7, 3, 2, 3, 0, "none"),
        (1, 5, 6, 11, 13, 5, 4, 2, 2, "bias"),
        (3, 17, 9, 4, 5, 1, 1, 2, 0, "none"),
        (1, 3, 7, 23, 19, 11, 11, 4, 1, "bias"),
        (2, 16, 16, 6, 5, 5, 5, 1, 2, "bias"),
        (1, 1, 8, 3, 3, 5, 5, 3, 3, "bias"),
    ]:
        module = nn.Conv2d(c, f, (kh, kw), stride, padding, bias=bias == "bias")
        yield f"Conv2d {c} {f} {kh} {kw} {stride} {padding} {bias}", module, (n, c, h, w)
    for kind in ["MaxPool2d", "AvgPool2d"]:
        for n, c, h, w, kh, kw, stride, padding, ceil in [
            (2, 3, 8, 6, 2, 2, 2, 0, False),
            (1, 67, 7, 9, 3, 3, 2, 0, True),
            (2, 5, 7, 6, 3, 3, 2, 1, False),
            (1, 4, 11, 10, 3, 2, 3, 1, True),
            (2, 2, 5, 5, 3, 3, 1, 1, False),
        ]:
            spec = f"{kind} {kh} {kw} {stride} {padding} {str(ceil).lower()}"
            yield spec, pool(kind, (kh, kw), stride, padding, ceil), (n, c, h, w)
    yield "GlobalAveragePool", nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()), (2, 5, 3, 7)
    for c, shape in [(1, (5, 1)), (67, (2, 67)), (3, (2, 3, 5, 7)), (17, (3, 17, 1, 1))]:
        module = nn.BatchNorm1d(c) if len(shape) == 2 else nn.BatchNorm2d(c)
        yield f"BatchNorm {c}", module, shape
        evaluated = nn.BatchNorm1d(c) if len(shape) == 2 else nn.BatchNorm2d(c)
        yield f"BatchNorm {c}", evaluated.eval(), shape
    yield "LayerNorm 67", nn.LayerNorm(67), (3, 67)
    yield "LayerNorm 5", nn.LayerNorm(5), (1, 5)
    yield "GroupNorm 2 6", nn.GroupNorm(2, 6), (2, 6, 3, 5)
    yield "GroupNorm 67 67", nn.GroupNorm(67, 67), (1, 67, 2, 3)
    yield "GroupNorm 1 4", nn.GroupNorm(1, 4), (3, 4, 5, 1)
    for spec, module in [
        ("Relu", nn.ReLU()),
        ("LeakyRelu 0.01", nn.LeakyReLU(0.01)),
        ("Elu 1.3", nn.ELU(1.3)),
        ("Sigmoid", nn.Sigmoid()),
        ("Tanh", nn.Tanh()),
        ("Softmax", nn.Softmax(dim=1)),
        ("Maxout 3", Maxout(3)),
    ]:
        yield spec, module, (5, 21)


class Scaled(nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, x):
        return self.factor * x


def without_scale(columns):
    """Batch norm whose scale stays 1."""
    module = nn.BatchNorm2d(columns, eps=1e-12, momentum=0.4)
    module.weight.requires_grad = False
    return module


def airbench_cases():
    """The parts of the network that learns CIFAR-10 to 94 %."""
    for shape in [(5, 21), (3, 7, 5, 6)]:
        yield "Gelu", nn.GELU(), shape
    yield "Scaled 0.00390625", Scaled(1 / 256), (4, 10)
    yield "GlobalMaxPool", nn.Sequential(nn.AdaptiveMaxPool2d(1), nn.Flatten()), (2, 67, 3, 4)
    for columns, shape in [(67, (2, 67, 3, 3)), (3, (4, 3, 5, 7))]:
        yield f"BatchNormWithoutScale {columns}", without_scale(columns), shape
        yield f"BatchNormWithoutScale {columns}", without_scale(columns).eval(), shape


def write_layers(file, cases):
    arrays = {}
    for number, (spec, module, shape) in enumerate(cases):
        key = f"{number:02d}."
        for name, tensor in list(module.named_parameters()) + list(module.named_buffers()):
            if tensor.dim() > 0 and not (name == "weight" and "WithoutScale" in spec):
                positive = name in ("running_var", "weight") and spec.startswith("BatchNorm")
                value = draw(*tensor.shape, scale=0.3)
                tensor.data.copy_((value.abs() + 0.5).float() if positive else value)
                arrays[key + name] = single(tensor)
        mode = "train" if module.training else "eval"
        x = draw(*shape).requires_grad_()
        y = module(x)
        dy = draw(*y.shape)
        y.backward(dy)
        arrays |= {key + "spec": spec, key + "mode": mode, key + "x": single(x), key + "dy": single(dy)}
        arrays |= {key + "y": double(y), key + "dx": double(x.grad)}
        for name, parameter in module.named_parameters():
            if parameter.requires_grad:
                arrays[key + "d_" + name] = double(parameter.grad)
        for name, buffer in module.named_buffers():
            if buffer.dim() > 0:
                arrays[key + "after_" + name] = double(buffer)
    np.savez_compressed(file, **arrays)


LOSSES = [
    ("SoftmaxCrossEntropy", lambda s, t: F.cross_entropy(s, t)),
    ("SoftmaxCrossEntropy 0.1", lambda s, t: F.cross_entropy(s, t, label_smoothing=0.1)),
    ("MulticlassHinge 1.0", lambda s, t: s.shape[1] * F.multi_margin_loss(s, t, margin=1.0)),
    ("MulticlassHinge 0.5", lambda s, t: s.shape[1] * F.multi_margin_loss(s, t, margin=0.5)),
    ("MeanSquaredError", lambda s, t: F.mse_loss(s, F.one_hot(t, s.shape[1]).to(s.dtype))),
]
SUMMED = [
    ("summed", lambda s, t: F.cross_entropy(s, t, label_smoothing=0.2, reduction="sum")),
]


def write_losses(file, losses):
    arrays = {}
    for number, (n, c) in enumerate([(1, 2), (7, 10), (4, 67)]):
        for name, loss in losses:
            key = f"{number}.{name}."
            scores = draw(n, c, scale=3).requires_grad_()
            labels = torch.tensor(random.integers(0, c, n))
            value = loss(scores, labels)
            value.backward()
            arrays |= {key + "scores": single(scores), key + "labels": labels.numpy()}
            arrays |= {key + "loss": double(value).reshape(1), key + "gradient": double(scores.grad)}
    np.savez_compressed(file, **arrays)


class Residual(nn.Module):
    def __init__(self, body, shortcut):
        super().__init__()
        self.body = body
        self.shortcut = shortcut

    def forward(self, x):
        return self.body(x) + self.shortcut(x)


def conv(i, o, size, stride):
    return nn.Conv2d(i, o, size, stride, size // 2, bias=False)


def networks():
    """(name, the network in the order of the reader's, the shape of one example)."""
    yield "mlp", nn.Sequential(
        nn.Flatten(),
        nn.Linear(20, 32, bias=False), nn.BatchNorm1d(32), nn.ReLU(),
        nn.Linear(32, 16, bias=False), nn.BatchNorm1d(16), nn.ReLU(),
        nn.Linear(16, 10),
    ), (20,)
    yield "lenet", nn.Sequential(
        nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
    ), (3, 32, 32)
    yield "resnet", nn.Sequential(
        conv(3, 8, 3, 1), nn.BatchNorm2d(8), nn.ReLU(),
        Residual(nn.Sequential(
            conv(8, 8, 3, 1), nn.BatchNorm2d(8), nn.ReLU(), conv(8, 8, 3, 1), nn.BatchNorm2d(8),
        ), nn.Identity()), nn.ReLU(),
        Residual(nn.Sequential(
            conv(8, 16, 3, 2), nn.BatchNorm2d(16), nn.ReLU(), conv(16, 16, 3, 1), nn.BatchNorm2d(16),
        ), nn.Sequential(conv(8, 16, 1, 2), nn.BatchNorm2d(16))), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 10),
    ), (3, 16, 16)


def optimizers(name):
    """Three for every network, and all others for the smallest."""
    yield "Sgd", lambda p: torch.optim.SGD(p, lr=0.02)
    yield "Momentum", lambda p: torch.optim.SGD(p, lr=0.005, momentum=0.9)
    yield "Adam", lambda p: torch.optim.Adam(p, lr=0.001, betas=(0.9, 0.999), eps=1e-8)
    if name == "mlp":
        yield "Nesterov", lambda p: torch.optim.SGD(p, lr=0.005, momentum=0.9, nesterov=True)
        yield "AdaGrad", lambda p: torch.optim.Adagrad(p, lr=0.01, eps=1e-8)
        yield "RmsProp", lambda p: torch.optim.RMSprop(p, lr=0.001, alpha=0.99, eps=1e-8)
        yield "AdamW", lambda p: torch.optim.AdamW(decaying(p, 0.1), lr=0.001)
        yield "decay", lambda p: torch.optim.SGD(decaying(p, 0.1), lr=0.02)


def decaying(parameters, decay):
    """Only weights decay: no bias, no shift, no scale."""
    parameters = list(parameters)
    return [
        {"params": [p for p in parameters if p.dim() > 1], "weight_decay": decay},
        {"params": [p for p in parameters if p.dim() == 1], "weight_decay": 0},
    ]


def write_trainings(folder, steps=50, batch=8, batches=3):
    for name, network, example in networks():
        arrays = {}
        for parameter_name, parameter in network.named_parameters():
            is_scale = parameter.dim() == 1 and parameter_name.endswith("weight")
            fan_in = parameter[0].numel() if parameter.dim() > 1 else 1
            spread = (2 / fan_in) ** 0.5 if parameter.dim() > 1 else 0.1
            value = draw(*parameter.shape, scale=spread)
            parameter.data.copy_((value + 1).float() if is_scale else value)
            arrays["start." + parameter_name] = single(parameter)
        inputs = draw(batches * batch, *example)
        labels = torch.tensor(random.integers(0, 10, batches * batch))
        arrays |= {"inputs": single(inputs), "labels": labels.numpy()}
        start = {key: value.clone() for key, value in network.state_dict().items()}
        for optimizer_name, make in optimizers(name):
            network.load_state_dict(start)
            optimizer = make(network.parameters())
            losses = []
            for step in range(steps):
                here = slice(step % batches * batch, (step % batches + 1) * batch)
                loss = F.cross_entropy(network(inputs[here]), labels[here])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                losses.append(loss.item())
            arrays["losses." + optimizer_name] = np.array(losses)
        np.savez_compressed(folder / f"training-{name}.npz", **arrays)


class DiracConv(nn.Conv2d):
    def __init__(self, i, o):
        super().__init__(i, o, 3, padding=1, bias=False)


def block(i, o):
    return [
        DiracConv(i, o), nn.MaxPool2d(2), without_scale(o), nn.GELU(),
        DiracConv(o, o), without_scale(o), nn.GELU(),
    ]


def whitening(images, size=2, eps=5e-4):
    """Filters from the eigenvectors of patches, those of large eigenvalues first, and negated."""
    patches = F.unfold(images, size).transpose(1, 2).reshape(-1, images.shape[1] * size * size)
    values, vectors = torch.linalg.eigh(patches.T @ patches / len(patches))
    vectors = vectors.T.flip(0)
    largest = vectors.gather(1, vectors.abs().argmax(1, keepdim=True))
    vectors = vectors * largest.sign() / torch.sqrt(values.flip(0) + eps)[:, None]
    filters = vectors.reshape(-1, images.shape[1], size, size)
    return torch.cat([filters, -filters])


def newton_schulz(gradient, steps):
    x = gradient / (gradient.norm() + 1e-7)
    x = x.T if gradient.shape[0] > gradient.shape[1] else x
    for _ in range(steps):
        square = x @ x.T
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return x.T if gradient.shape[0] > gradient.shape[1] else x


class Muon(torch.optim.Optimizer):
    """As the record has it: filters scaled to the norm of the root of their number first."""

    def __init__(self, parameters, lr, momentum, steps):
        super().__init__(parameters, dict(lr=lr, momentum=momentum, steps=steps))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                buffer = self.state[p].setdefault("momentum", torch.zeros_like(p))
                buffer.mul_(group["momentum"]).add_(p.grad)
                ahead = p.grad + group["momentum"] * buffer
                p.mul_(len(p) ** 0.5 / p.norm())
                change = newton_schulz(ahead.reshape(len(p), -1), group["steps"])
                p.sub_(group["lr"] * change.reshape(p.shape))


def write_airbench(file, steps=20, batch=8, batches=3):
    """A narrow network of the kind that learns CIFAR-10 to 94 %, and its rules."""
    inputs = draw(batches * batch, 3, 32, 32)
    labels = torch.tensor(random.integers(0, 10, batches * batch))
    first = nn.Conv2d(3, 24, 2)
    first.weight.requires_grad = False
    network = nn.Sequential(
        first, nn.GELU(), *block(24, 8), *block(8, 12), *block(12, 12),
        nn.AdaptiveMaxPool2d(1), nn.Flatten(), nn.Linear(12, 10, bias=False), Scaled(1 / 12),
    )
    for name, parameter in network.named_parameters():
        if name == "0.weight":
            parameter.data.copy_(whitening(inputs))
        elif parameter.requires_grad:
            parameter.data.copy_(draw(*parameter.shape, scale=0.3))
        if isinstance(network[int(name.split(".")[0])], DiracConv):
            nn.init.dirac_(parameter.data[: parameter.shape[1]])
    arrays = {"inputs": single(inputs), "labels": labels.numpy()}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            arrays["start." + name] = single(parameter)
    arrays["whitening"] = double(first.weight)
    learned = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    biases = [p for _, p in learned if p.dim() == 1]
    head = [p for _, p in learned if p.dim() == 2]
    rules = [
        torch.optim.SGD(
            [dict(params=biases, lr=0.01, weight_decay=0.1), dict(params=head, lr=0.05, weight_decay=0.02)],
            lr=0.01, momentum=0.85, nesterov=True,
        ),
        Muon([p for _, p in learned if p.dim() == 4], lr=0.1, momentum=0.6, steps=3),
    ]
    losses = []
    for step in range(steps):
        here = slice(step % batches * batch, (step % batches + 1) * batch)
        loss = F.cross_entropy(network(inputs[here]), labels[here], label_smoothing=0.2, reduction="sum")
        network.zero_grad()
        loss.backward()
        for rule in rules:
            rule.step()
        losses.append(loss.item())
    arrays["losses"] = np.array(losses)
    np.savez_compressed(file, **arrays)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    write_layers(target / "layers.npz", layer_cases())
    write_losses(target / "losses.npz", LOSSES)
    write_trainings(target)
    write_layers(target / "layers-airbench.npz", airbench_cases())
    write_losses(target / "losses-summed.npz", SUMMED)
    write_airbench(target / "training-airbench.npz")
