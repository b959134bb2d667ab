#!/usr/bin/env python3
"""Values, gradients and updates by PyTorch in double precision, to hold Deltabook's against.

    pip install torch==2.13.0+cpu
    python3 scripts/oracles/torch_reference.py > Tests/Fixtures/torch.json

`networks`: a 2-3-2 network over a batch of two examples for every activation of the output layer and every
loss that can follow it. `optimizers`: a 2-2-2 network with biases over 20 updates. Weights are written as
`Linear.weight`, one row a unit; a network with row vectors has their transposes. Nothing here is taken
from Deltabook.
"""

import json
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)

ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky-relu": F.leaky_relu,
    "elu": F.elu,
    "selu": F.selu,
    "gelu": F.gelu,
    "silu": F.silu,
    "softplus": F.softplus,
    "softsign": F.softsign,
    # F.hardsigmoid's gradient has a 1/6 of single precision.
    "hard-sigmoid": lambda z: torch.clamp(z / 6 + 0.5, 0, 1),
    "softmax": lambda z: F.softmax(z, dim=-1),
    "log-softmax": lambda z: F.log_softmax(z, dim=-1),
    "identity": lambda z: z,
}
INTERVAL = ["sigmoid", "hard-sigmoid", "softmax"]
REAL = [name for name in ACTIVATIONS if name not in INTERVAL + ["log-softmax"]]


def mean_of_examples(each):
    """The loss of an example is the sum over its outputs, the total the mean over the examples."""
    return each.sum(dim=-1).mean()


def cross_entropy(o, t):
    return mean_of_examples(-torch.special.xlogy(t, o))


LOSSES = {
    # name: (loss of outputs and targets, activations, targets)
    "half-squared-error": (lambda o, t: mean_of_examples((t - o) ** 2 / 2), list(ACTIVATIONS), "real"),
    "squared-error": (lambda o, t: mean_of_examples((t - o) ** 2), list(ACTIVATIONS), "real"),
    "mean-squared-error": (F.mse_loss, list(ACTIVATIONS), "real"),
    "mean-absolute-error": (F.l1_loss, list(ACTIVATIONS), "real"),
    "huber": (F.huber_loss, list(ACTIVATIONS), "real"),
    "binary-cross-entropy": (F.binary_cross_entropy, INTERVAL, "interval"),
    "binary-cross-entropy-logits": (F.binary_cross_entropy_with_logits, REAL, "interval"),
    "cross-entropy": (cross_entropy, INTERVAL, "distribution"),
    "cross-entropy-base-2": (lambda o, t: cross_entropy(o, t) / math.log(2), INTERVAL, "distribution"),
    "cross-entropy-base-10": (lambda o, t: cross_entropy(o, t) / math.log(10), INTERVAL, "distribution"),
    "cross-entropy-logits": (F.cross_entropy, REAL, "distribution"),
    "cross-entropy-logits-base-2":
        (lambda o, t: F.cross_entropy(o, t) / math.log(2), REAL, "distribution"),
    "cross-entropy-logits-base-10":
        (lambda o, t: F.cross_entropy(o, t) / math.log(10), REAL, "distribution"),
    "negative-log-likelihood":
        (lambda o, t: mean_of_examples(-t * o), ["log-softmax"], "distribution"),
    "kl-divergence":
        (lambda o, t: F.kl_div(torch.log(o), t, reduction="batchmean"), INTERVAL, "distribution"),
    "hinge": (lambda o, t: torch.clamp(1 - t * o, min=0).mean(), REAL, "signs"),
}
TARGETS = {
    "real": [[0.3, -1.2], [2.5, 0.75]],
    "interval": [[1.0, 0.25], [0.0, 0.6]],
    "distribution": [[1.0, 0.0], [0.25, 0.75]],
    "signs": [[1.0, -1.0], [-1.0, 1.0]],
}
X = [[0.5, -1.25], [1.5, 0.75]]
W1 = [[0.31, -0.42], [0.13, 0.55], [-0.6, 0.27]]
B1 = [0.1, -0.2, 0.05]
W2 = [[0.7, -0.55, 0.25], [-0.4, 0.35, 0.6]]
B2 = [0.12, 0.33]


def network(activation, loss):
    function, _, targets = LOSSES[loss]
    w1, b1, w2, b2 = (torch.tensor(v, requires_grad=True) for v in (W1, B1, W2, B2))
    hidden = torch.tanh(torch.tensor(X) @ w1.T + b1)
    net = hidden @ w2.T + b2
    net.retain_grad()
    out = ACTIVATIONS[activation](net)
    total = function(out, torch.tensor(TARGETS[targets]))
    total.backward()
    return {
        "activation": activation, "loss": loss, "target": TARGETS[targets],
        "quantities": {
            "O.out": out.flatten().tolist(), "loss": [total.item()],
            "O.net.grad": net.grad.flatten().tolist(),
            "O.weight.grad": w2.grad.flatten().tolist(), "O.bias.grad": b2.grad.tolist(),
            "H.weight.grad": w1.grad.flatten().tolist(), "H.bias.grad": b1.grad.tolist(),
        },
    }


