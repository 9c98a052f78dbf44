"""How many lane vertices and edges of held-out windows are found."""

import numpy as np
import torch

from augment import without_map
from greedy import decoded
from layout import CONTINUE, COUNTS, FORK, MASK, MERGE, SHARES, START, STEPS
from encoder import network_input
from places import steps_of

_NEAR = 1.5
_FOUND = 0.5
_LINES = {'center': (0,), 'boundary': (1, 2), 'edge': (3,), 'crosswalk': (4,), 'stop': (5,)}


@torch.no_grad()
def scores_of(encoder, decoder, store, precision, most=STEPS, chunk=32):
    """F1 of vertices within 1.5 m and of edges, with and without standard map, and F1 of lines."""
    figures = {}
    for name, changed in (('', dict), ('noMap', without_map)):
        vertex, edge = np.zeros(3), np.zeros(3)
        lines = {line: np.zeros(3) for line in _LINES}
        for first in range(0, store.filled, chunk):
            batch = changed(store.batch(list(range(first, min(store.filled, first + chunk)))))
            with precision():
                maps = encoder(network_input(batch['input']))
            maps = {part: values.float() for part, values in maps.items()}
            found = decoded(decoder, maps, most)
            _count_graphs(found, batch['steps'], vertex, edge)
            _count_lines(maps['dense'], batch['targets'], lines)
        figures[f'vertex{name}'] = _f1(vertex)
        figures[f'link{name}'] = _f1(edge)
        figures.update({f'{line}{name}': _f1(counts) for line, counts in lines.items()})
    return figures


def _f1(counts):
    """Of found, to be found, and said."""
    hits, wanted, said = counts
    return round(2 * hits / max(1.0, wanted + said), 3)


def _count_graphs(found, steps, vertex, edge):
    truth = steps_of(steps)
    counted = (steps[..., COUNTS] > 0).cpu().numpy()
    ours = {name: values.cpu().numpy() for name, values in found.items()}
    theirs = {name: values.cpu().numpy() for name, values in truth.items()}
    for row in range(len(counted)):
        _count_graph(
            {name: values[row] for name, values in ours.items()},
            {name: values[row] for name, values in theirs.items()},
            counted[row],
            (vertex, edge),
        )


def _count_graph(ours, theirs, counted, sums):
    vertex, edge = sums
    said = np.flatnonzero(np.isin(ours['kind'], (START, CONTINUE, FORK)))
    wanted = np.flatnonzero(theirs['is_vertex'])
    gap = np.hypot(
        ours['place'][said, None, 0] - theirs['place'][None, wanted, 0],
        ours['place'][said, None, 1] - theirs['place'][None, wanted, 1],
    )
    match = {}
    taken = set()
    for flat in np.argsort(gap, axis=None, kind='stable'):
        a, b = np.unravel_index(flat, gap.shape)
        if gap[a, b] > _NEAR:
            break
        if said[a] not in match and wanted[b] not in taken:
            match[said[a]] = wanted[b]
            taken.add(wanted[b])
    seen = {at for at in wanted if counted[at]}
    hits = sum(1 for at in match.values() if at in seen)
    unseen = sum(1 for at in match.values() if at not in seen)
    vertex += (hits, len(seen), len(said) - unseen)
    true_edges = {
        (theirs['source'][at], theirs['arrives'][at]): bool(counted[at])
        for at in np.flatnonzero(theirs['has_source'])
    }
    our_edges = [
        (ours['source'][at], ours['arrives'][at])
        for at in np.flatnonzero(np.isin(ours['kind'], (CONTINUE, FORK, MERGE)))
    ]
    ends = [(match.get(a), match.get(b)) for a, b in our_edges]
    edge_hits = sum(1 for one in set(ends) if true_edges.get(one) is True)
    uncounted = sum(1 for one in ends if true_edges.get(one) is False)
    edge += (edge_hits, sum(true_edges.values()), len(our_edges) - uncounted)


def _count_lines(logits, stored, sums):
    """Cells of each line that are found within a cell."""
    counts = stored[:, MASK] > 0
    chance = logits[:, :SHARES, :, : stored.shape[-1]].sigmoid()
    for line, channels in _LINES.items():
        ours = (chance[:, list(channels)].amax(1) > _FOUND) & counts
        theirs = (stored[:, list(channels)].amax(1) > 127) & counts
        near_ours, near_theirs = _wider(ours), _wider(theirs)
        recall = float((theirs & near_ours).sum())
        precision = float((ours & near_theirs).sum())
        # As many hits as give the F1 of both.
        wanted, said = float(theirs.sum()), float(ours.sum())
        hits = _hits(recall / max(1.0, wanted), precision / max(1.0, said), wanted + said)
        sums[line] += (hits, wanted, said)


def _hits(recall, precision, total):
    if recall + precision == 0:
        return 0.0
    return recall * precision / (recall + precision) * total


def _wider(mask):
    return torch.nn.functional.max_pool2d(mask.float().unsqueeze(1), 3, 1, 1)[:, 0] > 0


