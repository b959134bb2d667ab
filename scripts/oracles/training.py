#!/usr/bin/env python3
"""Mini-batch training and made-up images, written again from their description in NumPy.

The order of examples and the images follow from SplitMix64 (Steele, Lea & Flood 2014) and Fisher-Yates,
the rest is gradient descent on a 3-4-2 network (tanh, softmax, cross-entropy). Nothing here is taken from
Deltabook's output.

    pip install numpy
    python3 scripts/oracles/training.py > Tests/Fixtures/training.json
"""

import json
import random

import numpy as np

MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, seed):
        self.state = seed & MASK

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, bound):
        return (self.next() * bound) >> 64

    def shuffled(self, items):
        items = list(items)
        for index in range(len(items) - 1, 0, -1):
            other = self.below(index + 1)
            items[index], items[other] = items[other], items[index]
        return items


def images(count, seed):
    """8 x 8 images in hundredths of brightness, and labels: 0 a disc, 1 a square of about its area."""
    source = SplitMix64(seed)
    labels = [place % 2 for place in source.shuffled(range(count))]
    pictures = []
    for label in labels:
        radius = 36 + source.below(21)
        room = 8 * 16 - 2 * radius + 1
        x = radius + source.below(room)
        y = radius + source.below(room)
        half = radius * 227 // 256
        picture = []
        for pixel in range(64):
            covered = 0
            for point in range(16):
                dx = pixel % 8 * 16 + point % 4 * 4 + 2 - x
                dy = pixel // 8 * 16 + point // 4 * 4 + 2 - y
                inside = max(abs(dx), abs(dy)) <= half if label else dx * dx + dy * dy <= radius ** 2
                covered += inside
            picture.append(covered * 80 // 16 + source.below(21))
        pictures.append(picture)
    return pictures, labels


def orders(examples, test, seed, epochs):
    """The rows for testing, and the rows for training in each epoch's order."""
    everything = SplitMix64(seed).shuffled(range(examples)) if seed is not None else list(range(examples))
    training, testing = sorted(everything[:examples - test]), sorted(everything[examples - test:])
    rounds = []
    for epoch in range(epochs):
        if seed is None:
            rounds.append(training)
            continue
        source = SplitMix64(seed ^ (((epoch + 1) * 0x2545F4914F6CDD1D) & MASK))
        rounds.append([training[i] for i in source.shuffled(range(len(training)))])
    return testing, rounds


def forward(p, x):
    h = np.tanh(x @ p["H.weight"].T + p["H.bias"])
    s = h @ p["O.weight"].T + p["O.bias"]
    e = np.exp(s - s.max(1, keepdims=True))
    return h, e / e.sum(1, keepdims=True)


def loss(p, x, t):
    return float(-(t * np.log(forward(p, x)[1])).sum(1).mean())


def accuracy(p, x, t):
    return float((forward(p, x)[1].argmax(1) == t.argmax(1)).mean())


def train(name, examples, test, seed, batch, epochs, rate, steps):
    generator = random.Random(name)
    text = lambda: f"{generator.randint(-900, 900) / 1000}"
    table = lambda rows, columns: [[text() for _ in range(columns)] for _ in range(rows)]
    x_text = table(examples, 3)
    labels = [generator.randrange(2) for _ in range(examples)]
    given = {"H.weight": table(4, 3), "H.bias": table(1, 4)[0], "O.weight": table(2, 4),
             "O.bias": table(1, 2)[0]}
    p = {key: np.array(value, dtype=float) for key, value in given.items()}
    x, t = np.array(x_text, dtype=float), np.eye(2)[labels]
    testing, rounds = orders(examples, test, seed, epochs + 1)
    training = sorted(rounds[0])
    passes = [rows[first:first + batch] for rows in rounds for first in range(0, len(rows), batch)]
    per_epoch = -(-len(training) // batch)
    recorded = {}
    for step in range(epochs * per_epoch + 1):
        rows = passes[step]
        h, o = forward(p, x[rows])
        if step in steps:
            recorded[step] = {
                "x": x[rows].reshape(-1).tolist(), "O.out": o.reshape(-1).tolist(),
                "loss": loss(p, x[rows], t[rows]), "train_loss": loss(p, x[training], t[training]),
                "train_accuracy": accuracy(p, x[training], t[training]),
                **{key: value.reshape(-1).tolist() for key, value in p.items()}}
            if testing:
                recorded[step]["test_loss"] = loss(p, x[testing], t[testing])
                recorded[step]["test_accuracy"] = accuracy(p, x[testing], t[testing])
        d = (o - t[rows]) / len(rows)
        e = (d @ p["O.weight"]) * (1 - h * h)
        p = {"H.weight": p["H.weight"] - rate * e.T @ x[rows], "H.bias": p["H.bias"] - rate * e.sum(0),
             "O.weight": p["O.weight"] - rate * d.T @ h, "O.bias": p["O.bias"] - rate * d.sum(0)}
    return {"name": name, "input": x_text, "labels": labels, "parameters": given, "test": test,
            "seed": seed, "batch": batch, "epochs": epochs, "rate": str(rate),
            "updates": epochs * per_epoch, "steps": recorded}


pictures, labels = images(6, 1)
print(json.dumps({
    "images": {"count": 6, "seed": 1, "hundredths": pictures, "labels": labels},
    "trainings": [
        train("in order, batches that fit", 8, 0, None, 4, 5, 0.5, {0, 1, 3, 10}),
        train("shuffled, the last batch smaller", 11, 0, 7, 4, 4, 0.25, {0, 2, 5, 12}),
        train("shuffled, with a test", 15, 3, 42, 5, 30, 0.5, {0, 1, 2, 30, 90}),
        train("all at once", 6, 2, None, 4, 200, 0.1, {0, 1, 200}),
    ]}))
