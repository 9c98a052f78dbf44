"""
The encoder: what is seen of the ground in, line maps and what the decoder looks at out.

The window is widened to 208 columns, so that its sides halve four times without rest.
"""

import torch
import torch.nn.functional as F
from torch import nn

from layout import CHANNELS, COLUMNS, ROWS, SIGNED

PADDED_COLUMNS = 208
WIDTHS = (32, 64, 128, 160)
DEPTHS = (1, 2, 2, 2)
UPWARD = (32, 48, 64)
DENSE_CHANNELS = 10
LOCAL_CHANNELS = 16
START_CHANNELS = 32
MODEL_WIDTH, LAYERS = 128, 3
MEMORY_ROWS, MEMORY_COLUMNS = ROWS // 16, PADDED_COLUMNS // 16

# Prior chance of a line in a cell: without it the first steps only unlearn the rest.
_RARE_BIAS = -3.0


def conv_norm(inputs, outputs, stride=1, side=3):
    """A convolution and its normalisation."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, side, stride, side // 2, bias=False),
        nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.03),
    )


class Layer(nn.Module):
    """Convolution, normalisation, ReLU."""

    def __init__(self, inputs, outputs, stride=1, side=3):
        super().__init__()
        self.body = conv_norm(inputs, outputs, stride, side)

    def forward(self, x):
        return F.relu(self.body(x))


class Residual(nn.Module):
    """Two convolutions beside a shortcut."""

    def __init__(self, width):
        super().__init__()
        self.first = conv_norm(width, width)
        self.second = conv_norm(width, width)

    def forward(self, x):
        return F.relu(x + self.second(F.relu(self.first(x))))


class Encoder(nn.Module):
    """
    Four residual stages at 1/2, 1/4, 1/8, 1/16 and a way back to 1/2.

    Takes N x 14 x 400 x 208 as `network_input` makes it; gives by name `dense` (N x 10 x 200 x 104:
    logits of the eight shares, cosine and sine of the direction), `local` (N x 16 x 100 x 52: what the
    decoder sees around a vertex), `starts` (N x 33 x 50 x 26: keys of the places that a lane may start
    at, and the logit of that) and `memory` (N x 768 x 25 x 13: key and value of each decoder layer).
    """

    def __init__(self, widths=WIDTHS, depths=DEPTHS):
        super().__init__()
        inputs = (CHANNELS, *widths)
        self.stages = nn.ModuleList(
            nn.Sequential(
                Layer(inputs[stage], width, stride=2),
                *(Residual(width) for _ in range(depths[stage])),
            )
            for stage, width in enumerate(widths)
        )
        self.top = Layer(widths[-1], UPWARD[-1], side=1)
        self.laterals = nn.ModuleList(
            Layer(width, outputs, side=1) for width, outputs in zip(widths, UPWARD)
        )
        self.narrows = nn.ModuleList(
            Layer(inputs, outputs, side=1)
            for inputs, outputs in zip((*UPWARD[1:], UPWARD[-1]), UPWARD)
        )
        self.merges = nn.ModuleList(Layer(width, width) for width in UPWARD)
        self.head = Layer(UPWARD[0], UPWARD[0])
        self.dense = nn.Conv2d(UPWARD[0], DENSE_CHANNELS, 1)
        self.local = nn.Conv2d(UPWARD[0], LOCAL_CHANNELS, 3, 2, 1)
        self.starts = nn.Conv2d(UPWARD[2], START_CHANNELS + 1, 3, 1, 1)
        self.memory_place = nn.Parameter(
            torch.randn(1, MODEL_WIDTH, MEMORY_ROWS, MEMORY_COLUMNS) * 0.1
        )
        self.memory_width = Layer(widths[-1], MODEL_WIDTH, side=1)
        self.memory = nn.Conv2d(MODEL_WIDTH, 2 * LAYERS * MODEL_WIDTH, 1)
        nn.init.constant_(self.dense.bias[:8], _RARE_BIAS)
        nn.init.constant_(self.starts.bias[-1:], _RARE_BIAS)

    def forward(self, x):
        levels = []
        for stage in self.stages:
            x = stage(x)
            levels.append(x)
        memory = self.memory(self.memory_width(x) + self.memory_place)
        x = self.top(x)
        starts = None
        for level in reversed(range(len(UPWARD))):
            wider = F.interpolate(self.narrows[level](x), scale_factor=2.0, mode='nearest')
            x = self.merges[level](self.laterals[level](levels[level]) + wider)
            if level == len(UPWARD) - 1:
                starts = self.starts(x)
        x = self.head(x)
        return {
            'dense': self.dense(x),
            'local': self.local(x),
            'starts': starts,
            'memory': memory,
        }


def network_input(stored):
    """N x 14 x 400 x 208 floats of N x 14 x 400 x 200 bytes: -1 to 1 where seen, 0 where not."""
    signed = torch.zeros(CHANNELS, dtype=torch.bool)
    signed[list(SIGNED)] = True
    signed = signed.view(1, -1, 1, 1).to(stored.device)
    values = stored.float()
    around = (values - 128) / 127 * (stored > 0)
    return F.pad(torch.where(signed, around, values / 255), (0, PADDED_COLUMNS - COLUMNS))
