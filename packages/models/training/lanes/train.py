"""
Trains the lane net on simulated windows for a time; resumes where it stopped.

    python3 packages/models/training/lanes/train.py --minutes 480
    packages/models/training/lanes/train.sh --minutes 8.5 --out FOLDER

The rate falls along a cosine over the minutes. The running mean of the weights is written to
OUT/lanes.npz (float16) each minute, the state to go on from to STATE/last.pt.
"""

import argparse
import contextlib
import inspect
import math
import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import numpy as np
import torch

sys.path.append(str(Path(__file__).parent.parent))

import checkpoint
from augment import augmented
from decoder import Decoder
from feeders import FeedError, Feeders, Store, held_out
from layout import RECORD_BYTES
from losses import dense_loss
from encoder import Encoder, network_input
from score import scores_of
from teacher import decoder_losses

_CHECKPOINTS = Path(__file__).parent.parent / 'checkpoints' / 'lanes'
_SAVE_SECONDS, _LOG_SECONDS, _SCORE_SECONDS = 60, 20, 120
_WARM_UP_STEPS = 150
_LEAST_RATE = 0.01
_MOST_NORM = 5.0
_MEAN_STEPS, _MEAN_DECAY = 4, 0.992
# Of the rate, what layers that attend bear.
_DECODER_SHARE = 0.6
# At first the line maps matter most, as the decoder reads off them, unless they are learnt already.
_DENSE_SHARE, _DENSE_FIRST, _DENSE_LAST = 0.2, 4.0, 1.0
_MOST_FEEDERS = 14
_FIRST_WINDOWS = 2000
_FIRST_SECONDS = 20
# Of the memory of a GPU, what the step itself may need.
_STEP_BYTES = 24 << 30


class Net(torch.nn.Module):
    """Encoder and decoder."""

    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.decoder = Decoder()


def main():
    """Trains."""
    started = time.monotonic()
    arguments = _arguments()
    device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
    torch.manual_seed(int(time.time()))
    sys.setswitchinterval(0.001)
    if device.type == 'cuda':
        torch.backends.cudnn.benchmark = True
        torch.backends.cuda.matmul.allow_tf32 = True
        torch.backends.cudnn.allow_tf32 = True
    else:
        torch.set_num_threads(arguments.threads)
    store = Store(_capacity(arguments, device), device)
    feeders = Feeders(arguments.feeders, store.put)
    try:
        Training(arguments, device, started).run(store, feeders)
    finally:
        feeders.close()


def _arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument('--minutes', type=float, default=480, help='until the rate is nothing')
    parser.add_argument('--out', type=Path, default=_CHECKPOINTS)
    parser.add_argument('--state', type=Path, default=_CHECKPOINTS)
    parser.add_argument('--batch', type=int, help='windows a step (else 128 on a GPU, 8 without)')
    parser.add_argument('--rate', type=float, default=2e-3, help='the highest learning rate')
    parser.add_argument('--feeders', type=int, default=_cores())
    parser.add_argument('--capacity', type=int, help='windows kept (else as many as fit)')
    parser.add_argument('--held', type=int, default=96, help='held-out windows')
    parser.add_argument('--score', type=float, default=_SCORE_SECONDS, help='seconds between')
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--fresh', action='store_true', help='start anew')
    parser.add_argument('--init', type=Path, help='start with these weights where there is no state: an lanes.npz')
    arguments = parser.parse_args()
    if arguments.batch is None:
        arguments.batch = 128 if torch.cuda.is_available() else 8
    return arguments


def _cores():
    """Cores for the feeds: some are left to the training, and to what a feed does beside."""
    return max(1, min(_MOST_FEEDERS, len(os.sched_getaffinity(0)) - 2))


def _capacity(arguments, device):
    if arguments.capacity is not None:
        return arguments.capacity
    if device.type == 'cpu':
        return 2000
    free, _ = torch.cuda.mem_get_info()
    return max(256, int((free - _STEP_BYTES) * 0.9 / RECORD_BYTES))


def _precision(device):
    """bfloat16 on a GPU, where it pays."""
    if device.type == 'cuda':
        return lambda: torch.autocast('cuda', torch.bfloat16)
    return contextlib.nullcontext


def _optimizer(net, rate, device):
    groups = []
    for part, share in ((net.encoder, 1.0), (net.decoder, _DECODER_SHARE)):
        for decay, is_matrix in ((0.02, True), (0.0, False)):
            values = [value for value in part.parameters() if (value.ndim > 1) == is_matrix]
            groups.append({'params': values, 'weight_decay': decay, 'share': share})
    fused = 'fused' in inspect.signature(torch.optim.AdamW).parameters and device.type == 'cuda'
    options = {'fused': True} if fused else {}
    return torch.optim.AdamW(groups, rate, betas=(0.9, 0.98), **options)


