"""Training of the decoder on true sequences, slightly moved, and the loss of all that is said."""

import math

import torch
import torch.nn.functional as F

from decoder import KINDS, NEVER
from layout import (
    CONTINUE,
    COUNTS,
    FORK,
    LANE_KIND,
    LANE_KINDS,
    LEFT_MARK,
    MARKS,
    MERGE,
    PADDING,
    RIGHT_MARK,
    START,
    TURN,
    TURNS,
)
from places import (
    PATCH_ACROSS,
    PATCH_AHEAD,
    PATCH_CELLS,
    at,
    patch_cell,
    patches,
    seen_from,
    start_cell,
    steps_of,
)

# How far vertices are moved that the decoder is told of: it is to come back to the road from there.
_MOVED, _TURNED = 0.35, math.radians(3)
_OFFSET_WEIGHT, _EDGE_WEIGHT, _HEAT_WEIGHT = 1.0, 0.3, 1.0


def decoder_losses(decoder, maps, steps, mirrored):
    """Losses by name, each a scalar, of encoder maps and N x T x 16 true steps."""
    truth = steps_of(steps)
    told = {**truth, 'place': _moved(truth['place']), 'mirrored': mirrored.long()}
    kind, place = truth['kind'], told['place']
    counts = steps[..., COUNTS] > 0
    source, arrives = truth['source'], truth['arrives']
    # Of a vertex where it is in truth, of an old one where it was said to be.
    target = torch.where((kind == MERGE).unsqueeze(-1), at(place, arrives), truth['place'])
    seen = seen_from(target, at(place, source))
    cell, offset = patch_cell(seen)
    around = patches(maps['local'], place)
    patch = decoder.patch(around.flatten(2))
    hidden = decoder.hidden(decoder.tokens(told, patch), maps['memory'])
    # What was known right after a vertex was made stands for it.
    known = torch.cat([hidden[:, 1:], torch.zeros_like(hidden[:, :1])], 1)
    is_edge = truth['has_source']
    before = _before(kind.shape[1], kind.device)
    children = _children(truth, before)
    taken = _taken(truth, cell, before)
    losses = {}
    real = (kind != PADDING) & counts
    losses['kind'] = _mean(_cross(decoder.kind_out(hidden), kind.clamp(max=KINDS - 1)), real)

    no_vertex = (~truth['is_vertex']).unsqueeze(1) * NEVER
    fork = decoder.fork_logits(hidden, known, children) + no_vertex + ~before * NEVER
    losses['fork'] = _mean(_cross(fork, truth['pointer']), real & (kind == FORK))
    all_seen = seen_from(place.unsqueeze(1), at(place, truth['hand']).unsqueeze(2))
    merge = decoder.merge_logits(hidden, known, all_seen) + no_vertex + ~before * NEVER
    losses['merge'] = _mean(_cross(merge, truth['pointer']), real & (kind == MERGE))

    starts = maps['starts']
    is_start = real & (kind == START)
    at_cell, start_offset = start_cell(truth['place'], drawn=True)
    losses['start'] = _mean(_cross(decoder.start_logits(hidden, starts), at_cell), is_start)
    losses['heat'] = _HEAT_WEIGHT * _heat_loss(starts[:, -1], at_cell, kind, counts)
    key = at(starts[:, :-1].flatten(2).transpose(1, 2), at_cell)
    begun = decoder.start_detail(hidden, key)
    wanted = torch.cat([start_offset, truth['place'][..., 2:]], -1)
    losses['startOffset'] = _OFFSET_WEIGHT * _mean(_off(begun, wanted), is_start)

    leaves = {'patch': at(patch, source), 'known': at(known, source), 'is_fork': kind == FORK}
    ahead = decoder.ahead(hidden, leaves, taken)
    is_new = real & ((kind == CONTINUE) | (kind == FORK))
    cells = decoder.cell_logits(ahead, at(around.flatten(2), source).view_as(around))
    losses['cell'] = _mean(_soft_cross(cells, cell, offset), is_new)
    drawn, drawn_offset = patch_cell(seen, drawn=True)
    detail = decoder.vertex_detail(ahead, drawn)
    losses['offset'] = _OFFSET_WEIGHT * _mean(
        _off(detail, torch.cat([drawn_offset, seen[..., 2:]], -1)), is_new
    )
    edge = decoder.edge_logits(ahead, seen)
    losses['edge'] = _EDGE_WEIGHT * _mean(_edge_loss(edge, steps), real & is_edge)
    return losses


