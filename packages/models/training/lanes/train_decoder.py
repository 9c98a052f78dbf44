"""
Trains the decoder on, with the encoder as it is: for machines without a GPU.

    python3 packages/models/training/lanes/train_decoder.py --init lanes.npz --looks 15000
    python3 packages/models/training/lanes/train_decoder.py --init lanes.npz --minutes 60

The first line has the encoder look at simulated windows, once each, and keeps what it sees; the second
trains the decoder, and the last layers of the encoder that speak to it, on those. It resumes where it
stopped. The running mean of the weights is written to OUT/lanes.npz each minute.
"""

import argparse
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch

sys.path.append(str(Path(__file__).parent.parent))

import checkpoint
from looks import Looks, fill
from teacher import decoder_losses
from train import Net, save_weights, weights_of

_FOLDER = Path(__file__).parent.parent / 'checkpoints' / 'lanes' / 'decoder'
_SAVE_SECONDS, _LOG_SECONDS = 60, 30
_WARM_UP_STEPS, _LEAST_RATE, _MOST_NORM = 100, 0.01, 5.0
_MEAN_DECAY = 0.997
# Windows of all that a drive saw are what is decoded in the end: they are drawn so often beside the others.
_WHOLE_SHARE = 0.6
# Batches of about the same length are drawn so many at once.
_AT_ONCE = 8
# Windows that are not trained on.
_KEPT = 320


def main():
    """Looks, or trains."""
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    net = Net()
    net.load_state_dict(weights_of(arguments.init))
    looks = Looks(arguments.folder / 'looks', arguments.capacity)
    if arguments.looks is not None:
        looks.capacity = min(looks.capacity, arguments.looks)
        fill(looks, net.encoder, arguments.feeders, _say)
    else:
        _train(net, looks, arguments)


def _arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument('--init', type=Path, required=True, help='a lanes.npz to begin with')
    parser.add_argument('--looks', type=int, help='look at windows until there are so many')
    parser.add_argument('--capacity', type=int, default=40_000, help='windows there is room for')
    parser.add_argument('--minutes', type=float, default=60, help='until the rate is nothing')
    parser.add_argument('--folder', type=Path, default=_FOLDER)
    parser.add_argument('--batch', type=int, default=32)
    parser.add_argument('--rate', type=float, default=2.5e-4, help='the highest learning rate')
    parser.add_argument('--dropped', type=float, default=0.1, help='share left out of what layers add')
    parser.add_argument('--feeders', type=int, default=2)
    parser.add_argument('--threads', type=int, default=2)
    parser.add_argument('--fresh', action='store_true', help='start anew')
    return parser.parse_args()


