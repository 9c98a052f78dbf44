"""Decoding as the product does it, window by window beside one another, for the figures of a training."""

import torch
import torch.nn.functional as F


from layout import CONTINUE, END, FORK, MERGE, START, STEPS
from places import (
    PATCH_CELLS,
    START_COLUMNS,
    at,
    patch_cell,
    patches,
    seen_from,
    start_place,
    told_by,
    patch_offsets,
    PATCH_CELL,
)

# What the product's decoder allows: packages/perception/src/lanes.
_FURTHEST, _MOST_TURNED = 16.0, 0.5
_IMPOSSIBLE = -1e9
_SAME_START = 1.5


@torch.no_grad()
def decoded(decoder, maps, most=STEPS):
    """Vertices (N x T x 4 places), which of the rows are (N x T), and where edges come from (N x T, -1)."""
    device = maps['local'].device
    count = len(maps['local'])
    kind = torch.full((count, most), END, device=device)
    place = torch.zeros(count, most, 4, device=device)
    source = torch.zeros(count, most, dtype=torch.long, device=device)
    arrives = torch.arange(most, device=device).repeat(count, 1)
    taken = torch.zeros(count, most, PATCH_CELLS, device=device)
    children = torch.zeros(count, most, dtype=torch.long, device=device)
    patch = torch.zeros(count, most, decoder.patch.out_features, device=device)
    around = torch.zeros(count, most, PATCH_CELLS, maps['local'].shape[1], device=device)
    alive = torch.ones(count, dtype=torch.bool, device=device)
    rows = torch.arange(count, device=device)
    none = torch.zeros(count, dtype=torch.long, device=device)
    hand = none
    key_map = maps['starts'][:, :-1].flatten(2).transpose(1, 2)
    for step in range(most):
        until = slice(0, step + 1)
        told = {
            'kind': kind[:, until],
            'place': place[:, until],
            'source': source[:, until],
            'arrives': arrives[:, until],
            'has_source': _has_source(kind[:, until]),
            'mirrored': none,
        }
        hidden = decoder.hidden(decoder.tokens(told, patch[:, until]), maps['memory'])
        known, now = hidden[:, 1:], hidden[:, -1:]
        is_vertex = _is_vertex(kind[:, :step]).unsqueeze(1)
        last = kind[:, max(0, step - 1)]
        goes_on = _is_vertex(last) if step > 0 else torch.zeros_like(alive)
        hand = torch.where(goes_on, torch.full_like(hand, step - 1), hand)
        logits = decoder.kind_out(now)[:, 0].float()
        logits[:, CONTINUE].masked_fill_(~goes_on, _IMPOSSIBLE)
        fork = merge = None
        if step > 0:
            fork = decoder.fork_logits(now, known, children[:, None, :step]).float()
            has_children = (children[:, None, :step] > 0) & is_vertex
            fork = fork.masked_fill(~has_children, _IMPOSSIBLE)[:, 0]
            seen = seen_from(place[:, None, :step], place[rows, hand][:, None, None])
            merge = decoder.merge_logits(now, known, seen).float()
            near = (seen[..., :2].norm(dim=-1) < _FURTHEST) & (seen[..., 0] > 0) & is_vertex
            near = near & (seen[..., 2] > _MOST_TURNED)
            near[rows, 0, hand] = False
            merge = merge.masked_fill(~near, _IMPOSSIBLE)[:, 0]
            no_fork, no_merge = ~has_children[:, 0].any(-1), ~near[:, 0].any(-1)
        else:
            no_fork = no_merge = torch.ones_like(alive)
        logits[:, FORK].masked_fill_(no_fork, _IMPOSSIBLE)
        logits[:, MERGE].masked_fill_(no_merge, _IMPOSSIBLE)
        chosen = logits.argmax(-1)
        chosen = torch.where(alive, chosen, torch.full_like(chosen, END))
        alive = alive & (chosen != END)
        if not alive.any():
            break
        kind[:, step] = chosen
        if step > 0:
            pointer = torch.where(chosen == FORK, fork.argmax(-1), merge.argmax(-1))
        else:
            pointer = none
        origin = torch.where(chosen == FORK, pointer, hand)
        source[:, step] = origin
        arrives[:, step] = torch.where(chosen == MERGE, pointer, torch.full_like(pointer, step))
        # Where the next vertex lies, of both sorts.
        known_all = torch.cat([known, now * 0], 1)
        leaves = {
            'patch': patch[rows, origin].unsqueeze(1),
            'known': known_all[rows, origin].unsqueeze(1),
            'is_fork': (chosen == FORK).unsqueeze(1),
        }
        ahead = decoder.ahead(now, leaves, taken[rows, origin].unsqueeze(1))
        cell = decoder.cell_logits(ahead, around[rows, origin].unsqueeze(1)).argmax(-1)
        detail = decoder.vertex_detail(ahead, cell).float()[:, 0]
        middle = patch_offsets(device)[cell[:, 0]]
        turned = F.normalize(detail[:, 2:], dim=-1)
        grown = told_by(
            torch.cat([middle + detail[:, :2] * PATCH_CELL, turned], -1), place[rows, origin]
        )
        begun = decoder.start_logits(now, maps['starts']).float()[:, 0]
        begun = begun.masked_fill(_near_starts(kind[:, :step], place[:, :step]), _IMPOSSIBLE)
        begin_cell = begun.argmax(-1)
        key = key_map[rows, begin_cell].unsqueeze(1)
        start = decoder.start_detail(now, key).float()[:, 0]
        started = torch.cat(
            [start_place(begin_cell, start[:, :2]), F.normalize(start[:, 2:], dim=-1)], -1
        )
        new = torch.where((chosen == START).unsqueeze(-1), started, grown)
        place[:, step] = torch.where(_is_vertex(chosen).unsqueeze(-1), new, place[:, step])
        here = patches(maps['local'], place[:, step : step + 1])
        around[:, step] = here[:, 0]
        patch[:, step] = decoder.patch(here.flatten(2))[:, 0].float()
        # The edge takes a cell of the vertex that it leaves.
        arrived = place[rows, arrives[:, step]]
        edge_cell, _ = patch_cell(seen_from(arrived, place[rows, origin]))
        is_edge = _has_source(chosen)
        taken[rows, origin, edge_cell] += is_edge.float()
        children[rows, origin] += is_edge.long()
    return {'kind': kind, 'place': place, 'source': source, 'arrives': arrives}


def _is_vertex(kind):
    return (kind == START) | (kind == CONTINUE) | (kind == FORK)


def _has_source(kind):
    return (kind == CONTINUE) | (kind == FORK) | (kind == MERGE)


def _near_starts(kind, place):
    """N x 1300: cells in whose middle lies a start already, and those of the padding."""
    device = place.device
    cells = torch.arange(50 * START_COLUMNS, device=device)
    middle = start_place(cells, torch.zeros(len(cells), 2, device=device))
    outside = (cells % START_COLUMNS == START_COLUMNS - 1).unsqueeze(0)
    if kind.shape[1] == 0:
        return outside.expand(len(kind), -1)
    gap = (place[:, :, None, :2] - middle).norm(dim=-1)
    near = (gap < _SAME_START) & (kind == START).unsqueeze(-1)
    return near.any(1) | outside
