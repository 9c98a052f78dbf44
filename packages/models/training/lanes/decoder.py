"""
The decoder: lane vertices one by one, each with the edge that leads to it.

A step is told what the last one did and where the vertex in hand lies, looks at the steps before and
at the whole window, and says what comes next. Where the next vertex lies is said in the heading of the
vertex that its edge leaves, of what lies around that one: a road is the same wherever it is.
`packages/perception/src/lanes` holds the same in TypeScript, with caches.
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

from layout import LANE_KINDS, MARKS, STEPS, TURNS
from encoder import LAYERS, LOCAL_CHANNELS, MODEL_WIDTH, START_CHANNELS
from places import PATCH_CELLS, PLACE_VALUES, at, waves

HEADS, HIDDEN = 4, 384
_HEAD_WIDTH = MODEL_WIDTH // HEADS
KINDS = 5
_PAIR_WIDTH = 16
SEEN_VALUES = 4
MOST_CHILDREN = 4
EDGE_VALUES = LANE_KINDS + TURNS + 2 * MARKS
NEVER = -1e4
# Meters that are 1 where places seen from others go into a layer.
SEEN_UNIT = 10.0


class DecoderLayer(nn.Module):
    """Attention to steps before, attention to the window, two layers of its own; norms first."""

    def __init__(self):
        super().__init__()
        self.norm1 = nn.LayerNorm(MODEL_WIDTH)
        self.norm2 = nn.LayerNorm(MODEL_WIDTH)
        self.norm3 = nn.LayerNorm(MODEL_WIDTH)
        self.own = nn.Linear(MODEL_WIDTH, 3 * MODEL_WIDTH)
        self.own_out = nn.Linear(MODEL_WIDTH, MODEL_WIDTH)
        self.query = nn.Linear(MODEL_WIDTH, MODEL_WIDTH)
        self.window_out = nn.Linear(MODEL_WIDTH, MODEL_WIDTH)
        self.wide = nn.Linear(MODEL_WIDTH, HIDDEN)
        self.narrow = nn.Linear(HIDDEN, MODEL_WIDTH)

    def forward(self, x, key, value, mask):
        own_query, own_key, own_value = self.own(self.norm1(x)).chunk(3, -1)
        x = x + self.own_out(_attend(own_query, own_key, own_value, mask))
        x = x + self.window_out(_attend(self.query(self.norm2(x)), key, value, None))
        return x + self.narrow(F.relu(self.wide(self.norm3(x))))


def _attend(query, key, value, mask):
    batch, steps, _ = query.shape
    query, key, value = (
        one.reshape(batch, -1, HEADS, _HEAD_WIDTH).transpose(1, 2) for one in (query, key, value)
    )
    weight = query @ key.transpose(-1, -2) / math.sqrt(_HEAD_WIDTH)
    if mask is not None:
        weight = weight + mask
    mixed = weight.softmax(-1) @ value
    return mixed.transpose(1, 2).reshape(batch, steps, MODEL_WIDTH)


class Decoder(nn.Module):
    """The layers and what is read off them; `teacher.py` and `greedy.py` put them together."""

    def __init__(self):
        super().__init__()
        width = MODEL_WIDTH
        self.begin = nn.Embedding(2, width)
        self.step = nn.Embedding(STEPS, width)
        self.kind = nn.Embedding(KINDS, width)
        self.place = nn.Linear(PLACE_VALUES, width)
        self.patch = nn.Linear(PATCH_CELLS * LOCAL_CHANNELS, width)
        self.source = nn.Linear(PLACE_VALUES, width)
        self.layers = nn.ModuleList(DecoderLayer() for _ in range(LAYERS))
        self.norm = nn.LayerNorm(width)
        self.kind_out = nn.Linear(width, KINDS)
        self.fork_query, self.fork_key = nn.Linear(width, width), nn.Linear(width, width)
        self.child_bias = nn.Parameter(torch.zeros(MOST_CHILDREN + 1))
        self.merge_query, self.merge_key = nn.Linear(width, width), nn.Linear(width, width)
        self.pair1, self.pair2 = nn.Linear(SEEN_VALUES + 1, _PAIR_WIDTH), nn.Linear(_PAIR_WIDTH, 1)
        self.start_query = nn.Linear(width, START_CHANNELS)
        self.start_heat = nn.Parameter(torch.ones(1))
        self.start1, self.start2 = nn.Linear(width + START_CHANNELS, width), nn.Linear(width, 4)
        self.ahead1, self.ahead2 = nn.Linear(3 * width, width), nn.Linear(width, width)
        self.is_fork = nn.Parameter(torch.zeros(width))
        self.taken = nn.Linear(PATCH_CELLS, width, bias=False)
        self.cell_out = nn.Linear(width, PATCH_CELLS)
        self.cell_query = nn.Linear(width, LOCAL_CHANNELS)
        self.cell = nn.Embedding(PATCH_CELLS, width)
        self.detail = nn.Linear(width, SEEN_VALUES)
        self.edge1 = nn.Linear(width + SEEN_VALUES, width)
        self.edge2 = nn.Linear(width, EDGE_VALUES)

    def tokens(self, told, patch):
        """
        What each step after the first is told of the last: N x T x 128, the first its beginning.

        `patch` is that of each step's vertex; of `told`: `kind`, `place`, `source`, `arrives`,
        `has_source`, as `steps_of` gives them, and `mirrored` (N).
        """
        reached = at(told['place'], told['arrives'])
        left = at(told['place'], told['source'])
        past = (
            self.kind(told['kind'].clamp(max=KINDS - 1))
            + self.place(waves(reached))
            + at(patch, told['arrives'])
            + self.source(waves(left)) * told['has_source'].unsqueeze(-1)
        )
        begin = self.begin(told['mirrored']).unsqueeze(1)
        return torch.cat([begin, past[:, :-1]], 1) + self.step.weight[: past.shape[1]]

    def hidden(self, tokens, memory):
        """What is known before each step, N x T x 128."""
        steps = tokens.shape[1]
        later = torch.full((steps, steps), NEVER, device=tokens.device).triu(1)
        parts = memory.flatten(2).transpose(1, 2).chunk(2 * LAYERS, -1)
        x = tokens
        for index, layer in enumerate(self.layers):
            x = layer(x, parts[2 * index], parts[2 * index + 1], later)
        return self.norm(x)

    def fork_logits(self, hidden, known, children):
        """Of N x T steps and S vertices `known`, with `children` (N x T x S), that it goes on there."""
        match = self.fork_query(hidden) @ self.fork_key(known).transpose(-1, -2)
        match = match / math.sqrt(MODEL_WIDTH)
        counted = children.clamp(max=MOST_CHILDREN)
        # Not by index: its gradient would be summed by five threads of a GPU.
        for count, bias in enumerate(self.child_bias):
            match = match + bias * (counted == count)
        return match

    def merge_logits(self, hidden, known, seen):
        """Of N x T steps and S vertices, `seen` (N x T x S x 4) from the one in hand, that it ends there."""
        match = self.merge_query(hidden) @ self.merge_key(known).transpose(-1, -2)
        distance = seen[..., :2].norm(dim=-1, keepdim=True)
        pair = torch.cat([scaled(seen).clamp(-3, 3), torch.exp(-distance / SEEN_UNIT)], -1)
        return match / math.sqrt(MODEL_WIDTH) + self.pair2(F.relu(self.pair1(pair))).squeeze(-1)

    def start_logits(self, hidden, starts):
        """Of N x T steps and each of 1300 cells, that a lane starts there next."""
        flat = starts.flatten(2)
        match = self.start_query(hidden) @ flat[:, :-1] / math.sqrt(START_CHANNELS)
        return match + self.start_heat * flat[:, -1:]

    def start_detail(self, hidden, key):
        """Where in its cell (by its `key`) a lane starts, and cosine and sine of its heading."""
        return self.start2(F.relu(self.start1(torch.cat([hidden, key], -1))))

    def ahead(self, hidden, source, taken):
        """
        What is known of the road ahead of the vertex that an edge leaves.

        `source`: its `patch` and what is `known` of it, and whether it `is_fork`, N x T each; `taken`,
        N x T x 143: how often an edge of it lies in each cell already.
        """
        first = self.ahead1(torch.cat([hidden, source['patch'], source['known']], -1))
        fork = source['is_fork'].unsqueeze(-1) * self.is_fork
        return F.relu(self.ahead2(F.relu(first + fork + self.taken(taken))))

    def cell_logits(self, ahead, around):
        """Of each of 143 cells `around` (N x T x 143 x 16) the source, that the next vertex is there."""
        match = (around @ self.cell_query(ahead).to(around).unsqueeze(-1)).squeeze(-1)
        return self.cell_out(ahead) + match / math.sqrt(LOCAL_CHANNELS)

    def vertex_detail(self, ahead, cell):
        """Where in its cell a vertex lies, in cells, and cosine and sine of how far it is turned."""
        return self.detail(F.relu(ahead + self.cell(cell)))

    def edge_logits(self, ahead, seen):
        """Lane kind (4), turn (4), left and right mark (5 each) of an edge to a place as `seen`."""
        return self.edge2(F.relu(self.edge1(torch.cat([ahead, scaled(seen)], -1))))


def scaled(seen):
    """What `seen_from` gives as layers read it."""
    return torch.cat([seen[..., :2] / SEEN_UNIT, seen[..., 2:]], -1)