def _train(net, looks, arguments):
    # Normalisations of the encoder stay as they are: no layer that has one is trained.
    net.eval()
    net.decoder.train()
    for layer in net.decoder.layers:
        layer.dropped = arguments.dropped
    trained = [net.decoder, net.encoder.starts, net.encoder.memory]
    values = [value for part in trained for value in part.parameters()]
    optimizer = torch.optim.AdamW(
        [
            {'params': [value for value in values if value.ndim > 1], 'weight_decay': 0.02},
            {'params': [value for value in values if value.ndim <= 1], 'weight_decay': 0.0},
        ],
        arguments.rate,
        betas=(0.9, 0.98),
    )
    mean = checkpoint.RunningMean(net, _MEAN_DECAY)
    steps, before = 0, 0.0
    last = arguments.folder / 'last.pt'
    if last.exists() and not arguments.fresh:
        state = checkpoint.load(last)
        net.load_state_dict(state['model'])
        mean.restore(state['mean'])
        optimizer.load_state_dict(state['optimizer'])
        steps, before = state['steps'], state['minutes']
    started = saved = logged = time.monotonic()
    shown, sums, batches = 0, None, []
    for group in optimizer.param_groups:
        group['base'] = arguments.rate

    def save():
        save_weights(arguments.folder / 'lanes.npz', mean.weights)
        minutes = (time.monotonic() - started) / 60 + before
        checkpoint.save(
            last,
            {
                'model': net.state_dict(),
                'mean': mean.state(),
                'optimizer': optimizer.state_dict(),
                'minutes': minutes,
                'steps': steps,
            },
        )

    _say(f'{looks.filled} windows; before: {_line(_kept_losses(_with(mean.weights), looks))}')
    while True:
        share = ((time.monotonic() - started) / 60 + before) / arguments.minutes
        if share >= 1:
            break
        warm = min(1.0, (steps + 1) / _WARM_UP_STEPS)
        falling = _LEAST_RATE + (1 - _LEAST_RATE) * 0.5 * (1 + math.cos(math.pi * share))
        for group in optimizer.param_groups:
            group['lr'] = group['base'] * warm * falling
        if not batches:
            batches = _drawn(looks, arguments.batch)
        losses = _losses(net, looks.batch(batches.pop()))
        optimizer.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        norm = torch.nn.utils.clip_grad_norm_(values, _MOST_NORM)
        # One broken window must not end a training.
        if torch.isfinite(norm):
            optimizer.step()
        steps += 1
        mean.add(net)
        shown += arguments.batch
        now = {name: float(value.detach()) for name, value in losses.items()}
        sums = now if sums is None else {name: sums[name] + value for name, value in now.items()}
        if time.monotonic() - logged > _LOG_SECONDS:
            count = shown / arguments.batch
            rate = shown / (time.monotonic() - logged)
            line = _line({name: value / count for name, value in sums.items()})
            _say(f'{share:.0%}, step {steps}: {line}; {rate:.0f} windows/s')
            logged, shown, sums = time.monotonic(), 0, None
        if time.monotonic() - saved > _SAVE_SECONDS:
            save()
            saved = time.monotonic()
            if int(share * arguments.minutes) % 5 == 0:
                _say(f'kept: {_line(_kept_losses(_with(mean.weights), looks))}')
    save()
    _say(f'kept: {_line(_kept_losses(_with(mean.weights), looks))}')


def _with(weights):
    net = Net().eval()
    net.load_state_dict(weights)
    return net


def _losses(net, batch):
    return decoder_losses(net.decoder, net.encoder.told(batch), batch['steps'], batch['mirrored'])


@torch.no_grad()
def _kept_losses(net, looks):
    """Of windows that are not trained on: the first."""
    torch.manual_seed(1)
    sums, count = None, 0
    for first in range(0, min(_KEPT, looks.filled), 32):
        losses = _losses(net, looks.batch(range(first, min(first + 32, looks.filled))))
        now = {name: float(value) for name, value in losses.items()}
        sums = now if sums is None else {name: sums[name] + value for name, value in now.items()}
        count += 1
    torch.manual_seed(int(time.time()))
    return {name: value / count for name, value in sums.items()}


def _drawn(looks, size):
    """Batches of places at random, each of windows of about the same length."""
    facts = looks.facts()
    trained = np.arange(_KEPT, len(facts))
    # The last window of a seed is of all that its drive saw. Two feeds take turns.
    is_last = np.ones(len(facts), bool)
    seen = set()
    for place in range(len(facts) - 1, -1, -1):
        is_last[place] = facts[place, 1] not in seen
        seen.add(facts[place, 1])
    whole, part = trained[is_last[trained]], trained[~is_last[trained]]
    places = [
        int(random.choice(whole if random.random() < _WHOLE_SHARE or len(part) == 0 else part))
        for _ in range(size * _AT_ONCE)
    ]
    places.sort(key=lambda place: facts[place, 0])
    batches = [places[first : first + size] for first in range(0, len(places), size)]
    random.shuffle(batches)
    return batches


def _line(losses):
    named = ' '.join(f'{name} {value:.3f}' for name, value in losses.items())
    return f'{sum(losses.values()):.4f} ({named})'


_STARTED = time.monotonic()


def _say(line):
    print(f'{(time.monotonic() - _STARTED) / 60:6.2f} min  {line}', flush=True)


if __name__ == '__main__':
    main()
