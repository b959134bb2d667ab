#!/usr/bin/env python3
"""Write pages that show one step of training by different conventions, with NumPy alone.

    scripts/oracles/conventions.py FOLDER

The network: two inputs, two hidden and two output units, sigmoid, as in Tests/AuditTests/VariationTests.swift.
"""

import sys
from pathlib import Path

import numpy as np

X = np.array([0.05, 0.10])
T = np.array([0.01, 0.99])
W1 = np.array([[0.15, 0.20], [0.25, 0.30]])
W2 = np.array([[0.40, 0.45], [0.50, 0.55]])
B1 = np.array([0.35, 0.30])
B2 = np.array([0.60, 0.60])
RATE = 0.5


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(w1, b1, w2, b2):
    h = sigmoid(w1 @ X + b1)
    return h, sigmoid(w2 @ h + b2)


def page(scale=1.0, through_new=False, trains_biases=True, sign=1.0):
    """One step of descent on scale · Σ ½ (t − o)².

    Args:
        scale: Factor of the halved squared errors.
        through_new: Whether the error goes back through weights that are already updated.
        trains_biases: Whether biases are updated.
        sign: -1 if δ is −∂E/∂z.
    """
    h, o = forward(W1, B1, W2, B2)
    delta_o = scale * (o - T) * o * (1 - o)
    grad2 = np.outer(delta_o, h)
    new2 = W2 - RATE * grad2
    delta_h = ((new2 if through_new else W2).T @ delta_o) * h * (1 - h)
    grad1 = np.outer(delta_h, X)
    new1 = W1 - RATE * grad1
    b1, b2 = (B1 - RATE * delta_h, B2 - RATE * delta_o) if trains_biases else (B1, B2)
    _, after = forward(new1, b1, new2, b2)
    lines = [rf"- $\delta_{{o{i + 1}}} = {sign * d:.6f}$" for i, d in enumerate(delta_o)]
    lines += [rf"- $\delta_{{h{i + 1}}} = {sign * d:.6f}$" for i, d in enumerate(delta_h)]
    lines += ["", "| Weight | Gradient | New value |", "|---|---|---|"]
    pairs = list(zip(grad1.flat, new1.flat)) + list(zip(grad2.flat, new2.flat))
    lines += [f"| $w_{k}$ | {g:.6f} | {n:.6f} |" for k, (g, n) in enumerate(pairs, start=1)]
    lines += ["", f"After the update $o_1 = {after[0]:.6f}$ and $o_2 = {after[1]:.6f}$."]
    return "\n".join(lines) + "\n"


PAGES = {
    "notebook": {},
    "plain": {"scale": 2},
    "updated-weights": {"through_new": True},
    "frozen-biases": {"trains_biases": False},
    "error-signals": {"sign": -1},
    "frozen-and-updated": {"through_new": True, "trains_biases": False},
}


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, options in PAGES.items():
        (folder / f"{name}.md").write_text(page(**options), encoding="utf-8")


main()
