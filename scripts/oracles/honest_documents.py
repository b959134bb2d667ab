#!/usr/bin/env python3
"""Write honest walkthroughs of small networks, to see that `deltabook diff` calls nothing in them a slip.

    scripts/oracles/honest_documents.py FOLDER

25 networks, each worked through with 8 habits that people have: full precision rounded to print, rounding
as displayed, rounding half to even, truncating, single precision, another number of decimals for each kind of
number, weights printed shorter than they are, several steps of training. One file a network, the documents
separated by form feeds. NumPy computes; nothing of Deltabook is used. Layout, notation, words, signs of
multiplication and sizes vary with the network.

Above each document stands its network as a hidden cell, with all digits of its weights.
"""

import sys
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np

HABITS = ["full", "displayed", "half-even", "truncating", "float32", "decimals", "short", "steps"]


class Random:
    """A linear congruential generator (Knuth's MMIX), the same everywhere and for ever."""

    def __init__(self, seed):
        self.state = (seed * 2654435769 + 12345) % 2**64
        for _ in range(8):
            self.below(2)

    def below(self, count):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % count

    def choice(self, items):
        return items[self.below(len(items))]

    def number(self, low, high, decimals):
        scale = 10**decimals
        return (low * scale + self.below((high - low) * scale + 1)) / scale


class Activation:
    def __init__(self, name, apply, slope, call, slope_text):
        self.name, self.apply, self.slope = name, apply, slope
        self.call, self.slope_text = call, slope_text


ONE = {np.float64: np.float64(1), np.float32: np.float32(1)}
ACTIVATIONS = {
    "sigmoid": Activation(
        "sigmoid", lambda z: 1 / (1 + np.exp(-z)), lambda z, a: a * (1 - a),
        [r"\sigma({z})", r"\frac{{1}}{{1 + e^{{-({z})}}}}"], r"{a} {x} (1 - {a})"),
    "tanh": Activation(
        "tanh", np.tanh, lambda z, a: 1 - a * a, [r"\tanh({z})"], r"(1 - {a}^2)"),
    "relu": Activation(
        "relu", lambda z: np.maximum(z, 0), lambda z, a: (z > 0).astype(z.dtype),
        [r"\max(0, {z})"], None),
    "identity": Activation("identity", lambda z: z, lambda z, a: np.ones_like(z), None, None),
}


class Network:
    """Sizes, weights (out x in), biases, an example and a learning rate."""

    def __init__(self, number):
        random = Random(number)
        hidden = [1 + random.below(3)] if number % 5 else [2, 2]
        self.sizes = [1 + random.below(3), *hidden, 1 + random.below(2)]
        inner = ["sigmoid", "tanh", "relu"][number % 3]
        outer = ["sigmoid", "identity", "tanh"][number % 4 % 3]
        self.activations = [inner] * len(hidden) + [outer]
        self.has_bias = number % 7 != 3
        self.x = [random.number(-1, 1, 2) or 0.5 for _ in range(self.sizes[0])]
        self.t = [random.number(0, 1, 2) for _ in range(self.sizes[-1])]
        self.rate = random.choice([0.5, 0.1, 0.25, 0.05])
        self.random = random
        self.shapes = list(zip(self.sizes[1:], self.sizes))

    def parameters(self, decimals):
        """Weights and biases with so many decimals, none of them zero."""
        random = Random(self.sizes[0] * 7919 + decimals + self.random.below(1000))

        def one():
            return random.number(-1, 1, decimals) or 0.25

        weights = [[[one() for _ in range(m)] for _ in range(n)] for n, m in self.shapes]
        biases = [[one() for _ in range(n)] for n, _ in self.shapes] if self.has_bias else None
        return weights, biases


