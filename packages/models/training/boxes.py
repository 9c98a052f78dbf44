"""What the box channels mean, and how much boxes overlap."""

import math

import torch

# Channels of the box output.
DX, DY, Z, LENGTH, WIDTH, HEIGHT, SIN2, COS2, DIRECTION, QUALITY = range(10)

# Values of a box row: the center x, y in output cells of the window, z above the local ground.
X, Y, UP, LONG, WIDE, HIGH, YAW = range(7)

# What the channels are relative to: a usual center height, length, width, height.
Z_SHIFT = 0.8
PRIOR = (2.0, 1.0, 1.6)

_SAMPLES = 12


def decoded(channels, columns, rows):
    """
    N x 7 rows of x, y (output cells, the first cell's corner at 0), z, length, width, height, yaw.

    channels: N x 10 values of the box output at the cells in `columns` and `rows`. Sizes are
    clipped, so that one wild cell of an untrained net makes no infinity.
    """
    sizes = channels[:, LENGTH : HEIGHT + 1].clamp(-4, 4).exp() * channels.new_tensor(PRIOR)
    half_turn = torch.atan2(channels[:, SIN2], channels[:, COS2]) / 2
    yaw = half_turn + math.pi * (channels[:, DIRECTION] <= 0).float()
    return torch.cat(
        [
            (columns + 0.5 + channels[:, DX])[:, None],
            (rows + 0.5 + channels[:, DY])[:, None],
            (channels[:, Z] + Z_SHIFT)[:, None],
            sizes,
            yaw[:, None],
        ],
        1,
    )


def overlap(ours, theirs, cell):
    """
    Intersection over union from above of each pair of rows of two N x 7 box tensors.

    Counts which of 12 x 12 places of the second box lie in the first: off by 0.03 at most where it
    matters, and without branches.
    """
    steps = (torch.arange(_SAMPLES, device=ours.device) + 0.5) / _SAMPLES - 0.5
    along = steps.view(1, -1, 1) * theirs[:, LONG].view(-1, 1, 1)
    across = steps.view(1, 1, -1) * theirs[:, WIDE].view(-1, 1, 1)
    cos, sin = torch.cos(theirs[:, YAW]).view(-1, 1, 1), torch.sin(theirs[:, YAW]).view(-1, 1, 1)
    x = (theirs[:, X] - ours[:, X]).view(-1, 1, 1) * cell + cos * along - sin * across
    y = (theirs[:, Y] - ours[:, Y]).view(-1, 1, 1) * cell + sin * along + cos * across
    cos, sin = torch.cos(ours[:, YAW]).view(-1, 1, 1), torch.sin(ours[:, YAW]).view(-1, 1, 1)
    inside = ((cos * x + sin * y).abs() * 2 <= ours[:, LONG].view(-1, 1, 1)) & (
        (cos * y - sin * x).abs() * 2 <= ours[:, WIDE].view(-1, 1, 1)
    )
    area = theirs[:, LONG] * theirs[:, WIDE]
    shared = inside.float().mean((1, 2)) * area
    return shared / (area + ours[:, LONG] * ours[:, WIDE] - shared)
