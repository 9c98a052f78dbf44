"""What the detector should say of a window: heat, boxes, and where it does not matter."""

import math

import numpy as np

from boxes import PRIOR, Z_SHIFT
from net import RECIPE, STRIDE

CELL = RECIPE['cell'] * STRIDE
SIDE = RECIPE['window'] // STRIDE

# Standard deviation of the heat around a center, in output cells, and the fewest points with which
# a box has to be found, by class. Boxes with fewer are neither: heat there is not punished.
SIGMA = (1.6, 0.9, 1.1, 2.6)
FEWEST_POINTS = (6, 4, 5, 10)
# Heat above which a place belongs to a box that need not be found.
_IGNORED_HEAT = 0.1
# What boxes of the cells around the center's count.
_NEIGHBOUR_WEIGHT = 0.3

# Columns of a box row as `src/frame.ts` writes it.
CATEGORY, X, Y, Z, LENGTH, WIDTH, HEIGHT, YAW, POINTS = range(9)
# Values of a box target: dx, dy, z, log sizes, then the yaw itself.
TARGET_VALUES = 7


def targets_of(boxes, classes):
    """
    heat (classes x side x side), its weight (the same), and the cells that answer for a box: M rows
    of row, column, weight, category, dx, dy, z, log length, log width, log height, yaw.

    boxes: N x 9 rows as `src/frame.ts` writes them. A cell between two answers for the nearer one.
    """
    heat = np.zeros((classes, SIDE, SIDE), np.float32)
    weight = np.ones((classes, SIDE, SIDE), np.float32)
    owners = {}
    for box in boxes:
        category = int(box[CATEGORY])
        u, v = box[X] / CELL - 0.5, box[Y] / CELL - 0.5
        column, row = int(round(u)), int(round(v))
        reach = int(math.ceil(3 * SIGMA[category]))
        left, right = max(column - reach, 0), min(column + reach + 1, SIDE)
        low, high = max(row - reach, 0), min(row + reach + 1, SIDE)
        if left >= right or low >= high:
            continue
        across = (np.arange(left, right) - column) ** 2
        along = (np.arange(low, high) - row) ** 2
        bump = np.exp(-(along[:, None] + across[None]) / (2 * SIGMA[category] ** 2))
        if box[POINTS] < FEWEST_POINTS[category]:
            weight[category, low:high, left:right][bump > _IGNORED_HEAT] = 0
            continue
        around = heat[category, low:high, left:right]
        np.maximum(around, bump, out=around)
        for r in range(max(row - 1, 0), min(row + 2, SIDE)):
            for c in range(max(column - 1, 0), min(column + 2, SIDE)):
                distance = (u - c) ** 2 + (v - r) ** 2
                if (r, c) in owners and owners[r, c][0] <= distance:
                    continue
                share = 1.0 if (r, c) == (row, column) else _NEIGHBOUR_WEIGHT
                owners[r, c] = (distance, [r, c, share, category, u - c, v - r, *_coded(box)])
    # A box to be found next to one that need not be: its own center counts.
    weight[heat == 1] = 1
    cells = np.array([cell for _, cell in owners.values()], np.float32)
    return heat, weight, cells.reshape(-1, 4 + TARGET_VALUES)


def _coded(box):
    return [
        box[Z] - Z_SHIFT,
        math.log(box[LENGTH] / PRIOR[0]),
        math.log(box[WIDTH] / PRIOR[1]),
        math.log(box[HEIGHT] / PRIOR[2]),
        box[YAW],
    ]