# Optimizers over 20 updates of one example.
IN, OUT = [0.05, 0.10], [0.01, 0.99]
V1, C1 = [[0.15, 0.20], [-0.25, 0.30]], [0.35, -0.15]
V2, C2 = [[0.40, -0.45], [0.50, 0.55]], [0.60, 0.2]
SGD, ADAM = torch.optim.SGD, torch.optim.Adam
CASES = [
    # name, cell, PyTorch's optimizer, schedule, l1
    ("sgd", {"sgd": {"rate": 0.5}}, lambda p: SGD(p, lr=0.5), None, 0),
    ("sgd with weight decay", {"sgd": {"rate": 0.5, "weight-decay": 0.01}},
     lambda p: SGD(p, lr=0.5, weight_decay=0.01), None, 0),
    ("sgd with both penalties", {"sgd": {"rate": 0.5, "l1": 0.02, "l2": 0.03}},
     lambda p: SGD(p, lr=0.5, weight_decay=0.03), None, 0.02),
    ("momentum", {"momentum": {"rate": 0.5, "momentum": 0.8}},
     lambda p: SGD(p, lr=0.5, momentum=0.8), None, 0),
    ("momentum with decay and steps",
     {"momentum": {"rate": {"initial": 0.5, "step": {"every": 6, "factor": 0.3}}, "weight-decay": 0.02}},
     lambda p: SGD(p, lr=0.5, momentum=0.9, weight_decay=0.02),
     lambda o: torch.optim.lr_scheduler.StepLR(o, step_size=6, gamma=0.3), 0),
    ("nesterov", {"nesterov": {"rate": 0.4}},
     lambda p: SGD(p, lr=0.4, momentum=0.9, nesterov=True), None, 0),
    ("adagrad", {"adagrad": {"rate": 0.1, "weight-decay": 0.01}},
     lambda p: torch.optim.Adagrad(p, lr=0.1, weight_decay=0.01), None, 0),
    ("adagrad by default", {"adagrad": {}}, lambda p: torch.optim.Adagrad(p), None, 0),
    ("rmsprop", {"rmsprop": {}}, lambda p: torch.optim.RMSprop(p), None, 0),
    ("rmsprop, exponential", {"rmsprop": {
        "rate": {"initial": 0.02, "exponential": {"factor": 0.9}}, "alpha": 0.9, "epsilon": 1e-6}},
     lambda p: torch.optim.RMSprop(p, lr=0.02, alpha=0.9, eps=1e-6),
     lambda o: torch.optim.lr_scheduler.ExponentialLR(o, gamma=0.9), 0),
    ("adam", {"adam": {}}, lambda p: ADAM(p), None, 0),
    ("adam with decay, cosine",
     {"adam": {"rate": {"initial": 0.05, "cosine": {"steps": 20, "final": 0.001}},
               "beta1": 0.8, "beta2": 0.99, "weight-decay": 0.1}},
     lambda p: ADAM(p, lr=0.05, betas=(0.8, 0.99), weight_decay=0.1),
     lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=20, eta_min=0.001), 0),
    ("adam, warm-up", {"adam": {"rate": {"initial": 0.05, "warm-up": 8}, "l1": 0.01}},
     lambda p: ADAM(p, lr=0.05),
     lambda o: torch.optim.lr_scheduler.LambdaLR(o, lambda k: min(1, (k + 1) / 8)), 0.01),
    ("adamw", {"adamw": {"rate": 0.05}}, lambda p: torch.optim.AdamW(p, lr=0.05), None, 0),
    ("adamw with decay", {"adamw": {"weight-decay": 0.3, "epsilon": 1e-5}},
     lambda p: torch.optim.AdamW(p, weight_decay=0.3, eps=1e-5), None, 0),
]
STATES = {
    "momentum_buffer": "velocity", "sum": "square-sum", "square_avg": "square-mean",
    "exp_avg": "first-moment", "exp_avg_sq": "second-moment",
}
RECORDED = [1, 2, 7, 20]


def training(name, cell, make, schedule, l1):
    names = ["H.weight", "H.bias", "O.weight", "O.bias"]
    parameters = [torch.tensor(v, requires_grad=True) for v in (V1, C1, V2, C2)]
    w1, b1, w2, b2 = parameters
    optimizer = make(parameters)
    scheduler = schedule(optimizer) if schedule else None
    steps, rates = {}, []
    for update in range(1, 21):
        hidden = torch.sigmoid(w1 @ torch.tensor(IN) + b1)
        out = torch.sigmoid(w2 @ hidden + b2)
        total = ((torch.tensor(OUT) - out) ** 2).sum() / 2
        optimizer.zero_grad()
        total.backward()
        if l1:
            for p in parameters:
                p.grad += l1 * torch.sign(p.detach())
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if scheduler:
            scheduler.step()
        if update in RECORDED:
            values = {n: p.detach().flatten().tolist() for n, p in zip(names, parameters)}
            for state, ours in STATES.items():
                if state in optimizer.state[w1]:
                    values[f"H.weight.{ours}"] = optimizer.state[w1][state].flatten().tolist()
            values["loss"] = [total.item()]
            steps[str(update)] = values
    return {"name": name, "optimizer": cell, "rates": rates, "updates": steps}


print(json.dumps({
    "torch": torch.__version__,
    "input": X, "H.weight": W1, "H.bias": B1, "O.weight": W2, "O.bias": B2,
    "networks": [network(a, loss) for loss in LOSSES for a in LOSSES[loss][1]],
    "optimizers": [training(*case) for case in CASES],
}).replace('{"activation"', '\n{"activation"').replace('{"name"', '\n{"name"'))