class Notation:
    """Names of things in TeX; layers count from 0, the input, units from 0."""

    def __init__(self, kind, sizes, new):
        self.kind, self.sizes, self.new_mark = kind, sizes, new
        self.first = np.cumsum([0, *sizes])

    def letter(self, layer):
        return "i" if layer == 0 else "o" if layer == len(self.sizes) - 1 else "hgk"[layer - 1]

    def unit(self, layer, unit):
        return int(self.first[layer]) + unit + 1

    def x(self, unit):
        return {"running": f"i_{unit + 1}", "layers": f"a_{unit + 1}^{{(0)}}"}.get(
            self.kind, f"x_{unit + 1}")

    def t(self, unit):
        if self.kind == "running":
            return rf"\text{{target}}_{{o{unit + 1}}}"
        return f"t_{unit + 1}" if self.kind == "letters" else f"y_{unit + 1}"

    def z(self, layer, unit):
        return {
            "running": rf"\text{{net}}_{{{self.letter(layer)}{unit + 1}}}",
            "layers": f"z_{unit + 1}^{{({layer})}}",
            "units": rf"\mathrm{{net}}_{{{self.unit(layer, unit)}}}",
            "letters": f"s_{{{self.letter(layer)}{unit + 1}}}",
        }[self.kind]

    def a(self, layer, unit):
        if layer == 0:
            return self.x(unit)
        return {
            "running": rf"\text{{out}}_{{{self.letter(layer)}{unit + 1}}}",
            "layers": f"a_{unit + 1}^{{({layer})}}",
            "units": f"o_{{{self.unit(layer, unit)}}}",
            "letters": f"{self.letter(layer)}_{unit + 1}",
        }[self.kind]

    def w(self, layer, to, source):
        if self.kind == "running":
            before = sum(n * m for n, m in zip(self.sizes[1:layer], self.sizes))
            return f"w_{{{before + to * self.sizes[layer - 1] + source + 1}}}"
        if self.kind == "units":
            return f"w_{{{self.unit(layer - 1, source)}{self.unit(layer, to)}}}"
        if self.kind == "layers":
            return f"w_{{{to + 1}{source + 1}}}^{{({layer})}}"
        return f"{'uvw'[layer - 1]}_{{{source + 1}{to + 1}}}"

    def b(self, layer, unit):
        if self.kind == "layers":
            return f"b_{unit + 1}^{{({layer})}}"
        if self.kind == "units":
            return rf"\theta_{{{self.unit(layer, unit)}}}"
        return f"b_{{{self.letter(layer)}{unit + 1}}}"

    def delta(self, layer, unit):
        if self.kind == "layers":
            return rf"\delta_{unit + 1}^{{({layer})}}"
        if self.kind == "units":
            return rf"\delta_{{{self.unit(layer, unit)}}}"
        return rf"\delta_{{{self.letter(layer)}{unit + 1}}}"

    def loss(self, unit):
        return f"E_{{o{unit + 1}}}" if self.kind == "running" else f"E_{unit + 1}"

    def gradient(self, symbol):
        return rf"\frac{{\partial E}}{{\partial {symbol}}}"

    def new(self, symbol):
        if "^" in symbol:
            return rf"{symbol[:-1]},{self.new_mark}}}"
        return f"{symbol}^{{{self.new_mark}}}"


WORDS = {
    "en": {
        "title": "A network by hand", "given": "What is given", "forward": "Forward pass",
        "error": "The error", "backward": "Backpropagation", "update": "New weights",
        "table": ["Neuron", "Calculation", "Result"], "again": "Pass",
        "updates": ["Weight", "Old value", "Gradient", "New value"], "rate": "Learning rate",
        "sum": "The inputs, weighted and added up:", "all": "Together:", "and": "and",
    },
    "de": {
        "title": "Ein Netz von Hand", "given": "Gegeben", "forward": "Vorwärtsrechnung",
        "error": "Der Fehler", "backward": "Rückwärtsrechnung", "update": "Neue Gewichte",
        "table": ["Neuron", "Rechnung", "Ergebnis"], "again": "Durchgang",
        "updates": ["Gewicht", "Alter Wert", "Gradient", "Neuer Wert"], "rate": "Lernrate",
        "sum": "Die gewichtete Summe der Eingaben:", "all": "Zusammen:", "and": "und",
    },
}


class Habit:
    """How numbers are computed with and printed."""

    def __init__(self, name, random):
        self.name = name
        self.dtype = np.float32 if name == "float32" else np.float64
        self.decimals = {"full": 4, "displayed": 4, "half-even": 5, "truncating": 4, "short": 4,
                         "steps": 5}.get(name, 6)
        self.kinds = {}
        if name == "decimals":
            self.kinds = {kind: 3 + random.below(4) for kind in "zaEdgw"}

    def text(self, value, kind):
        if self.name == "float32":
            return plain(np.float32(value))
        decimals = self.kinds.get(kind, self.decimals)
        if kind in "dgE" and self.name != "decimals":
            decimals += 1
        rounding = {"truncating": ROUND_DOWN, "half-even": ROUND_HALF_EVEN}.get(
            self.name, ROUND_HALF_UP)
        quantum = Decimal(1).scaleb(-decimals)
        text = format(Decimal(float(value)).quantize(quantum, rounding=rounding), "f")
        return text[1:] if Decimal(text) == 0 and text.startswith("-") else text

    def settle(self, values, kind):
        """The numbers that the next line computes with, and how they are printed."""
        values = np.asarray(values, dtype=self.dtype)
        texts = np.array([self.text(v, kind) for v in values.ravel()]).reshape(values.shape)
        if self.name == "displayed":
            values = np.array([float(t) for t in texts.ravel()]).reshape(values.shape)
        return values, texts


