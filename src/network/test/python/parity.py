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


def write_layers(folder):
    arrays = {}
    for number, (spec, module, shape) in enumerate(layer_cases()):
        key = f"{number:02d}."
        for name, tensor in list(module.named_parameters()) + list(module.named_buffers()):
            if tensor.dim() > 0:
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
            arrays[key + "d_" + name] = double(parameter.grad)
        for name, buffer in module.named_buffers():
            if buffer.dim() > 0:
                arrays[key + "after_" + name] = double(buffer)
    np.savez_compressed(folder / "layers.npz", **arrays)


def write_losses(folder):
    arrays = {}
    for number, (n, c) in enumerate([(1, 2), (7, 10), (4, 67)]):
        for name, loss in [
            ("SoftmaxCrossEntropy", lambda s, t: F.cross_entropy(s, t)),
            ("SoftmaxCrossEntropy 0.1", lambda s, t: F.cross_entropy(s, t, label_smoothing=0.1)),
            ("MulticlassHinge 1.0", lambda s, t: s.shape[1] * F.multi_margin_loss(s, t, margin=1.0)),
            ("MulticlassHinge 0.5", lambda s, t: s.shape[1] * F.multi_margin_loss(s, t, margin=0.5)),
            ("MeanSquaredError", lambda s, t: F.mse_loss(s, F.one_hot(t, s.shape[1]).to(s.dtype))),
        ]:
            key = f"{number}.{name}."
            scores = draw(n, c, scale=3).requires_grad_()
            labels = torch.tensor(random.integers(0, c, n))
            value = loss(scores, labels)
            value.backward()
            arrays |= {key + "scores": single(scores), key + "labels": labels.numpy()}
            arrays |= {key + "loss": double(value).reshape(1), key + "gradient": double(scores.grad)}
    np.savez_compressed(folder / "losses.npz", **arrays)


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


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    write_layers(target)
    write_losses(target)
    write_trainings(target)
