"""The loss of the line maps."""

import torch
import torch.nn.functional as F

from layout import CENTER, DIRECTION, MASK, SHARES

# Thin lines fill few cells: what a cell of each counts beside an empty one.
_FILLED_WEIGHT = 4.0
_DIRECTION_WEIGHT = 1.0
_OVERLAP_WEIGHT = 0.3


def dense_loss(logits, stored):
    """Of N x 10 x 200 x 104 logits and N x 11 x 200 x 100 bytes: lines, and the directions on them."""
    logits = logits[..., : stored.shape[-1]].float()
    shares = stored[:, :SHARES].float() / 255
    counts = (stored[:, MASK : MASK + 1] > 0).float()
    weight = counts * (1 + (_FILLED_WEIGHT - 1) * shares)
    lines = F.binary_cross_entropy_with_logits(logits[:, :SHARES], shares, reduction='none')
    total = counts.sum().clamp(min=1)
    on_lines = (lines * weight).sum() / total
    chance = logits[:, :SHARES].sigmoid() * counts
    wanted = shares * counts
    common = (chance * wanted).sum((0, 2, 3))
    both = (chance**2 + wanted**2).sum((0, 2, 3))
    overlap = (1 - (2 * common + 1) / (both + 1)).mean()
    direction = (stored[:, DIRECTION : DIRECTION + 2].float() - 128) / 127
    on_lane = counts[:, 0] * shares[:, CENTER]
    off = F.smooth_l1_loss(logits[:, SHARES:], direction, reduction='none', beta=0.1).sum(1)
    turned = (off * on_lane).sum() / on_lane.sum().clamp(min=1)
    return on_lines * 3 + _OVERLAP_WEIGHT * overlap + _DIRECTION_WEIGHT * turned
