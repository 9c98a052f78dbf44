"""
Writes the lane net as it is shipped, into packages/models/lanes: encoder, decoder, manifest, golden
outputs, and the facts of its card.

    python3 packages/models/training/lanes/export.py --weights FOLDER/lanes.npz --trained 'WORDS'
    python3 packages/models/training/lanes/export.py --figures FIGURES.json --real TEXT.md

The second line writes the card alone, of what `scripts/laneFigures.ts` measured.
"""

import argparse
import copy
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

sys.path.append(str(Path(__file__).parent.parent))

from decoder import Decoder
from folded import folded
from lane_card import card_of
from layout import CHANNELS, CONTINUE, FORK, MERGE, ROWS, START
from encoder import (
    DENSE_CHANNELS,
    LAYERS,
    LOCAL_CHANNELS,
    MEMORY_COLUMNS,
    MEMORY_ROWS,
    MODEL_WIDTH,
    PADDED_COLUMNS,
    START_CHANNELS,
    UPWARD,
    Encoder,
)
from onnxfile import Graph
from places import PATCH_CELLS, at, patch_cell, patches, seen_from

_FOLDER = Path(__file__).parent
_LANES = _FOLDER.parent.parent / 'lanes'
_BIOME = _FOLDER.parent.parent.parent.parent / 'node_modules' / '.bin' / 'biome'
_FILE, _DECODER_FILE = 'lanes.onnx', 'decoder.bin'
_GOLDEN_VALUES = 24
_FILLED_SHARE = 0.3


