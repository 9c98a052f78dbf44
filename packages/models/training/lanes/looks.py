"""What the encoder sees of windows, kept on disk: a decoder is trained on it many times faster than on windows."""

import json
import os
import queue

import numpy as np
import torch

from augment import augmented
from encoder import MEMORY_COLUMNS, MEMORY_ROWS, MODEL_WIDTH, LOCAL_CHANNELS, UPWARD, network_input
from feeders import Feeders
from layout import STEPS, STEP_VALUES

_ROWS = {
    'local': (np.float16, (LOCAL_CHANNELS, 4 * MEMORY_ROWS, 4 * MEMORY_COLUMNS)),
    'middle': (np.float16, (UPWARD[-1], 2 * MEMORY_ROWS, 2 * MEMORY_COLUMNS)),
    'small': (np.float16, (MODEL_WIDTH, MEMORY_ROWS, MEMORY_COLUMNS)),
    'steps': (np.int16, (STEPS, STEP_VALUES)),
    # Steps, seed, whether it is mirrored.
    'facts': (np.int32, (3,)),
}
_BATCH = 8


class Looks:
    """Looks in a folder, one file a part; as many as were written count."""

    def __init__(self, folder, capacity):
        folder.mkdir(parents=True, exist_ok=True)
        self._count = folder / 'count.json'
        self.capacity = capacity
        self._parts = {}
        for name, (kind, shape) in _ROWS.items():
            path = folder / f'{name}.bin'
            mode = 'r+' if path.exists() else 'w+'
            self._parts[name] = np.memmap(path, kind, mode, shape=(capacity, *shape))

    @property
    def filled(self):
        """How many there are."""
        return json.loads(self._count.read_text()) if self._count.exists() else 0

    def add(self, rows):
        """Takes in looks, each part with as many rows; those for which there is no room are left out."""
        first = self.filled
        until = min(self.capacity, first + len(rows['facts']))
        for name, part in self._parts.items():
            part[first:until] = rows[name][: until - first]
        whole = self._count.with_suffix('.part')
        whole.write_text(json.dumps(until))
        os.replace(whole, self._count)

    def facts(self):
        """Steps, seed and whether it is mirrored, of each."""
        return np.array(self._parts['facts'][: self.filled])

    def batch(self, places):
        """Those at some places as floats, steps cut to the longest."""
        places = np.sort(np.asarray(places))
        facts = self._parts['facts'][places]
        # With the end behind the last step.
        longest = min(STEPS, max(2, 1 + int(facts[:, 0].max())))
        rows = {
            name: torch.from_numpy(np.array(self._parts[name][places])).float()
            for name in ('local', 'middle', 'small')
        }
        return {
            **rows,
            'steps': torch.from_numpy(np.array(self._parts['steps'][places, :longest])).long(),
            'mirrored': torch.from_numpy(facts[:, 2] > 0),
        }


@torch.no_grad()
def fill(looks, encoder, feeders, say):
    """
    Has feeds simulate windows, mirrored and thinned at random, until there is no more room.

    One of all that each drive saw: those of its course before show the same road.
    """
    arrived = queue.Queue(4 * _BATCH)
    encoder = encoder.eval().to(memory_format=torch.channels_last)
    parts = ('input', 'targets', 'steps')
    feeds = Feeders(
        feeders,
        lambda one: arrived.put(({name: one[name].copy() for name in parts}, one['count'], one['seed'])),
        ['--whole'],
    )
    try:
        while looks.filled < looks.capacity:
            if feeds.error is not None:
                raise feeds.error
            drawn = [arrived.get() for _ in range(_BATCH)]
            windows = {
                name: torch.stack([torch.from_numpy(one[name]) for one, _, _ in drawn]) for name in parts
            }
            batch = augmented({**windows, 'steps': windows['steps'].long()})
            x = network_input(batch['input']).contiguous(memory_format=torch.channels_last)
            looked = encoder.look(x)
            looked.pop('head')
            facts = [
                (count, seed, int(mirrored))
                for (_, count, seed), mirrored in zip(drawn, batch['mirrored'].tolist())
            ]
            looks.add(
                {
                    **{name: value.half().numpy() for name, value in looked.items()},
                    'steps': batch['steps'].short().numpy(),
                    'facts': np.array(facts, np.int32),
                }
            )
            if looks.filled % (64 * _BATCH) == 0:
                say(f'{looks.filled} of {looks.capacity} windows looked at')
    finally:
        feeds.close()
