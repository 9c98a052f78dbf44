"""What a window, its targets and its sequence are, as `feed.ts` writes them."""

import struct

import numpy as np

MAGIC = 0x4C4E4531
CHANNELS, ROWS, COLUMNS = 14, 400, 200
TARGETS, TARGET_ROWS, TARGET_COLUMNS = 11, 200, 100
STEPS, STEP_VALUES = 128, 16
# The corner of the window that is furthest back and to the right, in meters from the ego.
LEFT_X, RIGHT_Y = -40.0, -25.0
LENGTH, WIDTH = 100.0, 50.0
# Of a position's bins.
BIN = 0.5

# Input channels that say a value around 128, and nothing where they are 0.
SIGNED = (0, 3, 6, 9, 10, 12, 13)
CAMERA, DRIVEN, STANDARD_MAP = (5, 6, 7), (8, 9, 10), (11, 12, 13)
# Input channels and targets that turn to their opposite when left and right are swapped.
MIRRORED_CHANNELS, MIRRORED_TARGETS = (10, 13), (9,)

CENTER, DIRECTION, MASK = 0, 8, 10
# Targets that are a share from 0 to 1: center line, boundaries, edge, crosswalk, stop line, arrow, vertex.
SHARES = 8

# Values of a step.
KIND, X_BIN, Y_BIN, DX, DY, COS, SIN, POINTER = range(8)
LANE_KIND, TURN, LEFT_MARK, RIGHT_MARK, COUNTS = range(8, 13)
END, START, CONTINUE, FORK, MERGE, PADDING = range(6)
LANE_KINDS, TURNS, MARKS = 4, 4, 5

_HEAD = struct.Struct('<III')
_PARTS = (
    ('input', np.dtype(np.uint8), (CHANNELS, ROWS, COLUMNS)),
    ('targets', np.dtype(np.uint8), (TARGETS, TARGET_ROWS, TARGET_COLUMNS)),
    ('steps', np.dtype('<i2'), (STEPS, STEP_VALUES)),
)
RECORD_BYTES = _HEAD.size + sum(
    kind.itemsize * int(np.prod(shape)) for _, kind, shape in _PARTS
)


class FeedError(Exception):
    """A feed that does not write what is agreed."""


def window_of(record):
    """The parts of a record by name, views of it, and `seed` and `count`, its number of steps."""
    magic, seed, count = _HEAD.unpack_from(record, 0)
    if magic != MAGIC:
        raise FeedError(f'record of the feed: found {magic:#x}, expected {MAGIC:#x}')
    if count > STEPS:
        raise FeedError(f'record of seed {seed}: found {count} steps, expected at most {STEPS}')
    window = {'seed': seed, 'count': count}
    at = _HEAD.size
    for name, kind, shape in _PARTS:
        values = np.frombuffer(record, kind, int(np.prod(shape)), at)
        window[name] = values.reshape(shape)
        at += values.nbytes
    return window
