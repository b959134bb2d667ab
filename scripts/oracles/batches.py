#!/usr/bin/env python3
"""Batches through small networks, and mini-batch training, in PyTorch's double precision.

Networks of seeded random architecture with every loss that PyTorch has, both reductions over the examples,
both orientations of weights; gradients are autograd's. Nothing here is taken from Deltabook. Losses over
outputs are written as Deltabook names them: `mean-…` and `huber` average over an example's outputs, the
others add them up, and the reduction is over examples alone. (PyTorch's `reduction="sum"` would also add
up the outputs of an averaging loss.)

    pip install torch==2.13.0+cpu numpy
    python3 scripts/oracles/batches.py > Tests/Fixtures/batches.json
"""

import json
import random

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)

ACTIVATIONS = {
    "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu, "identity": lambda z: z,
    "softmax": lambda z: torch.softmax(z, dim=1), "log-softmax": lambda z: torch.log_softmax(z, dim=1),
}
# The loss of each example, shape (examples,), from outputs and targets.
LOSSES = {
    "half-squared-error": lambda o, t: ((t - o) ** 2).sum(1) / 2,
    "squared-error": lambda o, t: ((t - o) ** 2).sum(1),
    "mean-squared-error": lambda o, t: F.mse_loss(o, t, reduction="none").mean(1),
    "mean-absolute-error": lambda o, t: F.l1_loss(o, t, reduction="none").mean(1),
    "huber": lambda o, t: F.huber_loss(o, t, reduction="none").mean(1),
    "binary-cross-entropy": lambda o, t: F.binary_cross_entropy(o, t, reduction="none").mean(1),
    "binary-cross-entropy-logits":
        lambda o, t: F.binary_cross_entropy_with_logits(o, t, reduction="none").mean(1),
    "cross-entropy": lambda o, t: -(t * torch.log(o)).sum(1),
    "negative-log-likelihood": lambda o, t: -(t * o).sum(1),
    "hinge": lambda o, t: torch.clamp(1 - t * o, min=0).mean(1),
    "kl-divergence": lambda o, t: F.kl_div(torch.log(o), t, reduction="none").sum(1),
    "cross-entropy-base-2": lambda o, t: -(t * torch.log2(o)).sum(1),
    "cross-entropy-logits": lambda o, t: F.cross_entropy(o, t, reduction="none"),
}
LAST = {"binary-cross-entropy": "sigmoid", "binary-cross-entropy-logits": "identity",
        "cross-entropy": "softmax", "negative-log-likelihood": "log-softmax", "hinge": "identity",
        "kl-divergence": "softmax", "cross-entropy-base-2": "softmax", "cross-entropy-logits": "identity"}


def number(generator):
    return f"{generator.randint(-12000, 12000) / 10000}"


def rows(generator, count, width):
    return [[number(generator) for _ in range(width)] for _ in range(count)]


def targets(generator, loss, count, width):
    if loss == "hinge":
        return [[generator.choice(["1", "-1"]) for _ in range(width)] for _ in range(count)]
    if loss.startswith("cross-entropy") or loss in ("negative-log-likelihood", "kl-divergence"):
        return [["1" if i == chosen else "0" for i in range(width)]
                for chosen in (generator.randrange(width) for _ in range(count))]
    if loss.startswith("binary"):
        return [[generator.choice(["0", "1", "0.25"]) for _ in range(width)] for _ in range(count)]
    return rows(generator, count, width)


def tensor(texts):
    return torch.tensor([[float(x) for x in row] for row in texts])


def listed(value):
    return [repr(float(x)) for x in value.detach().reshape(-1)]


def network(seed, loss, reduction, vectors, examples):
    generator = random.Random(f"{seed} {loss} {reduction} {vectors}")
    units = generator.randint(1, 4)
    spec = {"name": f"{loss}, {reduction}, {vectors}, {examples}", "vectors": vectors, "loss": loss,
            "reduction": reduction, "rate": "0.1", "input": rows(generator, examples, units), "layers": []}
    depth = generator.randint(1, 3)
    for index in range(depth):
        below, units = units, generator.randint(2, 4)
        last = index == depth - 1
        free = generator.choice(["sigmoid", "tanh", "relu", "identity"])
        activation = LAST.get(loss, free) if last else free
        shape = (units, below) if vectors == "columns" else (below, units)
        spec["layers"].append({
            "name": f"L{index + 1}", "activation": activation, "weight": rows(generator, *shape),
            "bias": rows(generator, 1, units)[0] if generator.random() < 0.7 else None})
    spec["target"] = targets(generator, loss, examples, units)
    return spec


def parameters(spec):
    weights = [tensor(layer["weight"]).requires_grad_() for layer in spec["layers"]]
    biases = [None if layer["bias"] is None else tensor([layer["bias"]])[0].requires_grad_()
              for layer in spec["layers"]]
    return weights, biases


def forward(spec, a, weights, biases):
    kept = {}
    for layer, weight, bias in zip(spec["layers"], weights, biases):
        z = a @ (weight.T if spec["vectors"] == "columns" else weight)
        if bias is not None:
            z = z + bias
        a = ACTIVATIONS[layer["activation"]](z)
        for value in (z, a):
            value.retain_grad()
        kept[f"{layer['name']}.net"], kept[f"{layer['name']}.out"] = z, a
    return a, kept


def loss_of(spec, out, target):
    each = LOSSES[spec["loss"]](out, target)
    return each, each.mean() if spec["reduction"] == "mean" else each.sum()


def solve(spec):
    weights, biases = parameters(spec)
    x = tensor(spec["input"]).requires_grad_()
    out, kept = forward(spec, x, weights, biases)
    each, total = loss_of(spec, out, tensor(spec["target"]))
    total.backward()
    rate = float(spec["rate"])
    quantities = {"loss": listed(total), "loss.example": listed(each), "x.grad": listed(x.grad)}
    for name, value in kept.items():
        quantities[name], quantities[f"{name}.grad"] = listed(value), listed(value.grad)
    for layer, weight, bias in zip(spec["layers"], weights, biases):
        for name, value in ((f"{layer['name']}.weight", weight), (f"{layer['name']}.bias", bias)):
            if value is not None:
                quantities[f"{name}.grad"] = listed(value.grad)
                quantities[f"{name}.new"] = listed(value - rate * value.grad)
    spec["quantities"] = quantities
    return spec


def main():
    networks = []
    for seed, loss in enumerate(LOSSES):
        for reduction in ("mean", "sum"):
            for vectors in ("columns", "rows"):
                networks.append(solve(network(seed, loss, reduction, vectors, 1 + (seed + len(networks)) % 5)))
    print('{"networks": [')
    print(",\n".join("  " + json.dumps(spec) for spec in networks))
    print("]}")


main()
