"""The detector as its file holds it: normalisation folded into convolutions, float16 weights."""

import copy

import torch
from torch import nn

from net import STRIDE
from onnxfile import Graph


def folded(conv, norm=None):
    """Weight and bias of a convolution with the normalisation after it, as stored: numpy."""
    weight = conv.weight.detach().double()
    bias = torch.zeros(len(weight)).double() if conv.bias is None else conv.bias.detach().double()
    if norm is not None:
        gain = norm.weight.detach().double() / (norm.running_var.double() + norm.eps).sqrt()
        weight = weight * gain.view(-1, 1, 1, 1)
        bias = (bias - norm.running_mean.double()) * gain + norm.bias.detach().double()
    return weight.half().numpy(), bias.float().numpy()


def as_stored(model):
    """The detector with the weights as its file rounds them: what golden outputs are made with."""
    stored = copy.deepcopy(model).eval()
    for module in stored.modules():
        if (
            isinstance(module, nn.Sequential)
            and len(module) == 2
            and isinstance(module[1], nn.BatchNorm2d)
        ):
            weight, bias = folded(*module)
            module[0] = _plain(module[0], weight, bias)
            module[1] = nn.Identity()
    for head in (stored.heatmap, stored.box):
        weight, bias = folded(head)
        head.weight.data = torch.from_numpy(weight).float()
    return stored


def _plain(conv, weight, bias):
    plain = nn.Conv2d(
        conv.in_channels, conv.out_channels, conv.kernel_size, conv.stride, conv.padding
    )
    plain.weight.data = torch.from_numpy(weight).float()
    plain.bias.data = torch.from_numpy(bias)
    return plain


def graph_of(model, columns, rows):
    """The file of a detector for rasters of a size: `raster` in, `heatmap` and `box` out."""
    graph = Graph('detector', 'trueline')
    x = graph.input('raster', [1, model.stages[0][0].body[0].in_channels, rows, columns])
    levels = []
    for stage in model.stages:
        x = _layer(graph, x, stage[0])
        for residual in stage[1:]:
            y = graph.relu(_conv(graph, x, residual.first))
            x = graph.relu(graph.add(x, _conv(graph, y, residual.second)))
        levels.append(x)
    x = _layer(graph, levels[-1], model.laterals[-1])
    for level in reversed(range(len(model.merges))):
        side = _layer(graph, levels[level], model.laterals[level])
        x = _layer(graph, graph.add(side, graph.twice(x)), model.merges[level])
    x = _layer(graph, x, model.head)
    graph.sigmoid(graph.conv(x, *folded(model.heatmap)), 'heatmap')
    graph.conv(x, *folded(model.box), name='box')
    for name, head in (('heatmap', model.heatmap), ('box', model.box)):
        graph.output(name, [1, head.out_channels, rows // STRIDE, columns // STRIDE])
    return graph.to_bytes()


def _layer(graph, x, layer):
    return graph.relu(_conv(graph, x, layer.body))


def _conv(graph, x, pair):
    conv, norm = pair
    return graph.conv(x, *folded(conv, norm), stride=conv.stride[0])
