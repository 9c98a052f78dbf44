"""
Trains the detector on simulated windows until it is told to stop; resumes where it stopped.

    python3 packages/models/training/train.py
    torchrun --nproc_per_node 8 packages/models/training/train.py --feeders 12 --batch 32
"""

import argparse
import math
import os
import queue
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel

import checkpoint
from feeders import Pool, batch_of, held_out, turned
from frames import raster_of
from losses import losses_of
from net import Detector

_FOLDER = Path(__file__).parent / 'checkpoints'
# The weights of the last export, kept with the project.
_START = Path(__file__).parent / 'start.pt'
_SAVE_SECONDS = 60
_LOG_STEPS = 50
_WARM_UP_STEPS = 200
_LEAST_RATE = 0.02
_SMOKE_STEPS = 60
_SMOKE_SWEEPS = 2
# Of the loss of the first steps, what may be left in the last.
_SMOKE_SHARE = 0.8


def main():
    """Trains."""
    arguments = _arguments()
    rank, world, device = _place()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(rank)
    training = Training(arguments, rank, device)
    if arguments.smoke:
        sys.exit(0 if training.smoke() else 1)
    pool = Pool(arguments.feeders, arguments.reuse, skip=rank * arguments.feeders)
    try:
        training.run(_assembled(pool, arguments.batch), pool, world)
    finally:
        pool.close()


def _arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        '--windows', type=int, default=400_000, help='over which the learning rate falls to nothing'
    )
    parser.add_argument('--batch', type=int, default=4, help='windows a step, of each process')
    parser.add_argument('--rate', type=float, default=2e-3, help='the highest learning rate')
    parser.add_argument(
        '--feeders', type=int, default=1, help='child processes that simulate, of each process'
    )
    parser.add_argument(
        '--reuse', type=int, default=4, help='how often a window is shown, turned and mirrored anew'
    )
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--precision', choices=['auto', 'fp32', 'bf16'], default='auto')
    parser.add_argument(
        '--fresh', action='store_true', help='start anew instead of where the last training stopped'
    )
    parser.add_argument('--init', type=Path, help='start with the running mean of this checkpoint')
    parser.add_argument(
        '--smoke', action='store_true', help='60 steps of a tiny net; fails unless its loss falls'
    )
    return parser.parse_args()


def _place():
    """This process's number, how many there are, and the device it trains on."""
    has_gpu = torch.cuda.is_available()
    rank, world = int(os.environ.get('RANK', 0)), int(os.environ.get('WORLD_SIZE', 1))
    local = int(os.environ.get('LOCAL_RANK', 0))
    if world > 1:
        dist.init_process_group('nccl' if has_gpu else 'gloo')
    if has_gpu:
        torch.cuda.set_device(local)
    return rank, world, torch.device('cuda', local) if has_gpu else torch.device('cpu')


def _assembled(pool, size):
    """A queue of batches, made beside the training."""
    batches = queue.Queue(2)

    def assemble():
        while True:
            batches.put(batch_of([turned(pool.take()) for _ in range(size)]))

    threading.Thread(target=assemble, daemon=True).start()
    return batches


def _has_bf16(device):
    """Whether bfloat16 pays: on GPUs and CPUs that have it (4 x as fast with AMX, 2 x without)."""
    if device.type == 'cuda':
        return torch.cuda.is_bf16_supported()
    cpu = Path('/proc/cpuinfo')
    return cpu.exists() and any(name in cpu.read_text() for name in ('amx_bf16', 'avx512_bf16'))


