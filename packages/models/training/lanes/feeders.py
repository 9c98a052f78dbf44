"""Child processes that simulate windows, and the store on the device that batches are drawn from."""

import contextlib
import fcntl
import os
import random
import subprocess
import threading
import time
from pathlib import Path

import torch

from layout import RECORD_BYTES, FeedError, window_of

_FOLDER = Path(__file__).parent
_ROOT = _FOLDER.parent.parent.parent.parent
# Seeds below are for held-out windows.
FIRST_TRAINING_SEED = 100_000
_SEEDS_A_FEEDER = 1_000_000
_SET_PIPE_SIZE = 1031
_PIPE_BYTES = 1 << 20
_RESTART_SECONDS = 2


def feed_command(*arguments):
    """The command line of the feed: the bundle that `LANE_FEED` names, or its source."""
    bundle = os.environ.get('LANE_FEED')
    if bundle:
        # Young memory that windows fit in: a fifth of the time.
        return [os.environ.get('NODE', 'node'), '--max-semi-space-size=64', bundle, *arguments]
    return [str(_ROOT / 'node_modules' / '.bin' / 'tsx'), str(_FOLDER / 'feed.ts'), *arguments]


class Feeders:
    """Feeds, each read by a thread that hands windows to `put`; an error of one is kept in `error`."""

    def __init__(self, count, put):
        self._put = put
        self._children = {}
        self._is_open = True
        self.error = None
        # Different ones after every restart.
        start = FIRST_TRAINING_SEED + int(time.time()) % 1000 * 1000
        for feeder in range(count):
            seed = start + feeder * _SEEDS_A_FEEDER
            threading.Thread(target=self._follow, args=(feeder, seed), daemon=True).start()

    def close(self):
        """Ends the feeds."""
        self._is_open = False
        for child in list(self._children.values()):
            child.kill()

    def _follow(self, feeder, seed):
        failures = 0
        while self._is_open and failures < 3:
            child = subprocess.Popen(feed_command('--seed', str(seed)), stdout=subprocess.PIPE)
            self._children[feeder] = child
            try:
                received = self._read(child.stdout)
            except FeedError as error:
                self.error = error
                received = 0
            child.kill()
            child.wait()
            if not self._is_open:
                return
            # It died, or its code was being edited: go on behind the seeds it may have used.
            failures = 0 if received > 0 else failures + 1
            seed += 20_000
            time.sleep(_RESTART_SECONDS)
        if self._is_open and self.error is None:
            self.error = FeedError(f'feed {feeder}: found no windows in three starts')

    def _read(self, stream):
        _widen(stream)
        received = 0
        record = bytearray(RECORD_BYTES)
        while self._is_open and stream.readinto(record) == RECORD_BYTES:
            self._put(window_of(record))
            received += 1
        return received


def _widen(stream):
    """Fewer, longer reads: each has to wait its turn with the training."""
    try:
        fcntl.fcntl(stream.fileno(), _SET_PIPE_SIZE, _PIPE_BYTES)
    except OSError:
        pass


class Store:
    """Windows as bytes on the device, the oldest replaced by the newest when it is full."""

    def __init__(self, capacity, device):
        self._capacity = capacity
        self._device = device
        self._lock = threading.Lock()
        # Beside the training's own: nobody waits for its steps.
        self._stream = torch.cuda.Stream() if device.type == 'cuda' else None
        self._parts = None
        self._counts = [0] * capacity
        self.received = 0

    def put(self, window):
        """Takes in a window; its memory may be used anew after."""
        with self._lock:
            if self._parts is None:
                self._parts = {
                    name: torch.empty(
                        (self._capacity, *window[name].shape),
                        dtype=torch.int16 if name == 'steps' else torch.uint8,
                        device=self._device,
                    )
                    for name in ('input', 'targets', 'steps')
                }
            place = self.received % self._capacity
            with torch.cuda.stream(self._stream) if self._stream else contextlib.nullcontext():
                for name, values in self._parts.items():
                    values[place].copy_(torch.from_numpy(window[name].copy()))
            if self._stream:
                self._stream.synchronize()
            self._counts[place] = window['count']
            self.received += 1

    @property
    def filled(self):
        """How many windows there are."""
        return min(self.received, self._capacity)

    def draw(self, size):
        """A batch at random."""
        places = [random.randrange(self.filled) for _ in range(size)]
        return self.batch(places)

    def batch(self, places):
        """The windows at some places, steps cut to the longest."""
        # With the end behind the last step.
        longest = max(2, 1 + max(self._counts[place] for place in places))
        index = torch.tensor(places, device=self._device)
        batch = {name: values[index] for name, values in self._parts.items()}
        return {**batch, 'steps': batch['steps'][:, :longest].long()}


def held_out(store, count):
    """Puts the windows of fixed seeds that no feeder draws into a store."""
    command = feed_command('--seed', '0', '--windows', str(count), '--whole')
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        record = bytearray(RECORD_BYTES)
        while store.received < count and child.stdout.readinto(record) == RECORD_BYTES:
            store.put(window_of(record))
        child.kill()
