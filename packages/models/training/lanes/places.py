"""Places in the window, in meters of the ego: of steps, of cells, as others see them."""

import math

import torch

from layout import (
    BIN,
    CONTINUE,
    COS,
    DX,
    DY,
    FORK,
    KIND,
    LEFT_X,
    LENGTH,
    MERGE,
    POINTER,
    RIGHT_Y,
    SIN,
    START,
    WIDTH,
    X_BIN,
    Y_BIN,
)

_SUB_BINS = 256
# What is looked at around a vertex, in its heading: cells ahead and across, and their side.
PATCH_AHEAD, PATCH_ACROSS, PATCH_CELL = 13, 11, 1.5
PATCH_CELLS = PATCH_AHEAD * PATCH_ACROSS
_PATCH_BACK, _PATCH_RIGHT = -1.5, -7.5
# Side of a cell that a lane may start at.
START_CELL, START_ROWS, START_COLUMNS = 2.0, 50, 26
_LOCAL_CELL = 1.0
_FREQUENCIES = 6
PLACE_VALUES = 4 * _FREQUENCIES + 2


def steps_of(steps):
    """What the decoder is trained on, of N x T x 16 numbers: places, kinds, where edges come from."""
    kind = steps[..., KIND]
    x = (steps[..., X_BIN] + 0.5 + steps[..., DX] / _SUB_BINS) * BIN + LEFT_X
    y = (steps[..., Y_BIN] + 0.5 + steps[..., DY] / _SUB_BINS) * BIN + RIGHT_Y
    heading = torch.stack([steps[..., COS], steps[..., SIN]], -1).float()
    heading = heading / heading.norm(dim=-1, keepdim=True).clamp(min=1)
    place = torch.cat([torch.stack([x, y], -1).float(), heading], -1)
    index = torch.arange(steps.shape[1], device=steps.device).expand_as(kind)
    pointer = torch.minimum(steps[..., POINTER].clamp(min=0), (index - 1).clamp(min=0))
    is_vertex = (kind == START) | (kind == CONTINUE) | (kind == FORK)
    # The last vertex before a step: a merge makes none.
    newest = torch.where(is_vertex, index, torch.zeros_like(index)).cummax(1)[0]
    hand = torch.cat([torch.zeros_like(newest[:, :1]), newest[:, :-1]], 1)
    return {
        'kind': kind,
        'place': place,
        'is_vertex': is_vertex,
        'has_source': (kind == CONTINUE) | (kind == FORK) | (kind == MERGE),
        # The vertex an edge leaves, and the one it arrives at.
        'source': torch.where(kind == FORK, pointer, hand),
        'arrives': torch.where(kind == MERGE, pointer, index),
        'pointer': pointer,
        'hand': hand,
    }


def at(values, index):
    """Rows of N x S x D (or N x S) by N x T row numbers."""
    if values.dim() == 2:
        return values.gather(1, index)
    return values.gather(1, index.unsqueeze(-1).expand(-1, -1, values.shape[-1]))


def seen_from(place, viewer):
    """
    Places as others see them: ahead, to the left, cosine and sine of how far they are turned.

    Both end in x, y, cosine, sine of the heading and are broadcast.
    """
    x, y = place[..., 0] - viewer[..., 0], place[..., 1] - viewer[..., 1]
    cos, sin = viewer[..., 2], viewer[..., 3]
    return torch.stack(
        [
            cos * x + sin * y,
            cos * y - sin * x,
            cos * place[..., 2] + sin * place[..., 3],
            cos * place[..., 3] - sin * place[..., 2],
        ],
        -1,
    )


def told_by(seen, viewer):
    """The places of what `seen_from` gave: its inverse."""
    cos, sin = viewer[..., 2], viewer[..., 3]
    ahead, left, turned_cos, turned_sin = seen.unbind(-1)
    return torch.stack(
        [
            viewer[..., 0] + cos * ahead - sin * left,
            viewer[..., 1] + sin * ahead + cos * left,
            cos * turned_cos - sin * turned_sin,
            sin * turned_cos + cos * turned_sin,
        ],
        -1,
    )


