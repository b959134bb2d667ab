#!/usr/bin/env python3
"""Hand arithmetic of whole training steps, to hold Deltabook's `precision: as-displayed` against.

Every named quantity and step is rounded before it is used again. Sums, products and quotients are
exact fractions and exponentials have 60 digits (mpmath), so each rounding, ties included, is that
of the true value. Nothing here is taken from Deltabook.

    python3 scripts/oracles/as_displayed.py > Tests/Fixtures/as-displayed.json
"""

import json
import math
from decimal import Decimal
from fractions import Fraction

import mpmath

mpmath.mp.dps = 60

NETWORKS = [
    {
        "name": "2-2-2",
        "input": ["0.05", "0.10"],
        "layers": [
            {"name": "H", "activation": "sigmoid", "weight": [["0.15", "0.20"], ["0.25", "0.30"]]},
            {"name": "O", "activation": "sigmoid", "weight": [["0.40", "0.45"], ["0.50", "0.55"]]},
        ],
        "target": ["0.01", "0.99"],
        "loss": "half-squared-error",
        "rate": "0.5",
        "digits": {
            "default": 5, "H.net": 4, "H.out.exp": 4, "H.out.denominator": 4, "O.out.exp": 3,
            "O.out.denominator": 3, "H.weight.*": 6,
        },
    },
    {
        "name": "3-4-3-2",
        "input": ["0.5", "-1.25", "0.75"],
        "layers": [
            {
                "name": "A", "activation": "tanh",
                "weight": [["0.31", "-0.42", "0.13"], ["-0.25", "0.08", "0.44"],
                           ["0.6", "0.27", "-0.35"], ["-0.12", "-0.5", "0.2"]],
                "bias": ["0.1", "-0.2", "0.05", "0.15"],
            },
            {
                "name": "B", "activation": "tanh",
                "weight": [["0.22", "-0.37", "0.41", "0.1"], ["-0.3", "0.45", "0.2", "-0.15"],
                           ["0.05", "0.33", "-0.26", "0.5"]],
                "bias": ["-0.1", "0.2", "0.3"],
            },
            {
                "name": "C", "activation": "sigmoid",
                "weight": [["0.7", "-0.55", "0.25"], ["-0.4", "0.35", "0.6"]],
                "bias": ["0.12", "-0.08"],
            },
        ],
        "target": ["1", "0"],
        "loss": "mean-squared-error",
        "rate": "0.1",
        "digits": {"default": 4},
    },
]


def exponential(x):
    """e^x of a fraction, as a fraction that is right to 60 digits."""
    value = mpmath.exp(mpmath.mpf(x.numerator) / x.denominator)
    return Fraction(Decimal(mpmath.nstr(value, 55)))


def round_to(value, decimals, mode):
    """The text of a fraction with so many decimals."""
    scaled = abs(value) * 10**decimals
    whole = math.floor(scaled)
    rest = scaled - whole
    half = Fraction(1, 2)
    if rest > half or rest == half and (mode == "half-up" or whole % 2 == 1):
        whole += 1
    digits = str(whole).rjust(decimals + 1, "0")
    text = digits[: len(digits) - decimals] + ("." + digits[len(digits) - decimals:] if decimals else "")
    return ("-" if value < 0 and whole else "") + text


class Page:
    """The displayed values of one pass: names to lists of texts, in row-major order."""

    def __init__(self, network, mode):
        self.digits, self.mode, self.texts = network["digits"], mode, {}

    def decimals(self, name):
        """The longest selector: its own name, the quantity a step belongs to, `X.*`, `default`."""
        steps = {"terms", "exp", "inverse", "numerator", "denominator", "complement", "square"}
        parts = name.split(".")
        candidates = [name]
        if parts[-1] in steps:
            candidates.append(".".join(parts[:-1]))
        candidates += [".".join(parts[:i]) + ".*" for i in range(len(parts) - 1, 1, -1)]
        for candidate in candidates:
            if candidate in self.digits:
                return self.digits[candidate]
        return self.digits["default"]

    def show(self, name, values, old=None, steps=None):
        """Rounds a quantity; what would vanish, or an update that would not be seen, gets all of the
        quantity more decimals. Returns the displayed numbers."""
        decimals = self.decimals(name)
        while True:
            texts = [round_to(value, decimals, self.mode) for value in values]
            shown = [Fraction(text) for text in texts]
            vanishes = any(s == 0 and v != 0 for s, v in zip(shown, values))
            hidden = old is not None and any(
                s == o and d != 0 for s, o, d in zip(shown, old, steps))
            if not vanishes and not hidden:
                self.texts[name] = texts
                return shown
            decimals += 1


