"""How far answers are off what they should be."""

import torch
import torch.nn.functional as F

from boxes import COS2, DIRECTION, HEIGHT, QUALITY, SIN2, decoded, overlap
from targets import CELL

# dx, dy, z, then the three sizes: what a unit of each is worth.
_VALUE_WEIGHTS = (1.0, 1.0, 1.0, 2.0, 2.0, 1.0)
_ROTATION_WEIGHT = 1.0
# Which way people look does not show in points; nobody needs it well.
_PEDESTRIAN = 1
_PEDESTRIAN_ROTATION = 0.1
_DIRECTION_WEIGHT = 0.2
_QUALITY_WEIGHT = 0.5
_SMOOTH = 0.1


def losses_of(heat_logits, box, batch):
    """The loss of heat, of boxes, of directions and of qualities, each a scalar."""
    heat = _focal(heat_logits, batch['heat'], batch['weight'])
    window, row, column, share, category, *_ = batch['cells'].unbind(1)
    values = batch['cells'][:, 5:]
    if len(values) == 0:
        # The box channels take part in every step, as DistributedDataParallel wants them to.
        nothing = box.sum() * 0
        return heat, nothing, nothing, nothing
    found = box[window.long(), :, row.long(), column.long()]
    total = share.sum()
    yaw = values[:, 6]
    sizes = F.smooth_l1_loss(found[:, : HEIGHT + 1], values[:, :6], reduction='none', beta=_SMOOTH)
    turned = torch.stack([torch.sin(2 * yaw), torch.cos(2 * yaw)], 1)
    turns = F.smooth_l1_loss(found[:, SIN2 : COS2 + 1], turned, reduction='none', beta=_SMOOTH).sum(
        1
    )
    about = torch.where(category == _PEDESTRIAN, _PEDESTRIAN_ROTATION, _ROTATION_WEIGHT).to(turns)
    boxes = ((sizes * sizes.new_tensor(_VALUE_WEIGHTS)).sum(1) + about * turns) * share
    with torch.no_grad():
        # Against the half turn that was found, as that is what the direction is added to.
        half_turn = torch.atan2(found[:, SIN2], found[:, COS2]) / 2
        ahead = (torch.cos(yaw - half_turn) > 0).to(found)
        ours = decoded(found.detach(), column, row)
        coded = torch.cat([values[:, :6], turned, ahead[:, None], ahead[:, None]], 1)
        theirs = decoded(coded, column, row)
        fit = (2 * overlap(ours, theirs, CELL) - 0.5).clamp(0, 1)
    direction = F.binary_cross_entropy_with_logits(found[:, DIRECTION], ahead, reduction='none')
    quality = F.binary_cross_entropy_with_logits(found[:, QUALITY], fit, reduction='none')
    return (
        heat,
        boxes.sum() / total,
        _DIRECTION_WEIGHT * (direction * about * share).sum() / total,
        _QUALITY_WEIGHT * (quality * share).sum() / total,
    )


def _focal(logits, heat, weight):
    """Zhou et al., "Objects as Points" (2019), equation 1, from logits; a mean over the centers."""
    centers = (heat == 1).to(logits)
    log_found = F.logsigmoid(logits)
    log_missed = F.logsigmoid(-logits)
    chance = log_found.exp()
    found = centers * (1 - chance) ** 2 * log_found
    false = (1 - centers) * (1 - heat) ** 4 * chance**2 * log_missed * weight
    return -(found + false).sum() / centers.sum().clamp(min=1)
