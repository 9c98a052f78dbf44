"""Child processes that simulate, and the pool of windows that batches are drawn from."""

import os
import random
import subprocess
import threading
import time
from pathlib import Path

import numpy as np
import torch

from frames import SIDE, read_window
from net import CLASSES, RECIPE
from targets import X, Y, YAW, targets_of

_FOLDER = Path(__file__).parent
_ROOT = _FOLDER.parent.parent.parent
# Seeds below are for held-out windows.
FIRST_TRAINING_SEED = 100_000
_SEEDS_A_FEEDER = 1_000_000
_RESTART_SECONDS = 5


def feed_command(*arguments):
    """The command line of the feed."""
    return [str(_ROOT / 'node_modules' / '.bin' / 'tsx'), str(_FOLDER / 'feed.ts'), *arguments]


class Pool:
    """
    Windows of several feeders, each shown a few times, turned and mirrored anew.

    Simulating a window takes longer than a step on it: each is shown `reuse` times, and feeders
    rest while the pool is full. `skip` is how many feeders other processes have, so that no two
    draw the same seeds.
    """

    def __init__(self, feeders, reuse, capacity=384, skip=0):
        self._reuse = reuse
        self._capacity = capacity
        self._windows = []
        self._changed = threading.Condition()
        self._children = {}
        self._is_open = True
        self.received = 0
        # Different ones after every restart.
        start = FIRST_TRAINING_SEED + int(time.time()) % 1000 * 1000
        for feeder in range(feeders):
            seed = start + (feeder + skip) * _SEEDS_A_FEEDER
            threading.Thread(target=self._feed, args=(feeder, seed), daemon=True).start()

    def take(self):
        """A window at random: its raster and boxes."""
        with self._changed:
            while not self._windows:
                self._changed.wait()
            place = random.randrange(len(self._windows))
            entry = self._windows[place]
            entry[1] += 1
            if entry[1] >= self._reuse:
                self._windows[place] = self._windows[-1]
                self._windows.pop()
                self._changed.notify_all()
            return entry[0]

    def close(self):
        """Ends the feeders."""
        self._is_open = False
        for child in list(self._children.values()):
            child.terminate()

    def _feed(self, feeder, seed):
        while self._is_open:
            child = subprocess.Popen(feed_command('--seed', str(seed)), stdout=subprocess.PIPE)
            self._children[feeder] = child
            while self._is_open:
                window = read_window(child.stdout)
                if window is None:
                    break
                self._put(window)
            child.terminate()
            child.wait()
            # It died, or its code was being edited: go on behind the seeds it may have used.
            seed += 20_000
            time.sleep(_RESTART_SECONDS)

    def _put(self, window):
        with self._changed:
            while len(self._windows) >= self._capacity:
                self._changed.wait()
            self._windows.append([window, 0])
            self.received += 1
            self._changed.notify_all()


def batch_of(windows):
    """Rasters as bytes, heat, its weight, the cells that answer, each behind its window."""
    heats, weights, cells = zip(*(targets_of(boxes, len(CLASSES)) for _, boxes in windows))
    numbered = [
        np.concatenate([np.full((len(rows), 1), window, np.float32), rows], 1)
        for window, rows in enumerate(cells)
    ]
    return {
        'stored': torch.from_numpy(np.stack([raster for raster, _ in windows])),
        'heat': torch.from_numpy(np.stack(heats)),
        'weight': torch.from_numpy(np.stack(weights)),
        'cells': torch.from_numpy(np.concatenate(numbered)),
    }


def turned(window):
    """A window turned by quarters and mirrored at random."""
    raster, boxes = window
    boxes = boxes.copy()
    extent = SIDE * RECIPE['cell']
    if random.random() < 0.5:
        raster = raster.transpose(0, 2, 1)
        boxes[:, [X, Y]] = boxes[:, [Y, X]]
        boxes[:, YAW] = np.pi / 2 - boxes[:, YAW]
    if random.random() < 0.5:
        raster = raster[:, :, ::-1]
        boxes[:, X] = extent - boxes[:, X]
        boxes[:, YAW] = np.pi - boxes[:, YAW]
    if random.random() < 0.5:
        raster = raster[:, ::-1]
        boxes[:, Y] = extent - boxes[:, Y]
        boxes[:, YAW] = -boxes[:, YAW]
    return np.ascontiguousarray(raster), boxes


def held_out(path, sweeps):
    """The windows of fixed sweeps that no feeder draws; simulated once, then read from a file."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix('.part')
        with part.open('wb') as file:
            subprocess.run(
                feed_command('--seed', '0', '--sweeps', str(sweeps)), stdout=file, check=True
            )
        os.replace(part, path)
    windows = []
    with path.open('rb') as file:
        while (window := read_window(file)) is not None:
            windows.append(window)
    return windows