def plain(value):
    """The shortest digits that give the single-precision number again, without an exponent."""
    return format(Decimal(np.format_float_positional(value, unique=True, trim="0")), "f")


class Page:
    """A document under way: equations in one of several layouts."""

    def __init__(self, network, habit, number):
        random = Random(number * 100 + HABITS.index(habit.name))
        self.habit, self.network, self.lines = habit, network, []
        self.layout = ["display", "inline", "align", "table", "fence"][number % 5]
        self.words = WORDS["de" if number % 6 == 4 else "en"]
        kind = ["running", "layers", "units", "letters"][number % 4]
        mark = random.choice([r"\text{new}", "+", r"\mathrm{neu}" if number % 6 == 4 else "new"])
        self.names = Notation(kind, network.sizes, mark)
        self.times = [r"\times", r"\cdot", None][number % 3]
        self.shows_terms = number % 2 == 0

    # Pieces of formulas

    def product(self, *factors):
        if self.times is None:
            return "".join(f if f.startswith("(") else f"({f})" for f in factors)
        kept = [f"({f})" if f.startswith("-") and i else f for i, f in enumerate(factors)]
        return f" {self.times} ".join(kept)

    @staticmethod
    def sum(terms):
        text = terms[0]
        for term in terms[1:]:
            text += f" - {term[1:]}" if term.startswith("-") else f" + {term}"
        return text

    # Layouts

    def heading(self, text):
        self.lines += [f"## {text}", ""]

    def equations(self, rows):
        """Rows of (symbol, [links], result), each link an expression."""
        chains = [" = ".join([s, *links, result]) for s, links, result in rows]
        if self.layout == "inline":
            self.lines += [f"- ${chain}$" for chain in chains]
        elif self.layout == "align":
            self.lines += ["$$", r"\begin{aligned}"]
            for symbol, links, result in rows:
                parts = [*links, result]
                self.lines.append(rf"{symbol} &= {parts[0]} \\")
                self.lines += [rf"&= {part} \\" for part in parts[1:]]
            self.lines += [r"\end{aligned}", "$$"]
        elif self.layout == "table" and all(links for _, links, _ in rows):
            head = self.words["table"]
            self.lines += [f"| {' | '.join(head)} |", "|---|---|---|"]
            self.lines += [
                f"| ${symbol}$ | ${' = '.join(links)}$ | ${result}$ |"
                for symbol, links, result in rows
            ]
        elif self.layout == "fence":
            for chain in chains:
                self.lines += ["```math", chain, "```", ""]
            self.lines.pop()
        else:
            for chain in chains:
                self.lines += ["$$", chain, "$$", ""]
            self.lines.pop()
        self.lines.append("")


