"""Training in NumPy and PyTorch, in process and warm: nanoseconds of an update of a 2-2-2 network, and
seconds of an epoch of a 784-128-10 network, batch 64, 10,000 made-up examples. Double precision, two
threads at most. Prints one JSON object."""

import json
import os
import time

os.environ.setdefault("OMP_NUM_THREADS", "2")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "2")

import numpy as np
import torch

torch.set_num_threads(2)
torch.set_default_dtype(torch.float64)
BATCH, EXAMPLES = 64, 10_000


def best(body, runs=5):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        body()
        times.append(time.perf_counter() - start)
    return min(times)


def small_torch(updates=2_000):
    net = torch.nn.Sequential(
        torch.nn.Linear(2, 2), torch.nn.Sigmoid(), torch.nn.Linear(2, 2), torch.nn.Sigmoid())
    optimizer = torch.optim.SGD(net.parameters(), lr=0.5)
    x, t = torch.tensor([0.05, 0.10]), torch.tensor([0.01, 0.99])

    def run():
        for _ in range(updates):
            optimizer.zero_grad()
            (((net(x) - t) ** 2).sum() / 2).backward()
            optimizer.step()

    run()
    return best(run) / updates * 1e9


def small_numpy(updates=5_000):
    x, t = np.array([0.05, 0.10]), np.array([0.01, 0.99])
    w, b = np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([0.35, 0.35])
    v, c = np.array([[0.40, 0.45], [0.50, 0.55]]), np.array([0.60, 0.60])

    def run():
        nonlocal w, b, v, c
        for _ in range(updates):
            h = 1 / (1 + np.exp(-(w @ x + b)))
            o = 1 / (1 + np.exp(-(v @ h + c)))
            d = (o - t) * o * (1 - o)
            e = (v.T @ d) * h * (1 - h)
            v, c = v - 0.5 * np.outer(d, h), c - 0.5 * d
            w, b = w - 0.5 * np.outer(e, x), b - 0.5 * e

    run()
    return best(run) / updates * 1e9


def made_up():
    random = np.random.default_rng(2)
    return random.random((EXAMPLES, 784)), random.integers(0, 10, EXAMPLES)


def large_torch():
    images, labels = (torch.from_numpy(a) for a in made_up())
    net = torch.nn.Sequential(torch.nn.Linear(784, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
    loss = torch.nn.CrossEntropyLoss()

    def epoch():
        order = torch.randperm(EXAMPLES)
        for first in range(0, EXAMPLES, BATCH):
            rows = order[first:first + BATCH]
            optimizer.zero_grad()
            loss(net(images[rows]), labels[rows]).backward()
            optimizer.step()

    epoch()
    return best(epoch)


def large_numpy():
    images, labels = made_up()
    targets = np.eye(10)[labels]
    random = np.random.default_rng(3)
    w, b = random.normal(0, 0.05, (784, 128)), np.zeros(128)
    v, c = random.normal(0, 0.1, (128, 10)), np.zeros(10)

    def epoch():
        nonlocal w, b, v, c
        order = random.permutation(EXAMPLES)
        for first in range(0, EXAMPLES, BATCH):
            rows = order[first:first + BATCH]
            x, t = images[rows], targets[rows]
            z = x @ w + b
            h = np.maximum(z, 0)
            s = h @ v + c
            p = np.exp(s - s.max(1, keepdims=True))
            d = (p / p.sum(1, keepdims=True) - t) / len(rows)
            e = (d @ v.T) * (z > 0)
            v, c = v - 0.01 * (h.T @ d), c - 0.01 * d.sum(0)
            w, b = w - 0.01 * (x.T @ e), b - 0.01 * e.sum(0)

    epoch()
    return best(epoch)


print(json.dumps({
    "torch": torch.__version__, "numpy": np.__version__,
    "torch_small_ns": small_torch(), "numpy_small_ns": small_numpy(),
    "torch_large_s": large_torch(), "numpy_large_s": large_numpy(),
}))
