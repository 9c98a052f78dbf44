"""Windows as `src/frame.ts` writes them."""

import struct

import numpy as np
import torch

from net import CHANNELS, RECIPE

SIDE = RECIPE['window']
BOX_VALUES = 9
_BOTTOM, _TOP = RECIPE['heightEdges'][0], RECIPE['heightEdges'][-1]
_SHARE_STEPS = 255
_HEIGHT_STEPS = 254
_HEIGHT_UNIT = 3
_HEIGHT_CHANNELS = 2


def read_window(stream):
    """The next window: raster (13 x side x side bytes) and boxes (N x 9); None at the end."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    (count,) = struct.unpack('<I', head)
    raster = stream.read(CHANNELS * SIDE * SIDE)
    boxes = stream.read(4 * BOX_VALUES * count)
    if len(raster) < CHANNELS * SIDE * SIDE or len(boxes) < 4 * BOX_VALUES * count:
        return None
    return (
        np.frombuffer(raster, np.uint8).reshape(CHANNELS, SIDE, SIDE),
        np.frombuffer(boxes, '<f4').reshape(-1, BOX_VALUES),
    )


def raster_of(stored):
    """Rasters as `rasterOf` makes them, float, of N x 13 x side x side bytes."""
    shares = stored[:, :-_HEIGHT_CHANNELS].float() / _SHARE_STEPS
    steps = stored[:, -_HEIGHT_CHANNELS:].float()
    heights = ((steps - 1) / _HEIGHT_STEPS * (_TOP - _BOTTOM) + _BOTTOM) / _HEIGHT_UNIT
    return torch.cat([shares, torch.where(steps > 0, heights, torch.zeros_like(heights))], 1)