def work(network, habit, number):
    """The document's text."""
    page = Page(network, habit, number)
    names, words, dtype = page.names, page.words, habit.dtype
    short = habit.name == "short"
    weights, biases = network.parameters(7 if short else 2)
    shown = 3 + number % 2 if short else 2

    def given(value):
        return format(Decimal(repr(value)).quantize(Decimal(1).scaleb(-shown), ROUND_HALF_UP), "f")

    W = [np.array(w, dtype=dtype) for w in weights]
    W_text = [np.array([[given(v) for v in row] for row in w]) for w in weights]
    B = [np.array(b, dtype=dtype) for b in biases] if biases else None
    B_text = [np.array([given(v) for v in b]) for b in biases] if biases else None
    x, x_text = np.array(network.x, dtype=dtype), np.array([f"{v:.2f}" for v in network.x])
    t, t_text = np.array(network.t, dtype=dtype), np.array([f"{v:.2f}" for v in network.t])

    page.lines += [f"# {words['title']}", ""]
    page.heading(words["given"])
    for unit, text in enumerate(x_text):
        page.lines.append(f"- ${names.x(unit)} = {text}$")
    for layer in range(1, len(network.sizes)):
        for to, source in np.ndindex(*W[layer - 1].shape):
            page.lines.append(f"- ${names.w(layer, to, source)} = {W_text[layer - 1][to, source]}$")
        if B:
            for unit, text in enumerate(B_text[layer - 1]):
                page.lines.append(f"- ${names.b(layer, unit)} = {text}$")
    for unit, text in enumerate(t_text):
        page.lines.append(f"- ${names.t(unit)} = {text}$")
    page.lines += [f"- {words['rate']}: $\\eta = {network.rate}$", ""]

    steps = 3 if habit.name == "steps" else 1
    for step in range(steps):
        if steps > 1:
            page.heading(f"{words['again']} {step + 1}")
        state = (W, W_text, B, B_text)
        forward = pass_forward(page, state, x, x_text, network)
        show_loss(page, forward, t, t_text, network)
        deltas = pass_back(page, state, forward, t, t_text, network)
        W, W_text, B, B_text = show_updates(page, state, forward, deltas, network)
    cell = network_cell(network, weights, biases)
    return cell + "\n".join(page.lines).rstrip() + "\n"


def pass_forward(page, state, x, x_text, network):
    W, W_text, B, B_text = state
    names, habit = page.names, page.habit
    page.heading(page.words["forward"])
    page.lines += [page.words["sum"], ""]
    activations, texts, nets = [x], [x_text], []
    for layer in range(1, len(network.sizes)):
        a, a_text = activations[-1], texts[-1]
        products = W[layer - 1] * a
        z = W[layer - 1] @ a + (B[layer - 1] if B else 0)
        z, z_text = habit.settle(z, "z")
        _, term_text = habit.settle(products, "z")
        rows = []
        for unit in range(network.sizes[layer]):
            terms = [
                page.product(W_text[layer - 1][unit, i], a_text[i]) for i in range(len(a))
            ]
            bias = [B_text[layer - 1][unit]] if B else []
            links = [page.sum(terms + bias)]
            # Pencil and paper round each product, too; only then is this line honest with rounding
            # of the sum alone.
            if page.shows_terms and len(a) > 1 and habit.name in ("full", "half-even"):
                links.append(page.sum(list(term_text[unit]) + bias))
            rows.append((names.z(layer, unit), links, z_text[unit]))
        page.equations(rows)
        act = ACTIVATIONS[network.activations[layer - 1]]
        a, a_text = (z, z_text) if act.call is None else habit.settle(act.apply(z), "a")
        if act.call is not None:
            call = act.call[len(network.sizes) % len(act.call)]
            page.equations(
                [
                    (names.a(layer, u), [call.format(z=z_text[u])], a_text[u])
                    for u in range(len(a))
                ])
        else:
            page.equations([(names.a(layer, u), [names.z(layer, u)], a_text[u]) for u in range(len(a))])
        nets.append(z)
        activations.append(a)
        texts.append(a_text)
    return activations, texts, nets


def show_loss(page, forward, t, t_text, network):
    activations, texts, _ = forward
    names, habit = page.names, page.habit
    page.heading(page.words["error"])
    y, y_text = activations[-1], texts[-1]
    losses, loss_text = habit.settle((t - y) ** 2 / 2, "E")
    page.equations(
        [
            (
                names.loss(u),
                [rf"\frac{{1}}{{2}}({t_text[u]} - {bracketed(y_text[u])})^2"],
                loss_text[u],
            )
            for u in range(len(y))
        ])
    if len(y) > 1:
        total, total_text = habit.settle([np.sum(losses)], "E")
        page.lines += [page.words["all"], ""]
        page.equations([("E", [page.sum(list(loss_text))], total_text[0])])


def bracketed(text):
    return f"({text})" if text.startswith("-") else text


