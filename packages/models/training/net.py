"""The detector: a raster seen from above in, heat maps and boxes at half its resolution out."""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

RECIPE = json.loads((Path(__file__).parent / 'recipe.json').read_text())
CLASSES = RECIPE['classes']
CHANNELS = len(RECIPE['heightEdges']) - 1 + 3
BOX_CHANNELS = 10
STRIDE = 2

# Prior chance of an object in a cell: without it the first steps only unlearn the rest.
_HEAT_BIAS = -4.6


def _conv_norm(inputs, outputs, stride=1, side=3):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, side, stride, side // 2, bias=False),
        nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.03),
    )


class Layer(nn.Module):
    """Convolution, normalisation, ReLU."""

    def __init__(self, inputs, outputs, stride=1, side=3):
        super().__init__()
        self.body = _conv_norm(inputs, outputs, stride, side)

    def forward(self, x):
        return F.relu(self.body(x))


class Residual(nn.Module):
    """Two convolutions beside a shortcut."""

    def __init__(self, width):
        super().__init__()
        self.first = _conv_norm(width, width)
        self.second = _conv_norm(width, width)

    def forward(self, x):
        return F.relu(x + self.second(F.relu(self.first(x))))


class Detector(nn.Module):
    """
    Three residual stages at 1/2, 1/4, 1/8, a feature pyramid back to 1/2, one shared head layer.

    Takes N x 13 x rows x columns as `rasterOf` lays it out; gives heat logits, N x classes x
    rows/2 x columns/2, and boxes, N x 10 x rows/2 x columns/2, as `boxes.py` describes them.
    """

    def __init__(self, widths=(24, 48, 96), depths=(1, 2, 2), pyramid=48):
        super().__init__()
        inputs = (CHANNELS, *widths)
        self.stages = nn.ModuleList(
            nn.Sequential(
                Layer(inputs[stage], width, stride=2),
                *(Residual(width) for _ in range(depths[stage])),
            )
            for stage, width in enumerate(widths)
        )
        self.laterals = nn.ModuleList(Layer(width, pyramid, side=1) for width in widths)
        self.merges = nn.ModuleList(Layer(pyramid, pyramid) for _ in widths[1:])
        self.head = Layer(pyramid, pyramid)
        self.heatmap = nn.Conv2d(pyramid, len(CLASSES), 1)
        self.box = nn.Conv2d(pyramid, BOX_CHANNELS, 1)
        nn.init.constant_(self.heatmap.bias, _HEAT_BIAS)

    def forward(self, raster):
        levels = []
        x = raster
        for stage in self.stages:
            x = stage(x)
            levels.append(x)
        x = self.laterals[-1](levels[-1])
        for level in reversed(range(len(self.merges))):
            wider = F.interpolate(x, scale_factor=2.0, mode='nearest')
            x = self.merges[level](self.laterals[level](levels[level]) + wider)
        x = self.head(x)
        return self.heatmap(x), self.box(x)
