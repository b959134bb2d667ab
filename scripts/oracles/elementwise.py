#!/usr/bin/env python3
"""Values and slopes of elementwise activations and losses, to hold Deltabook's against.

Each is written as PyTorch's documentation defines it, with its default parameters, and evaluated with
mpmath; slopes are mpmath's numerical derivatives, not formulas. Nothing here is taken from Deltabook.

    python3 scripts/oracles/elementwise.py > Tests/Fixtures/elementwise.json
"""

import json

from mpmath import diff, erf, exp, fabs, log, mp, mpf, nstr, sqrt, tanh

mp.dps = 300

SCALE = mpf("1.0507009873554804934193349852946")
ALPHA = mpf("1.6732632423543772848170429916717")

ACTIVATIONS = {
    "sigmoid": lambda z: 1 / (1 + exp(-z)),
    "tanh": tanh,
    "relu": lambda z: max(mpf(0), z),
    "leaky-relu": lambda z: z if z > 0 else z / 100,
    "elu": lambda z: z if z > 0 else exp(z) - 1,
    "selu": lambda z: SCALE * (max(mpf(0), z) + min(mpf(0), ALPHA * (exp(z) - 1))),
    "gelu": lambda z: z * (1 + erf(z / sqrt(2))) / 2,
    "silu": lambda z: z / (1 + exp(-z)),
    "softplus": lambda z: log(1 + exp(z)),
    "softsign": lambda z: z / (1 + fabs(z)),
    "hard-sigmoid": lambda z: min(max(z + 3, mpf(0)), mpf(6)) / 6,
    "identity": lambda z: z,
    "step": lambda z: mpf(1) if z > 0 else mpf(0),
}
# What stands in place of a derivative that would teach nothing.
CONVENTIONS = {"step": lambda z: mpf(1)}
NETS = ["-30", "-7.25", "-3.5", "-1.7", "-0.7518", "-0.01", "0.003", "0.3", "1.2783", "2.9", "4.5",
        "12", "30"]

LOSSES = {
    "half-squared-error": lambda o, t: (t - o) ** 2 / 2,
    "squared-error": lambda o, t: (t - o) ** 2,
    "mean-squared-error": lambda o, t: (t - o) ** 2,
    "mean-absolute-error": lambda o, t: fabs(t - o),
    "huber": lambda o, t: (t - o) ** 2 / 2 if fabs(t - o) <= 1 else fabs(t - o) - mpf(1) / 2,
    "binary-cross-entropy": lambda o, t: -(t * log(o) + (1 - t) * log(1 - o)),
    "binary-cross-entropy-logits":
        lambda o, t: -(t * log(1 / (1 + exp(-o))) + (1 - t) * log(1 / (1 + exp(o)))),
    "hinge": lambda o, t: max(mpf(0), 1 - t * o),
    "cross-entropy": lambda o, t: -t * log(o),
    "cross-entropy-base-2": lambda o, t: -t * log(o) / log(2),
    "cross-entropy-base-10": lambda o, t: -t * log(o) / log(10),
    "kl-divergence": lambda o, t: t * log(t / o) if t > 0 else mpf(0),
    "negative-log-likelihood": lambda o, t: -t * o,
}
PROBABILITIES = ["0.0004", "0.2", "0.5", "0.731", "0.98"]
REALS = ["-8", "-1.4", "-0.3", "0.25", "0.9", "3.75"]
DEFAULT = (REALS, ["-1.5", "0", "0.4", "2"])
POINTS = {
    "binary-cross-entropy": (PROBABILITIES, ["0", "0.3", "1"]),
    "binary-cross-entropy-logits": (REALS, ["0", "0.3", "1"]),
    "cross-entropy": (PROBABILITIES, ["0", "0.3", "1"]),
    "cross-entropy-base-2": (PROBABILITIES, ["0", "0.3", "1"]),
    "cross-entropy-base-10": (PROBABILITIES, ["0", "0.3", "1"]),
    "kl-divergence": (PROBABILITIES, ["0", "0.3", "1"]),
    "negative-log-likelihood": (["-4.5", "-0.7", "-0.02"], ["0", "0.3", "1"]),
    "hinge": (REALS, ["-1", "1"]),
}


def digits(value):
    return nstr(value, 30, min_fixed=-100, max_fixed=100, strip_zeros=False)


def activation(f, convention):
    rows = []
    for net in NETS:
        z = mpf(net)
        slope = convention(z) if convention else diff(f, z, h=mpf(10) ** -60)
        rows.append({"net": net, "value": digits(f(z)), "slope": digits(slope)})
    return rows


def loss(f, points):
    rows = []
    for output in points[0]:
        for target in points[1]:
            o, t = mpf(output), mpf(target)
            slope = diff(lambda x: f(x, t), o, h=mpf(10) ** -60)
            rows.append({
                "output": output, "target": target, "value": digits(f(o, t)), "slope": digits(slope),
            })
    return rows


print(json.dumps({
    "activations": {name: activation(f, CONVENTIONS.get(name)) for name, f in ACTIVATIONS.items()},
    "losses": {name: loss(f, POINTS.get(name, DEFAULT)) for name, f in LOSSES.items()},
}, indent=1))