def waves(place):
    """Places as the sines and cosines that a linear layer can read: 26 numbers each."""
    unit = torch.stack(
        [(place[..., 0] - LEFT_X) / LENGTH, (place[..., 1] - RIGHT_Y) / WIDTH], -1
    )
    turns = 2.0 ** torch.arange(_FREQUENCIES, device=place.device, dtype=place.dtype) * math.pi
    angles = (unit.unsqueeze(-1) * turns).flatten(-2)
    return torch.cat([angles.sin(), angles.cos(), place[..., 2:]], -1)


def patch_offsets(device):
    """The middles of the cells looked at around a vertex: 143 x 2, ahead and left, row by row."""
    ahead = torch.arange(PATCH_AHEAD, device=device) * PATCH_CELL + _PATCH_BACK
    left = torch.arange(PATCH_ACROSS, device=device) * PATCH_CELL + _PATCH_RIGHT
    return torch.stack(torch.meshgrid(ahead, left, indexing='ij'), -1).view(-1, 2).float()


def patch_cell(seen, drawn=False):
    """
    The cell of a place that a vertex sees, and where it lies from its middle, in cells.

    The nearest one; `drawn`: of the four around the place one at random, the nearer the likelier, as a
    decoder that was in doubt may have chosen it.
    """
    row = (seen[..., 0] - _PATCH_BACK) / PATCH_CELL
    column = (seen[..., 1] - _PATCH_RIGHT) / PATCH_CELL
    return _cell_of((row, PATCH_AHEAD), (column, PATCH_ACROSS), drawn)


def _cell_of(along_rows, along_columns, drawn, stride=None):
    (row, rows), (column, columns) = along_rows, along_columns
    near_row, near_column = (
        (value + (torch.rand_like(value) - 0.5 if drawn else 0)).round().clamp(0, most - 1)
        for value, most in ((row, rows), (column, columns))
    )
    cell = (near_row * (stride or columns) + near_column).long()
    return cell, torch.stack([row - near_row, column - near_column], -1)


def patches(local, place):
    """N x T x 143 x 16 of N x 16 x 100 x 52: what lies around places, between its four neighbours."""
    offsets = patch_offsets(place.device)
    cos, sin = place[..., None, 2], place[..., None, 3]
    x = place[..., None, 0] + cos * offsets[:, 0] - sin * offsets[:, 1]
    y = place[..., None, 1] + sin * offsets[:, 0] + cos * offsets[:, 1]
    rows, columns = local.shape[2:]
    grid = torch.stack(
        [
            (y - RIGHT_Y) / _LOCAL_CELL / columns * 2 - 1,
            (x - LEFT_X) / _LOCAL_CELL / rows * 2 - 1,
        ],
        -1,
    )
    sampled = torch.nn.functional.grid_sample(
        local.float(), grid.float(), mode='bilinear', padding_mode='zeros', align_corners=False
    )
    return sampled.permute(0, 2, 3, 1)


def start_cell(place, drawn=False):
    """The cell that a place may start a lane in, and where it lies in it: as `patch_cell`."""
    row = (place[..., 0] - LEFT_X) / START_CELL - 0.5
    column = (place[..., 1] - RIGHT_Y) / START_CELL - 0.5
    # The last column is the padding's.
    return _cell_of((row, START_ROWS), (column, START_COLUMNS - 1), drawn, START_COLUMNS)


def start_place(cell, offset):
    """The x and y of what `start_cell` gave."""
    row = torch.div(cell, START_COLUMNS, rounding_mode='floor')
    column = cell - row * START_COLUMNS
    x = (row + offset[..., 0] + 0.5) * START_CELL + LEFT_X
    y = (column + offset[..., 1] + 0.5) * START_CELL + RIGHT_Y
    return torch.stack([x, y], -1)