def main():
    """Exports weights that `train.py` wrote."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument('--weights', type=Path, help='what train.py wrote; else the card alone')
    parser.add_argument('--trained', default='', help='on what and for how long, for the card')
    parser.add_argument('--figures', type=Path, help='what scripts/laneFigures.ts wrote')
    parser.add_argument('--real', type=Path, help='a section of the card on real recordings')
    parser.add_argument('--out', type=Path, default=_LANES)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    if arguments.weights is not None:
        _export(arguments)
    manifest = json.loads((arguments.out / 'manifest.json').read_text())
    facts = {
        'encoder': (arguments.out / _FILE).stat().st_size,
        'decoder': (arguments.out / _DECODER_FILE).stat().st_size,
        'parameters': sum(value.numel() for net in (Encoder(), Decoder()) for value in net.parameters()),
        'trained': manifest['training'],
    }
    figures = json.loads(arguments.figures.read_text()) if arguments.figures else None
    real = arguments.real.read_text() if arguments.real else None
    (arguments.out / 'card.md').write_text(card_of(facts, figures, real))


def _export(arguments):
    encoder, decoder = nets_of(arguments.weights)
    (arguments.out / _FILE).write_bytes(graph_of(encoder))
    (arguments.out / _DECODER_FILE).write_bytes(decoder_bytes(decoder))
    stored = as_stored(encoder), _halved(decoder)
    _write(arguments.out / 'manifest.json', _manifest(arguments.trained))
    _write(arguments.out / 'golden.json', _golden(*stored))
    subprocess.run(
        [_BIOME, 'format', '--write', arguments.out], check=False, stdout=subprocess.DEVNULL
    )


def nets_of(path):
    """Encoder and decoder with the weights of an `lanes.npz`, for evaluation."""
    with np.load(path) as weights:
        state = {name: torch.from_numpy(weights[name]) for name in weights.files}
    nets = []
    for part, net in (('encoder', Encoder()), ('decoder', Decoder())):
        own = {
            name[len(part) + 1 :]: value.float() if value.dtype == torch.float16 else value
            for name, value in state.items()
            if name.startswith(f'{part}.')
        }
        net.load_state_dict(own)
        nets.append(net.eval())
    return nets


def graph_of(net):
    """The encoder's file: `window` in; `dense`, `local`, `starts` and `memory` out."""
    graph = Graph('lanes', 'trueline')
    x = graph.input('window', [1, CHANNELS, ROWS, PADDED_COLUMNS])
    levels = []
    for stage in net.stages:
        x = _layer(graph, x, stage[0])
        for residual in stage[1:]:
            y = graph.relu(_conv(graph, x, residual.first))
            x = graph.relu(graph.add(x, _conv(graph, y, residual.second)))
        levels.append(x)
    place = graph.constant(net.memory_place.detach().numpy())
    known = graph.add(_layer(graph, x, net.memory_width), place)
    graph.conv(known, *folded(net.memory), name='memory')
    x = _layer(graph, x, net.top)
    for level in reversed(range(len(UPWARD))):
        wider = graph.twice(_layer(graph, x, net.narrows[level]))
        side = _layer(graph, levels[level], net.laterals[level])
        x = _layer(graph, graph.add(side, wider), net.merges[level])
        if level == len(UPWARD) - 1:
            graph.conv(x, *folded(net.starts), name='starts')
    x = _layer(graph, x, net.head)
    graph.conv(x, *folded(net.dense), name='dense')
    graph.conv(x, *folded(net.local), stride=2, name='local')
    graph.output('dense', [1, DENSE_CHANNELS, ROWS // 2, PADDED_COLUMNS // 2])
    graph.output('local', [1, LOCAL_CHANNELS, ROWS // 4, PADDED_COLUMNS // 4])
    graph.output('starts', [1, START_CHANNELS + 1, ROWS // 8, PADDED_COLUMNS // 8])
    graph.output('memory', [1, 2 * LAYERS * MODEL_WIDTH, MEMORY_ROWS, MEMORY_COLUMNS])
    return graph.to_bytes()


def _layer(graph, x, layer):
    return graph.relu(_conv(graph, x, layer.body))


def _conv(graph, x, pair):
    conv, norm = pair
    return graph.conv(x, *folded(conv, norm), stride=conv.stride[0])


def decoder_bytes(decoder):
    """`TLD1`, the length of a JSON, that JSON (names and counts), and the numbers as float16."""
    state = decoder.state_dict()
    head = json.dumps([[name, value.numel()] for name, value in state.items()]).encode()
    values = b''.join(value.half().numpy().tobytes() for value in state.values())
    return b'TLD1' + len(head).to_bytes(4, 'little') + head + values


def as_stored(encoder):
    """The encoder with the weights as its file rounds them."""
    stored = copy.deepcopy(encoder).eval()
    for module in stored.modules():
        if (
            isinstance(module, nn.Sequential)
            and len(module) == 2
            and isinstance(module[1], nn.BatchNorm2d)
        ):
            weight, bias = folded(*module)
            module[0] = _plain(module[0], weight, bias)
            module[1] = nn.Identity()
    for head in (stored.dense, stored.local, stored.starts, stored.memory):
        weight, _ = folded(head)
        head.weight.data = torch.from_numpy(weight).float()
    stored.memory_place.data = stored.memory_place.data.half().float()
    return stored


def _plain(conv, weight, bias):
    plain = nn.Conv2d(
        conv.in_channels, conv.out_channels, conv.kernel_size, conv.stride, conv.padding
    )
    plain.weight.data = torch.from_numpy(weight).float()
    plain.bias.data = torch.from_numpy(bias)
    return plain


def _halved(decoder):
    stored = copy.deepcopy(decoder).eval()
    for value in stored.parameters():
        value.data = value.data.half().float()
    return stored


def _write(path, value):
    path.write_text(json.dumps(value, indent=2) + '\n')


def _manifest(trained):
    """The manifest of `packages/perception/src/lanes`."""
    return {
        'version': 1,
        'kind': 'lanes',
        'name': 'Trueline lanes',
        'file': _FILE,
        'decoder': _DECODER_FILE,
        'licence': 'Apache-2.0',
        'trainingData': 'Simulated roads of packages/simulator; no recorded data',
        'training': trained,
    }


# Two lanes: the first forks, one branch ends where the second lane goes on.
_FORCED = (
    (START, -38.0, -4.0, 0.05, None, None),
    (CONTINUE, -26.1, -3.6, 0.03, 0, None),
    (CONTINUE, -14.3, -3.2, 0.0, 1, None),
    (FORK, -14.9, -5.5, -0.3, 1, None),
    (START, -30.2, 6.4, -0.2, None, None),
    (CONTINUE, -18.9, 3.1, -0.4, 4, None),
    (MERGE, -14.3, -3.2, 0.0, 5, 2),
    (FORK, -8.2, -1.0, -0.3, 5, None),
)


def _golden(encoder, decoder):
    """Some of what both say of inputs that `lanes.test.ts` makes too."""
    with torch.no_grad():
        maps = encoder(torch.from_numpy(golden_input(CHANNELS, ROWS, PADDED_COLUMNS)))
        steps = _forced_outputs(decoder, maps)
    return {
        'encoder': {name: _some(values) for name, values in maps.items()},
        'forced': [
            {'kind': kind, 'x': x, 'y': y, 'heading': heading, 'source': source, 'target': target}
            for kind, x, y, heading, source, target in _FORCED
        ],
        'steps': steps,
    }


def _some(values):
    flat = values.flatten()
    places = np.linspace(0, len(flat) - 1, _GOLDEN_VALUES).astype(int)
    return [[int(place), round(float(flat[place]), 6)] for place in places]


def golden_input(*shape):
    """A window of noise: the same in `lanes.test.ts`. The mixer is lowbias32 (Wellons, 2018)."""
    x = np.arange(int(np.prod(shape)), dtype=np.uint32) + np.uint32(1)
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x = (x ^ (x >> np.uint32(shift))) * np.uint32(factor)
    unit = (x ^ (x >> np.uint32(16))) / 2**32
    filled = np.where(unit < _FILLED_SHARE, unit / _FILLED_SHARE, 0)
    return filled.astype(np.float32).reshape(1, *shape)


def _forced_outputs(decoder, maps):
    """What the decoder says before each of the forced steps, and of that step."""
    kind = torch.tensor([[step[0] for step in _FORCED]])
    heading = torch.tensor([step[3] for step in _FORCED])
    xy = torch.tensor([step[1:3] for step in _FORCED])
    place = torch.cat([xy, heading.cos()[:, None], heading.sin()[:, None]], 1)[None].float()
    count = len(_FORCED)
    source = torch.tensor([[0 if step[4] is None else step[4] for step in _FORCED]])
    arrives = torch.tensor([[row if one[5] is None else one[5] for row, one in enumerate(_FORCED)]])
    has_source = (kind == CONTINUE) | (kind == FORK) | (kind == MERGE)
    told = {
        'kind': kind,
        'place': place,
        'source': source,
        'arrives': arrives,
        'has_source': has_source,
        'mirrored': torch.zeros(1, dtype=torch.long),
    }
    around = patches(maps['local'], place)
    patch = decoder.patch(around.flatten(2))
    hidden = decoder.hidden(decoder.tokens(told, patch), maps['memory'])
    known = torch.cat([hidden[:, 1:], torch.zeros_like(hidden[:, :1])], 1)
    seen = seen_from(at(place, arrives), at(place, source))
    cell, _ = patch_cell(seen)
    says = []
    for row in range(count):
        now = hidden[:, row : row + 1]
        one = {'kind': decoder.kind_out(now)}
        before = torch.zeros(1, 1, max(1, row), dtype=torch.long)
        taken = torch.zeros(1, 1, PATCH_CELLS)
        for other in range(row):
            if has_source[0, other]:
                before[0, 0, source[0, other]] += 1
                if source[0, other] == source[0, row]:
                    taken[0, 0, cell[0, other]] += 1
        if kind[0, row] == START:
            one['starts'] = decoder.start_logits(now, maps['starts'])
            key = maps['starts'][:, :-1].flatten(2).transpose(1, 2)[:, 700:701]
            one['startDetail'] = decoder.start_detail(now, key)
        else:
            one['fork'] = decoder.fork_logits(now, known[:, :row], before)[..., :1]
            hand = max(at_ for at_ in range(row) if kind[0, at_] != MERGE)
            pairs = seen_from(place[:, None, :row], place[:, hand, None, None])
            one['merge'] = decoder.merge_logits(now, known[:, :row], pairs)[..., :1]
            leaves = {
                'patch': at(patch, source[:, row : row + 1]),
                'known': at(known, source[:, row : row + 1]),
                'is_fork': kind[:, row : row + 1] == FORK,
            }
            ahead = decoder.ahead(now, leaves, taken)
            one['cells'] = decoder.cell_logits(ahead, around[:, source[0, row] : source[0, row] + 1])
            one['detail'] = decoder.vertex_detail(ahead, cell[:, row : row + 1])
            one['edge'] = decoder.edge_logits(ahead, seen[:, row : row + 1])
        says.append({name: _some_of(values) for name, values in one.items()})
    return says


def _some_of(values):
    flat = values.flatten()
    places = range(len(flat)) if len(flat) <= 20 else np.linspace(0, len(flat) - 1, 12).astype(int)
    return [[int(place), round(float(flat[place]), 6)] for place in places]


if __name__ == '__main__':
    main()
