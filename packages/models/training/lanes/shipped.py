"""
The weights of a shipped lane net as `train.py --init` takes them, where those it was exported from are
no longer at hand.

    python3 packages/models/training/lanes/shipped.py --out FOLDER/lanes.npz [--windows 64]

The file holds normalisations folded into convolutions. They are unfolded by what the convolutions say of
simulated windows: the net gives the same as before, and each normalisation has the mean and deviation of
its input, as if it had been trained with it. Weights stay rounded to float16.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.append(str(Path(__file__).parent.parent))

from decoder import Decoder
from encoder import UPWARD, Encoder, network_input
from feeders import FIRST_TRAINING_SEED, feed_command
from layout import RECORD_BYTES, window_of

_LANES = Path(__file__).parent.parent.parent / 'lanes'
_BATCH = 8
_KINDS = {1: np.float32, 10: np.float16}


def main():
    """Reads, unfolds, writes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument('--lanes', type=Path, default=_LANES, help='folder of the shipped net')
    parser.add_argument('--out', type=Path, required=True)
    parser.add_argument('--windows', type=int, default=64)
    arguments = parser.parse_args()
    encoder = encoder_of((arguments.lanes / 'lanes.onnx').read_bytes())
    unfold(encoder, _windows(arguments.windows))
    decoder = decoder_of((arguments.lanes / 'decoder.bin').read_bytes())
    state = {
        f'{part}.{name}': value.half().numpy() if value.dtype.is_floating_point else value.numpy()
        for part, net in (('encoder', encoder), ('decoder', decoder))
        for name, value in net.state_dict().items()
    }
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(arguments.out, **state)


def encoder_of(file):
    """The encoder of a file that `export.py` wrote; its normalisations add a bias and do nothing else."""
    tensors = _tensors_of(file)
    net = Encoder().eval()
    convs = _convs_of(net)
    if 2 * len(convs) != sum(name.startswith('conv') for name in tensors):
        raise ValueError(f'lanes.onnx: found other than {len(convs)} convolutions')
    labels = [name[: -len('.weight')] for name in tensors if name.endswith('.weight')]
    for label, (conv, norm) in zip(labels, convs):
        conv.weight.data.copy_(torch.from_numpy(tensors[f'{label}.weight']))
        bias = torch.from_numpy(tensors[f'{label}.bias'])
        (conv if norm is None else norm).bias.data.copy_(bias)
        if norm is not None:
            norm.running_mean.zero_()
            norm.running_var.fill_(1 - norm.eps)
            norm.weight.data.fill_(1)
    place = next(name for name in tensors if name.startswith('constant'))
    net.memory_place.data.copy_(torch.from_numpy(tensors[place]))
    return net


def decoder_of(file):
    """The decoder of a file that `export.py` wrote."""
    if file[:4] != b'TLD1':
        raise ValueError(f'decoder.bin: found {file[:4]!r}, expected TLD1')
    until = 8 + int.from_bytes(file[4:8], 'little')
    net = Decoder().eval()
    state = net.state_dict()
    at = until
    for name, count in json.loads(file[8:until]):
        values = np.frombuffer(file, np.float16, count, at).astype(np.float32)
        state[name] = torch.from_numpy(values).view(state[name].shape)
        at += 2 * count
    net.load_state_dict(state)
    return net


@torch.no_grad()
def unfold(net, windows):
    """Gives each normalisation the mean and the deviation of what it takes, and keeps what it says."""
    sums = {}
    hooks = [
        conv.register_forward_hook(_summing(sums, norm))
        for conv, norm in _convs_of(net)
        if norm is not None
    ]
    for first in range(0, len(windows), _BATCH):
        net(network_input(windows[first : first + _BATCH]))
    for hook in hooks:
        hook.remove()
    for norm, (count, total, squares) in sums.items():
        mean = total / count
        variance = (squares / count - mean**2).clamp(min=1e-6)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.data.copy_((variance + norm.eps).sqrt())
        norm.bias.data.add_(mean)


def _summing(sums, norm):
    def add(_module, _inputs, output):
        values = output.double()
        now = values.numel() / values.shape[1], values.sum((0, 2, 3)), (values**2).sum((0, 2, 3))
        sums[norm] = tuple(a + b for a, b in zip(sums[norm], now)) if norm in sums else now

    return add


def _convs_of(net):
    """Convolutions and what normalises them, in the order of `export.graph_of`."""
    pairs = []
    for stage in net.stages:
        pairs.append(stage[0].body)
        for residual in stage[1:]:
            pairs += [residual.first, residual.second]
    pairs += [net.memory_width.body, (net.memory, None), net.top.body]
    for level in reversed(range(len(UPWARD))):
        pairs += [part[level].body for part in (net.narrows, net.laterals, net.merges)]
        if level == len(UPWARD) - 1:
            pairs.append((net.starts, None))
    return [(conv, norm) for conv, norm in [*pairs, net.head.body, (net.dense, None), (net.local, None)]]


def _windows(count):
    """Inputs of simulated windows that training may draw too."""
    command = feed_command('--seed', str(FIRST_TRAINING_SEED), '--windows', str(count))
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    records = (output[at : at + RECORD_BYTES] for at in range(0, len(output), RECORD_BYTES))
    return torch.stack([torch.from_numpy(window_of(one)['input'].copy()) for one in records])


def _tensors_of(file):
    """The numbers in an ONNX file by name, in its order: `onnxfile.py` backwards."""
    graph = next(value for field, value in _fields(file) if field == 7)
    tensors = {}
    for field, value in _fields(graph):
        if field != 5:
            continue
        parts = list(_fields(value))
        shape = [side for part, side in parts if part == 1]
        kind, name, raw = (next(one for part, one in parts if part == at) for at in (2, 8, 9))
        tensors[name.decode()] = np.frombuffer(raw, _KINDS[kind]).reshape(shape).astype(np.float32)
    return tensors


def _fields(message):
    """Numbers and values of a protobuf message's fields, numbers and bytes."""
    at = 0
    while at < len(message):
        head, at = _varint(message, at)
        value, at = _varint(message, at)
        if head & 7 == 2:
            value, at = message[at : at + value], at + value
        yield head >> 3, value


def _varint(message, at):
    value = shift = 0
    while True:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


if __name__ == '__main__':
    main()
