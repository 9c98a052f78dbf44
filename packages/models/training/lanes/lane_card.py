"""The lane net's card, made of figures."""

_WHAT = """\
# Trueline lanes

Proposes the road along a drive from what was seen of the ground: lanes with their links, boundaries
by their paint, road edges, crosswalks, stop lines and arrows. All of it is for a person to accept,
mend or reject.

| | |
| --- | --- |
| input | the ground canvas, 14 channels of 400 × 200 cells of 0.25 m: 40 m behind the ego to 60 m ahead, 25 m to either side |
| encoder | convolutions, float16 weights, {encoder:,} bytes: line maps at 0.5 m, and what the decoder looks at |
| decoder | 3 layers, one lane vertex a step, float16 weights, {decoder:,} bytes; runs in plain TypeScript |
| parameters | {parameters:,} |
| training data | simulated roads of `packages/simulator`, nothing recorded or labelled |
| training | {trained} |
| licence | Apache-2.0 |
"""

_HELD_OUT = """\
## Simulated roads that were never seen

{windows} windows of held-out seeds that have a standard map, seen with it and without. Made by
`node --import tsx scripts/laneFigures.ts`.

- The graph has vertices where lanes begin, end, fork, join or change, and between where they cross lines
  of the window 11 m apart. It has lanes where the ground is seen and, along roads of the standard map,
  20 m beyond: seen without the map, those are missed.
- vertex F1: the decoder's vertices within 1.5 m of the graph's; edge F1: edges whose two ends are found.
  Intervals are of windows drawn anew, 1000 times.
- point F1: points a meter apart along lanes within 1.5 m; link F1, reach F1 and TOP_ll: of whole lanes,
  as `trueline evaluate` tells them.
- boundary AP: of boundaries and road edges traced from the line maps, Chamfer distance, each as a whole;
  boundary points: points a meter apart along them, however they are cut.
"""

_LIMITS = """\
## Limits

- The aims were vertex F1 0.8 and edge F1 0.6: they are missed. Point F1 is what is left of that when
  vertices need not lie where the graph puts them along a straight lane.
- Decoding the same network otherwise did not help. Ends moved onto the window's edge, the map of lane
  middles weighed in, and lanes started where that map has one that was passed over: together vertex F1
  went from 0.711 to 0.725 on the 48 windows it was chosen on (seeds below 1000), and from 0.728 to 0.730,
  edge F1 from 0.583 to 0.579, on 120 others
  (95 % intervals 0.70 to 0.75 and 0.55 to 0.62). Less than chance gives, so it was left out. Nor did the
  mean with the mirrored window (vertex F1 +0.003, edge F1 -0.004) nor strides of 12 m made exact or places
  averaged over cells help.
- Where vertices are missed, of 32 windows: two in five have no lane found there though the line maps show
  or hint at one, a quarter lie on a lane that was found but has its vertices elsewhere along it.
- A standard map hardly helps.
- Boundary AP is against truth whose pieces are joined where they go straight on, as a person draws them.
  That was chosen after the first figure was seen: against the pieces of the simulator's network, cut
  wherever a lane begins or ends, AP at 1 m was 0.088 on 24 windows; joined, it was 0.766 on 24 in another run.
- The line maps alone, cells found within a cell of 0.5 m, on 96 windows held out in training: F1 of lane
  middles 0.895, boundaries 0.92, road edges 0.954, crosswalks 0.936, stop lines 0.897. They tell middles,
  not lanes: what lanes traced from them alone would score was not measured.
- Trained for minutes, not hours: longer trainings were not tried.
- Simulated roads are simpler than real ones.
- Where the ground was seen by few sweeps, or paint is worn, lanes are guessed from what is around.
- Which way an arrow points is not told.
- Lanes above one another (bridges) are one canvas: the lower one is not seen.
"""

def _interval(ends):
    return 'not measured' if ends is None else '–'.join(map(str, ends))


_ROWS = (
    ('vertex F1', lambda row: row['vertexF1']),
    ('vertex F1, 95 % interval', lambda row: _interval(row.get('vertexF1Interval'))),
    ('vertex F1 on ground that is seen', lambda row: row.get('vertexF1OnSeen')),
    ('vertex F1 on ground that is not', lambda row: row.get('vertexF1OnUnseen')),
    ('vertex F1, windows of which 75 % is seen', lambda row: row.get('vertexF1MuchSeen')),
    ('vertex F1, windows of which less is', lambda row: row.get('vertexF1LittleSeen')),
    ('edge F1', lambda row: row['edgeF1']),
    ('edge F1, 95 % interval', lambda row: _interval(row.get('edgeF1Interval'))),
    ('point F1', lambda row: row['pointF1']),
    ('link F1', lambda row: row['linkF1']),
    ('reach F1', lambda row: row['reachF1']),
    ('TOP_ll', lambda row: row['topLl']),
    ('lane AP, Fréchet 1.5 m', lambda row: row['laneFrechetAp']['1.5']),
    ('boundary AP, Chamfer 0.5 m', lambda row: row['boundaryChamferAp']['0.5']),
    ('boundary AP, Chamfer 1 m', lambda row: row['boundaryChamferAp']['1']),
    ('boundary AP, Chamfer 1.5 m', lambda row: row['boundaryChamferAp']['1.5']),
    ('boundary points within 1 m, recall', lambda row: row['boundaryPoints']['recall']),
    ('boundary points within 1 m, precision', lambda row: row['boundaryPoints']['precision']),
)


def card_of(facts, figures, real):
    """The card; `figures` are those of scripts/laneFigures.ts, `real` a text of its own, or None."""
    parts = [_WHAT.format(**facts)]
    if figures is None:
        parts.append('## Simulated roads that were never seen\n\nNot measured for these weights.\n')
    else:
        columns = [name for name in figures if name != 'windows']
        lines = [
            '| | ' + ' | '.join(columns) + ' |',
            '| --- |' + ' --- |' * len(columns),
        ]
        for name, value in _ROWS:
            cells = ['' if value(figures[one]) is None else str(value(figures[one])) for one in columns]
            lines.append(f'| {name} | ' + ' | '.join(cells) + ' |')
        parts.append(_HELD_OUT.format(**figures) + '\n' + '\n'.join(lines) + '\n')
    parts.append(real or '## Real recordings\n\nNot measured for these weights.\n')
    return '\n'.join([*parts, _LIMITS])