def work(network, parameters, mode):
    """One training step by hand from displayed parameters; the page and the new parameters."""
    page = Page(network, mode)
    source = [Fraction(x) for x in network["input"]]
    target = [Fraction(x) for x in network["target"]]
    rate = Fraction(network["rate"])
    outs, slopes = [source], []
    for layer in network["layers"]:
        name = layer["name"]
        weight, bias = parameters[name + ".weight"], parameters.get(name + ".bias")
        count = len(outs[-1])
        units = len(weight) // count
        terms = page.show(
            name + ".net.terms",
            [outs[-1][j] * weight[i * count + j] for i in range(units) for j in range(count)])
        net = page.show(
            name + ".net",
            [sum(terms[i * count:(i + 1) * count]) + (bias[i] if bias else 0) for i in range(units)])
        if layer["activation"] == "sigmoid":
            rising = page.show(name + ".out.exp", [exponential(-z) for z in net])
            denominator = page.show(name + ".out.denominator", [1 + e for e in rising])
            out = page.show(name + ".out", [1 / d for d in denominator])
            complement = page.show(name + ".slope.complement", [1 - o for o in out])
            slope = page.show(name + ".slope", [o * c for o, c in zip(out, complement)])
        else:
            rising = page.show(name + ".out.exp", [exponential(z) for z in net])
            falling = page.show(name + ".out.inverse", [exponential(-z) for z in net])
            numerator = page.show(name + ".out.numerator", [a - b for a, b in zip(rising, falling)])
            denominator = page.show(
                name + ".out.denominator", [a + b for a, b in zip(rising, falling)])
            out = page.show(name + ".out", [a / b for a, b in zip(numerator, denominator)])
            square = page.show(name + ".slope.square", [o * o for o in out])
            slope = page.show(name + ".slope", [1 - s for s in square])
        outs.append(out)
        slopes.append(slope)

    error = page.show("loss.error", [t - o for t, o in zip(target, outs[-1])])
    if network["loss"] == "half-squared-error":
        square = page.show("loss.square", [e * e for e in error])
        losses = page.show("loss.i", [s / 2 for s in square])
        page.show("loss", [sum(losses)])
        slope = page.show("loss.slope", [o - t for o, t in zip(outs[-1], target)])
        share = Fraction(1)
    else:
        losses = page.show("loss.i", [e * e for e in error])
        share = Fraction(1, len(target))
        page.show("loss", [share * sum(losses)])
        slope = page.show("loss.slope", [2 * (o - t) for o, t in zip(outs[-1], target)])
    back = page.show(network["layers"][-1]["name"] + ".out.grad", [share * s for s in slope])

    updated = {}
    for index in range(len(network["layers"]) - 1, -1, -1):
        name = network["layers"][index]["name"]
        below = outs[index]
        delta = page.show(name + ".net.grad", [b * s for b, s in zip(back, slopes[index])])
        gradients = {name + ".weight": [d * a for d in delta for a in below]}
        if name + ".bias" in parameters:
            gradients[name + ".bias"] = delta
        for parameter, values in gradients.items():
            gradient = page.show(parameter + ".grad", values)
            step = page.show(parameter + ".step", [rate * g for g in gradient])
            page.show(parameter + ".change", [-s for s in step])
            old = parameters[parameter]
            updated[parameter] = page.show(
                parameter + ".new", [o - s for o, s in zip(old, step)], old=old, steps=step)
        if index > 0:
            weight = parameters[name + ".weight"]
            lower = network["layers"][index - 1]["name"]
            terms = page.show(
                lower + ".out.grad.terms",
                [delta[k] * weight[k * len(below) + j]
                 for j in range(len(below)) for k in range(len(delta))])
            back = page.show(
                lower + ".out.grad",
                [sum(terms[j * len(delta):(j + 1) * len(delta)]) for j in range(len(below))])
    return page.texts, updated


def main():
    entries = []
    for network in NETWORKS:
        pages = {}
        for mode in ["half-up", "half-even"]:
            parameters = {}
            for layer in network["layers"]:
                parameters[layer["name"] + ".weight"] = [
                    Fraction(w) for row in layer["weight"] for w in row]
                if "bias" in layer:
                    parameters[layer["name"] + ".bias"] = [Fraction(b) for b in layer["bias"]]
            pages[mode] = []
            for _ in range(3):
                texts, parameters = work(network, parameters, mode)
                pages[mode].append(texts)
        entries.append({**network, "pages": pages})
    text = json.dumps({"networks": entries}, separators=(",", ":"))
    print(text.replace('],"', '],\n"').replace("},{", "},\n{"))


if __name__ == "__main__":
    main()