def _moved(place):
    """Places a little off, as the decoder will find its own vertices."""
    # Most are good, some are bad.
    scale = torch.rand_like(place[..., :1]) ** 2 * 2
    shift = torch.randn_like(place[..., :2]) * _MOVED * scale
    turn = torch.randn_like(place[..., 0]) * _TURNED * scale[..., 0]
    cos, sin = turn.cos(), turn.sin()
    return torch.stack(
        [
            place[..., 0] + shift[..., 0],
            place[..., 1] + shift[..., 1],
            cos * place[..., 2] - sin * place[..., 3],
            sin * place[..., 2] + cos * place[..., 3],
        ],
        -1,
    )


def _before(steps, device):
    """T x T: whether the second step comes before the first."""
    return torch.ones(steps, steps, dtype=torch.bool, device=device).tril(-1)


def _children(truth, before):
    """N x T x T: how many edges leave each vertex (last) before each step."""
    steps = truth['kind'].shape[1]
    leaves = F.one_hot(truth['source'], steps) * truth['has_source'].unsqueeze(-1)
    return (leaves.float().cumsum(1) - leaves).long() * before


def _taken(truth, cell, before):
    """N x T x 143: in which cells of its source other edges of it lie before each step."""
    source, has_source = truth['source'], truth['has_source']
    same = (source.unsqueeze(2) == source.unsqueeze(1)) & before
    same = same & has_source.unsqueeze(2) & has_source.unsqueeze(1)
    return same.float() @ F.one_hot(cell, PATCH_CELLS).float()


def _cross(logits, target):
    return F.cross_entropy(logits.float().transpose(1, 2), target, reduction='none')


def _soft_cross(logits, cell, offset):
    """Cross entropy to the four cells around a place, each by how near it is."""
    log = logits.float().log_softmax(-1)
    row, column = torch.div(cell, PATCH_ACROSS, rounding_mode='floor'), cell % PATCH_ACROSS
    step = torch.where(offset >= 0, 1, -1)
    share = offset.abs().clamp(max=0.5)
    next_row = (row + step[..., 0]).clamp(0, PATCH_AHEAD - 1)
    next_column = (column + step[..., 1]).clamp(0, PATCH_ACROSS - 1)
    total = torch.zeros_like(offset[..., 0])
    for rows, by_row in ((row, 1 - share[..., 0]), (next_row, share[..., 0])):
        for columns, by_column in ((column, 1 - share[..., 1]), (next_column, share[..., 1])):
            place = (rows * PATCH_ACROSS + columns).unsqueeze(-1)
            total = total - by_row * by_column * log.gather(-1, place).squeeze(-1)
    return total


def _off(found, wanted):
    """How far offsets and headings are off."""
    return F.smooth_l1_loss(found.float(), wanted.float(), reduction='none', beta=0.1).sum(-1)


def _edge_loss(logits, steps):
    parts = logits.split([LANE_KINDS, TURNS, MARKS, MARKS], -1)
    columns = (LANE_KIND, TURN, LEFT_MARK, RIGHT_MARK)
    return sum(_cross(part, steps[..., column]) for part, column in zip(parts, columns))


def _heat_loss(logits, cell, kind, counts):
    """Focal loss (Lin et al., 2017) of whether a lane starts in a cell; unseen ones count neither way."""
    flat = logits.flatten(1).float()
    starts = torch.zeros_like(flat)
    ignored = torch.zeros_like(flat)
    is_start = kind == START
    starts.scatter_add_(1, cell, (is_start & counts).float())
    ignored.scatter_add_(1, cell, (is_start & ~counts).float())
    wanted = starts.clamp(max=1)
    chance = flat.sigmoid()
    off = (wanted - chance).abs()
    loss = off**2 * F.binary_cross_entropy_with_logits(flat, wanted, reduction='none')
    return (loss * (ignored == 0)).sum() / wanted.sum().clamp(min=1)


def _mean(values, mask):
    return (values * mask).sum() / mask.sum().clamp(min=1)