class Training:
    """A detector with what its training needs, on one device."""

    def __init__(self, arguments, rank, device):
        self._arguments = arguments
        self._rank = rank
        self._device = device
        self._windows = 0
        # Shown in the trainings before this one.
        self._shown_before = 0
        self._steps = 0
        tiny = {'widths': (8, 16, 32), 'depths': (0, 1, 1), 'pyramid': 16}
        model = Detector(**(tiny if arguments.smoke else {})).to(device)
        self._model = model.to(memory_format=torch.channels_last)
        decay = [value for value in model.parameters() if value.ndim > 1]
        rest = [value for value in model.parameters() if value.ndim <= 1]
        groups = [{'params': decay, 'weight_decay': 0.01}, {'params': rest, 'weight_decay': 0.0}]
        self._optimizer = torch.optim.AdamW(groups, arguments.rate)
        self._mean = checkpoint.RunningMean(model)
        last = _FOLDER / 'last.pt'
        goes_on = not arguments.smoke and not arguments.fresh and arguments.init is None
        start = _START if goes_on and _START.exists() else arguments.init
        if goes_on and last.exists():
            self._restore(checkpoint.load(last))
        elif start is not None:
            state = checkpoint.load(start)
            model.load_state_dict(state['mean']['weights'])
            self._mean = checkpoint.RunningMean(model)
            self._shown_before = state['windows'] + state.get('shown_before', 0)
        self._parallel = self._model
        if dist.is_initialized():
            if device.type == 'cuda':
                self._model = torch.nn.SyncBatchNorm.convert_sync_batchnorm(self._model)
            self._parallel = DistributedDataParallel(self._model)
        wanted = arguments.precision
        self._is_bf16 = _has_bf16(device) if wanted == 'auto' else wanted == 'bf16'

    def run(self, batches, pool, world):
        """Trains until the windows are used up or SIGTERM or SIGINT comes."""
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        total = self._arguments.windows
        saved = logged = time.monotonic()
        sums, steps, received = [0.0] * 4, 0, 0
        while self._windows < total and not stop.is_set():
            losses = self._step(batches.get(), self._rate(self._windows / total))
            self._windows += self._arguments.batch * world
            sums, steps = [past + loss for past, loss in zip(sums, losses)], steps + 1
            now = time.monotonic()
            if self._steps % _LOG_STEPS == 0:
                means = ' '.join(f'{value / steps:.3f}' for value in sums)
                shown = steps * self._arguments.batch * world / (now - logged)
                fresh = (pool.received - received) / (now - logged)
                speed = f'{shown:.1f} windows/s, {fresh:.1f} new'
                self._say(f'{self._windows} windows: heat box direction quality {means}, {speed}')
                sums, steps, received, logged = [0.0] * 4, 0, pool.received, now
            if now - saved > _SAVE_SECONDS:
                self._save()
                saved = now
        self._save()

    def smoke(self):
        """Whether the loss falls over a few steps on a few windows."""
        with tempfile.TemporaryDirectory() as folder:
            windows = held_out(Path(folder) / 'windows.bin', _SMOKE_SWEEPS)
        random.seed(0)
        losses = []
        for _ in range(_SMOKE_STEPS):
            drawn = [turned(random.choice(windows)) for _ in range(self._arguments.batch)]
            losses.append(sum(self._step(batch_of(drawn), self._arguments.rate)))
        first, last = sum(losses[:10]) / 10, sum(losses[-10:]) / 10
        print(f'loss of {_SMOKE_STEPS} steps: from {first:.2f} to {last:.2f}')
        return last < _SMOKE_SHARE * first

    def _step(self, batch, rate):
        warm = min(1.0, (self._steps + 1) / _WARM_UP_STEPS) if not self._arguments.smoke else 1.0
        for group in self._optimizer.param_groups:
            group['lr'] = rate * warm
        batch = {name: value.to(self._device, non_blocking=True) for name, value in batch.items()}
        self._parallel.train()
        raster = raster_of(batch['stored']).contiguous(memory_format=torch.channels_last)
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._is_bf16):
            heat, box = self._parallel(raster)
        losses = losses_of(heat.float(), box.float(), batch)
        self._optimizer.zero_grad(set_to_none=True)
        sum(losses).backward()
        norm = torch.nn.utils.clip_grad_norm_(self._model.parameters(), 10.0)
        # One broken window must not end a training of days.
        if torch.isfinite(norm):
            self._optimizer.step()
            self._mean.add(self._model)
        self._steps += 1
        return [loss.item() for loss in losses]

    def _rate(self, share):
        """Loshchilov and Hutter, "SGDR" (2017): a cosine down from the highest rate."""
        falling = 0.5 * (1 + math.cos(math.pi * min(1.0, share)))
        return self._arguments.rate * (_LEAST_RATE + (1 - _LEAST_RATE) * falling)

    def _save(self):
        if self._rank != 0:
            return
        state = {
            'model': self._model.state_dict(),
            'mean': self._mean.state(),
            'optimizer': self._optimizer.state_dict(),
            'windows': self._windows,
            'shown_before': self._shown_before,
            'steps': self._steps,
        }
        checkpoint.save(_FOLDER / 'last.pt', state)

    def _restore(self, state):
        self._model.load_state_dict(state['model'])
        self._mean.restore(state['mean'])
        self._optimizer.load_state_dict(state['optimizer'])
        self._windows, self._steps = state['windows'], state['steps']
        self._shown_before = state.get('shown_before', 0)

    def _say(self, line):
        if self._rank == 0:
            print(f'{time.strftime("%H:%M:%S")} {line}', flush=True)


if __name__ == '__main__':
    main()
