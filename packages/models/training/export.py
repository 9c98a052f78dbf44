"""
Writes the detector as it is shipped, into packages/models/objects: the file, its manifest, its card
and golden outputs; once more for a small window, for tests, into objects/small; and training/start.pt.
With --card the manifests and the card alone, for the net that was exported last.

    python3 packages/models/training/export.py [--card] [--real FIGURES.json]
"""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np
import torch

from card import card_of
from checkpoint import load, save
from evaluate import HELD_OUT_SWEEPS, QUALITY_WEIGHT, THRESHOLDS, evaluate
from feeders import held_out
from folded import as_stored, graph_of
from net import CHANNELS, RECIPE, STRIDE, Detector

_FOLDER = Path(__file__).parent
_OBJECTS = _FOLDER.parent / 'objects'
_BIOME = _FOLDER.parent.parent.parent / 'node_modules' / '.bin' / 'biome'
_START = _FOLDER / 'start.pt'
_FILE = 'objects.onnx'
_SIDES = {_OBJECTS: 512, _OBJECTS / 'small': 64}
# Of each class: our category for it, the score from which it is shown, and how near two may be.
_CLASSES = {
    'car': ('car', 0.4, 1.6),
    'pedestrian': ('pedestrian', 0.4, 0.5),
    'cyclist': ('cyclist', 0.35, 0.7),
    'large': ('truck', 0.3, 2.5),
}
_GOLDEN_VALUES = 40
_FILLED_SHARE = 0.08


def main():
    """Exports the running mean of a checkpoint."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument('--checkpoint', type=Path, default=_FOLDER / 'checkpoints' / 'last.pt')
    parser.add_argument(
        '--real', type=Path, help='figures of `trueline evaluate` on real frames, for the card'
    )
    parser.add_argument(
        '--card', action='store_true', help='leave the net that was exported last as it is'
    )
    arguments = parser.parse_args()
    state = load(_START if arguments.card else arguments.checkpoint)
    shown = state['windows'] + state.get('shown_before', 0)
    model = Detector().eval()
    model.load_state_dict(state['mean']['weights'])
    for folder, side in _SIDES.items():
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / 'manifest.json', _manifest(side))
        if not arguments.card:
            (folder / _FILE).write_bytes(graph_of(model, side, side))
            _write(folder / 'golden.json', _golden(model, side))
    if not arguments.card:
        halves = {
            name: value.half() if value.dtype.is_floating_point else value
            for name, value in model.state_dict().items()
        }
        # What the next training starts from where no checkpoint is left: half as large as needs be.
        save(_START, {'windows': shown, 'mean': {'weights': halves}})
    stored = as_stored(model)
    windows = held_out(_FOLDER / 'checkpoints' / 'heldOut.bin', HELD_OUT_SWEEPS)
    figures = evaluate(stored, windows, THRESHOLDS)
    real = json.loads(arguments.real.read_text()) if arguments.real else None
    size = (_OBJECTS / _FILE).stat().st_size
    parameters = sum(value.numel() for value in model.parameters())
    facts = {
        'windows': shown,
        'bytes': size,
        'parameters': parameters,
        'held': len(windows),
    }
    (_OBJECTS / 'card.md').write_text(card_of(facts, figures, real))
    # As the project's other JSON is written, which its checks ask for.
    subprocess.run([_BIOME, 'format', '--write', _OBJECTS], check=True, stdout=subprocess.DEVNULL)


def _write(path, value):
    path.write_text(json.dumps(value, indent=2) + '\n')


def _manifest(side):
    """The manifest of `packages/perception/src/manifest`."""
    half = side * RECIPE['cell'] / 2
    return {
        'version': 1,
        'name': 'Trueline objects',
        'file': _FILE,
        'licence': 'Apache-2.0',
        'trainingData': 'Simulated sweeps of packages/simulator; no recorded data',
        'input': {
            'recipe': 'raster',
            'input': 'raster',
            'minX': -half,
            'minY': -half,
            'cell': RECIPE['cell'],
            'columns': side,
            'rows': side,
            'heightEdges': RECIPE['heightEdges'],
        },
        'head': {
            'kind': 'centers',
            'stride': STRIDE,
            'cellCenter': 0.5,
            'heat': 'probability',
            'tasks': [
                {
                    'classes': list(_CLASSES),
                    'heatmap': {'output': 'heatmap'},
                    'offset': {'output': 'box', 'channel': 0},
                    'height': {'output': 'box', 'channel': 2, 'reference': 'ground', 'shift': 0.8},
                    'size': {
                        'output': 'box',
                        'channel': 3,
                        'order': 'lwh',
                        'code': 'log',
                        'prior': [2, 1, 1.6],
                    },
                    'rotation': {'output': 'box', 'channel': 6, 'code': 'sin2Cos2'},
                    'direction': {'output': 'box', 'channel': 8},
                    'quality': {'output': 'box', 'channel': 9, 'weight': QUALITY_WEIGHT},
                }
            ],
        },
        'classes': [
            {'name': name, 'category': category, 'threshold': threshold, 'minDistance': distance}
            for name, (category, threshold, distance) in _CLASSES.items()
        ],
        'nms': {
            'iou': 0.2,
            'covered': 0.5,
            'merged': 0.3,
            'acrossClasses': True,
            'mostBoxes': 500,
        },
    }


def _golden(model, side):
    """Some outputs for an input that `objects.test.ts` makes too, with the weights as stored."""
    with torch.no_grad():
        heat, box = as_stored(model)(torch.from_numpy(golden_input(side)))
    outputs = {'heatmap': heat.sigmoid(), 'box': box}
    golden = {}
    for name, values in outputs.items():
        flat = values.flatten()
        places = np.linspace(0, len(flat) - 1, _GOLDEN_VALUES).astype(int)
        golden[name] = [[int(place), round(float(flat[place]), 6)] for place in places]
    return golden


def golden_input(side):
    """A raster of noise: the same in `objects.test.ts`. The mixer is lowbias32 (Wellons, 2018)."""
    x = np.arange(CHANNELS * side * side, dtype=np.uint32) + np.uint32(1)
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x = (x ^ (x >> np.uint32(shift))) * np.uint32(factor)
    unit = (x ^ (x >> np.uint32(16))) / 2**32
    filled = np.where(unit < _FILLED_SHARE, unit / _FILLED_SHARE, 0)
    return filled.astype(np.float32).reshape(1, CHANNELS, side, side)


if __name__ == '__main__':
    main()