def pass_back(page, state, forward, t, t_text, network):
    W, W_text, _, _ = state
    activations, texts, nets = forward
    names, habit = page.names, page.habit
    page.heading(page.words["backward"])
    deltas, previous = {}, None
    for layer in range(len(network.sizes) - 1, 0, -1):
        act = ACTIVATIONS[network.activations[layer - 1]]
        z, a, a_text = nets[layer - 1], activations[layer], texts[layer]
        slope = act.slope(z, a)
        if previous is None:
            back = a - t
            parts = [f"({a_text[u]} - {bracketed(t_text[u])})" for u in range(len(a))]
        else:
            d, d_text = previous
            back = W[layer].T @ d
            parts = [
                page.sum(
                    [page.product(d_text[k], W_text[layer][k, u]) for k in range(len(d))])
                for u in range(len(a))
            ]
            parts = [f"({part})" for part in parts]
        d, d_text = habit.settle(back * slope, "d")
        rows = []
        for u in range(len(a)):
            factors = [parts[u]]
            if act.slope_text:
                shown = bracketed(a_text[u])
                text = act.slope_text.format(a=shown, x=page.times or "")
                factors.append(text if page.times or text.startswith("(") else f"({shown})(1 - {shown})")
            elif act.name == "relu":
                factors.append(str(int(slope[u])))
            join = f" {page.times} " if page.times else ""
            if join == "" and len(factors) > 1 and not factors[1].startswith("("):
                factors[1] = f"({factors[1]})"
            rows.append((names.delta(layer, u), [join.join(factors)], d_text[u]))
        page.equations(rows)
        deltas[layer] = previous = (d, d_text)
    return deltas


def show_updates(page, state, forward, deltas, network):
    W, W_text, B, B_text = state
    activations, texts, _ = forward
    names, habit, rate = page.names, page.habit, network.rate
    page.heading(page.words["update"])
    new_W, new_W_text, new_B, new_B_text = [], [], [], []
    for layer in range(1, len(network.sizes)):
        d, d_text = deltas[layer]
        a, a_text = activations[layer - 1], texts[layer - 1]
        g, g_text = habit.settle(np.outer(d, a), "g")
        w, w_text = habit.settle(W[layer - 1] - habit.dtype(rate) * g, "w")
        gradients, updates, table = [], [], []
        for to, source in np.ndindex(*w.shape):
            symbol = names.w(layer, to, source)
            old = W_text[layer - 1][to, source]
            gradients.append(
                (
                    names.gradient(symbol),
                    [page.product(d_text[to], a_text[source])], g_text[to, source],
                ))
            updates.append(
                (
                    names.new(symbol),
                    [f"{old} - {page.product(str(rate), bracketed(g_text[to, source]))}"],
                    w_text[to, source],
                ))
            table.append((symbol, old, g_text[to, source], w_text[to, source]))
        page.equations(gradients)
        page.equations(updates)
        if page.layout == "table":
            page.lines += [f"| {' | '.join(page.words['updates'])} |", "|---|---|---|---|"]
            page.lines += [f"| ${s}$ | ${o}$ | ${g_}$ | ${n}$ |" for s, o, g_, n in table]
            page.lines.append("")
        new_W.append(w)
        new_W_text.append(w_text)
        if B:
            b, b_text = habit.settle(B[layer - 1] - habit.dtype(rate) * d, "w")
            page.equations(
                [
                    (
                        names.new(names.b(layer, u)),
                        [
                            f"{B_text[layer - 1][u]} - "
                            f"{page.product(str(rate), bracketed(d_text[u]))}"
                        ],
                        b_text[u],
                    )
                    for u in range(len(b))
                ])
            new_B.append(b)
            new_B_text.append(b_text)
    return new_W, new_W_text, new_B or None, new_B_text or None


def network_cell(network, weights, biases):
    lines = ["<!-- network", f"input: {{x: {listed(network.x)}}}", "layers:"]
    for layer, activation in enumerate(network.activations):
        name = "O" if layer == len(network.activations) - 1 else "HGK"[layer]
        rows = ", ".join(listed(row) for row in weights[layer])
        bias = f", bias: {listed(biases[layer])}" if biases else ""
        lines.append(
            f"  - {name}: {{dense: {len(weights[layer])}, activation: {activation}, "
            f"weight: [{rows}]{bias}}}")
    lines += [
        f"target: {{t: {listed(network.t)}}}", "loss: half-squared-error",
        f"optimizer: {{sgd: {{rate: {network.rate}}}}}", "-->", "", "",
    ]
    return "\n".join(lines)


def listed(values):
    return "[" + ", ".join(repr(v) for v in values) + "]"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(25):
        documents = []
        for habit in HABITS:
            network = Network(number)
            documents.append(work(network, Habit(habit, Random(number + 1)), number))
        (folder / f"{number + 1:02}.md").write_text("\f\n".join(documents), encoding="utf-8")


if __name__ == "__main__":
    main()
