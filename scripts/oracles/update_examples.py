#!/usr/bin/env python3
"""Published calculations of updates as network cells: optimizers by hand, and a perceptron.

Each is computed in plain loops. Nothing here is taken from Deltabook.

    python3 scripts/oracles/update_examples.py > Tests/Fixtures/update-examples.json
"""

import json
from math import sqrt


def rows(cells):
    return ", ".join(f"[{', '.join(map(str, row))}]" for row in cells)


def scalar(gradients, start, optimizer):
    """One parameter that is multiplied by the next gradient: the slope of o is 1."""
    return f"""\
input: {{x: [{rows([g] for g in gradients)}]}}
layers:
  - O: {{dense: 1, activation: identity, weight: [[{start}]]}}
target: {{t: [{rows([0] for _ in gradients)}]}}
loss: {{tex: "o"}}
optimizer: {optimizer}
train: {{epochs: 1, batch: 1}}"""


def adam():
    gradients, theta, m, v = [0.5, 0.8, -0.3, 0.6, 0.4], 1.0, 0.0, 0.0
    quantities = {}
    for k, g in enumerate(gradients):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        fair_m, fair_v = m / (1 - 0.9 ** (k + 1)), v / (1 - 0.999 ** (k + 1))
        step = 0.001 * fair_m / (sqrt(fair_v) + 1e-8)
        theta -= step
        for name, value in [("grad", g), ("first-moment", m), ("second-moment", v),
                            ("corrected-first-moment", fair_m), ("corrected-second-moment", fair_v),
                            ("step", step), ("new", theta)]:
            quantities[f"O.weight.{name}@{k}"] = [value]
    return {"name": "mine_optimizers, adam", "cell": scalar(gradients, 1, "{adam: {rate: 0.001}}"),
            "quantities": quantities}


def plain():
    gradients, theta, quantities = [0.5, 0.8, -0.3, 0.6, 0.4], 1.0, {}
    for k, g in enumerate(gradients):
        theta -= 0.001 * g
        quantities[f"O.weight.new@{k}"] = [theta]
    return {"name": "mine_optimizers, gradient descent",
            "cell": scalar(gradients, 1, "{sgd: {rate: 0.001}}"), "quantities": quantities}


def adagrad(name, g):
    squares, quantities = 0.0, {}
    for k in range(3):
        squares += g * g
        quantities[f"O.weight.square-sum@{k}"] = [squares]
        quantities[f"O.weight.step@{k}"] = [1 / sqrt(squares) * g]
    return {"name": f"mine_optimizers, adagrad {name}",
            "cell": scalar([g] * 3, 1, "{adagrad: {rate: 1, epsilon: 0}}"), "quantities": quantities}


def momentum():
    velocity, gradients, quantities = 0.0, [5, -3, 4, -2], {}
    for k, g in enumerate(gradients):
        velocity = 0.9 * velocity + g
        quantities[f"O.weight.velocity@{k}"] = [velocity]
        quantities[f"O.weight.step@{k}"] = [0.1 * velocity]
    return {"name": "mine_optimizers, momentum",
            "cell": scalar(gradients, 1, "{momentum: {rate: 0.1, momentum: 0.9}}"),
            "quantities": quantities}


def perceptron():
    """The rule w += η (d − y) x after every sample, y = 1 where the net input is above 0."""
    examples = [((0, 0), 0), ((0, 1), 0), ((1, 0), 0), ((1, 1), 1)]
    # In tenths, which are whole numbers, so that a net input of 0 is 0.
    weight, bias, quantities, k = [0, 0], 0, {}, 0
    for _ in range(7):
        for x, d in examples:
            net = weight[0] * x[0] + weight[1] * x[1] + bias
            y = 1 if net > 0 else 0
            quantities[f"O.weight@{k}"] = [w / 10 for w in weight]
            quantities[f"O.bias@{k}"] = [bias / 10]
            quantities[f"O.out@{k}"] = [float(y)]
            weight = [w + (d - y) * entry for w, entry in zip(weight, x)]
            bias += d - y
            quantities[f"O.weight.new@{k}"] = [w / 10 for w in weight]
            quantities[f"O.bias.new@{k}"] = [bias / 10]
            k += 1
    cell = f"""\
input: {{x: [{rows(x for x, _ in examples)}]}}
layers:
  - O: {{dense: 1, activation: step, weight: [[0, 0]], bias: [0]}}
target: {{d: [{rows([d] for _, d in examples)}]}}
loss: half-squared-error
optimizer: {{sgd: {{rate: 0.1}}}}
train: {{epochs: 8, batch: 1}}"""
    return {"name": "perceptron_and_table", "cell": cell, "quantities": quantities}


print(json.dumps({"networks": [
    adam(), plain(), adagrad("A", 3.0), adagrad("B", 0.1), momentum(), perceptron(),
]}, indent=1))