class Training:
    """The net with what its training needs, on one device."""

    def __init__(self, arguments, device, started):
        self._arguments = arguments
        self._device = device
        self._started = started
        self._precision = _precision(device)
        self._net = Net().to(device)
        self._net.encoder.to(memory_format=torch.channels_last)
        self._optimizer = _optimizer(self._net, arguments.rate, device)
        self._mean = checkpoint.RunningMean(self._net, _MEAN_DECAY)
        self._steps = 0
        self._before = 0.0
        self._stop = threading.Event()
        last = arguments.state / 'last.pt'
        if last.exists() and not arguments.fresh:
            self._restore(checkpoint.load(last))
        elif arguments.init is not None:
            self._begin_with(arguments.init)

    def run(self, store, feeders):
        """Trains until the time is up or SIGTERM or SIGINT comes."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: self._stop.set())
        held = Store(self._arguments.held, self._device)
        threading.Thread(
            target=held_out, args=(held, self._arguments.held), daemon=True
        ).start()
        self._wait(store, feeders)
        parameters = sum(value.numel() for value in self._net.parameters())
        self._say(
            f'{self._device}, torch {torch.__version__}, {parameters:,} parameters, '
            f'{store.received} windows of {self._arguments.feeders} feeds to begin with'
        )
        saved = logged = scored = time.monotonic()
        received, sums, steps = store.received, None, 0
        while self._share() < 1 and not self._stop.is_set():
            if feeders.error is not None:
                self._say(f'the feed: {feeders.error}')
                feeders.error = None
            losses = self._step(store.draw(self._arguments.batch))
            sums = losses if sums is None else sums + losses
            steps += 1
            if self._steps == 1:
                self._say('first step: ' + self._line(losses))
                logged = time.monotonic()
                sums, steps = None, 0
            now = time.monotonic()
            if steps > 0 and now - logged > _LOG_SECONDS:
                shown = steps * self._arguments.batch / (now - logged)
                fresh = (store.received - received) / (now - logged)
                self._say(
                    f'{self._share():.0%}, step {self._steps}: {self._line(sums / steps)}; '
                    f'{shown:.0f} windows/s, {fresh:.1f} new, {store.received} in all'
                )
                sums, steps, received, logged = None, 0, store.received, now
            if now - saved > _SAVE_SECONDS:
                self._save()
                saved = now
            if now - scored > self._arguments.score:
                self._score(held)
                scored = time.monotonic()
        self._save()
        self._score(held)

    def _wait(self, store, feeders):
        """Until there are windows to begin with."""
        enough = min(_FIRST_WINDOWS, 16 * self._arguments.batch)
        asked = time.monotonic()
        while store.received < enough and not self._stop.is_set():
            if feeders.error is not None:
                raise feeders.error
            if time.monotonic() - asked > _FIRST_SECONDS and store.received > 0:
                return
            if time.monotonic() - asked > 3 * _FIRST_SECONDS:
                raise FeedError(f'feed: found no window in {3 * _FIRST_SECONDS} s')
            time.sleep(0.1)

    def _share(self):
        """How much of the time is used up."""
        minutes = (time.monotonic() - self._started) / 60 + self._before
        return min(1.0, minutes / self._arguments.minutes)

    def _step(self, batch):
        share = self._share()
        warm = min(1.0, (self._steps + 1) / _WARM_UP_STEPS)
        falling = _LEAST_RATE + (1 - _LEAST_RATE) * 0.5 * (1 + math.cos(math.pi * share))
        for group in self._optimizer.param_groups:
            group['lr'] = self._arguments.rate * group['share'] * warm * falling
        batch = augmented(batch)
        net = self._net.train()
        x = network_input(batch['input']).contiguous(memory_format=torch.channels_last)
        with self._precision():
            maps = net.encoder(x)
            of_decoder = decoder_losses(net.decoder, maps, batch['steps'], batch['mirrored'])
        dense = dense_loss(maps['dense'], batch['targets'])
        early = 0.0 if self._arguments.init else max(0.0, 1 - share / _DENSE_SHARE)
        weight = _DENSE_LAST + (_DENSE_FIRST - _DENSE_LAST) * early
        total = weight * dense + sum(of_decoder.values())
        self._optimizer.zero_grad(set_to_none=True)
        total.backward()
        norm = torch.nn.utils.clip_grad_norm_(net.parameters(), _MOST_NORM)
        # One broken window must not end a training.
        if torch.isfinite(norm):
            self._optimizer.step()
        self._steps += 1
        if self._steps % _MEAN_STEPS == 0:
            self._mean.add(net)
        self._names = ['dense', *of_decoder]
        return torch.stack([dense, *of_decoder.values()]).detach().float()

    def _line(self, losses):
        return ' '.join(
            f'{name} {value:.3f}' for name, value in zip(self._names, losses.tolist())
        )

    def _score(self, held):
        if held.filled == 0:
            return
        began = time.monotonic()
        net = Net().to(self._device).eval()
        net.load_state_dict(self._mean.weights)
        figures = scores_of(net.encoder, net.decoder, held, self._precision)
        line = ' '.join(f'{name} {value:.3f}' for name, value in figures.items())
        self._say(f'held out: {line} ({held.filled} windows, {time.monotonic() - began:.1f} s)')

    def _save(self):
        self._arguments.out.mkdir(parents=True, exist_ok=True)
        weights = {
            name: (value.half() if value.dtype.is_floating_point else value).cpu().numpy()
            for name, value in self._mean.weights.items()
        }
        part = self._arguments.out / 'lanes.part.npz'
        np.savez(part, **weights)
        os.replace(part, self._arguments.out / 'lanes.npz')
        state = {
            'model': self._net.state_dict(),
            'mean': self._mean.state(),
            'optimizer': self._optimizer.state_dict(),
            'minutes': (time.monotonic() - self._started) / 60 + self._before,
            'steps': self._steps,
        }
        checkpoint.save(self._arguments.state / 'last.pt', state)

    def _restore(self, state):
        self._net.load_state_dict(state['model'])
        self._mean.restore(state['mean'])
        self._optimizer.load_state_dict(state['optimizer'])
        self._steps, self._before = state['steps'], state['minutes']

    def _begin_with(self, path):
        with np.load(path) as weights:
            state = {name: torch.from_numpy(weights[name]) for name in weights.files}
        self._net.load_state_dict(state)
        self._mean = checkpoint.RunningMean(self._net, _MEAN_DECAY)

    def _say(self, line):
        minutes = (time.monotonic() - self._started) / 60
        print(f'{minutes:5.2f} min  {line}', flush=True)


if __name__ == '__main__':
    main()
