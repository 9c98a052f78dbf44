"""The model card, made of figures."""

_WHAT = """\
# Trueline objects

Finds cars, pedestrians, cyclists (motorbikes too) and large vehicles in lidar sweeps, from geometry
alone: intensity is not looked at, so that any sensor will do. Its boxes are proposals for a person
to accept or reject, not labels.

| | |
| --- | --- |
| input | raster of 13 × 512 × 512 cells of 0.2 m: points within ±51.2 m by height above local ground |
| output | heat of 4 classes and boxes on 256 × 256 cells, channels as in `manifest.json` |
| net | {parameters:,} parameters, convolutions only, float16 weights in {bytes:,} bytes |
| training data | simulated sweeps of `packages/simulator`, nothing recorded or labelled |
| training | {windows:,} windows of 51.2 m × 51.2 m shown |
| licence | Apache-2.0 |
"""

_HELD_OUT = """\
## Held-out simulated windows

{held} windows of sweeps that training never draws. Found: overlap from above of at least 0.5, or,
for pedestrians and cyclists, a center within 0.5 m. To be found: boxes with at least 6 (car), 4
(pedestrian), 5 (cyclist), 10 (large) points. False: boxes a window that stand for nothing.
"""

_LIMITS = """\
## Limits

- Simulated streets are simpler than real ones: expect more false boxes on clutter than the table of
  held-out windows says, trunks, posts and signs taken for pedestrians above all.
- Which way a vehicle looks is a guess where its front and rear look alike; of pedestrians it means
  nothing.
- Two-wheelers without a rider, trams, animals and people who sit or lie were not trained.
- Far objects with few points, and cars seen from one side only, have sizes near the usual ones.
- Where the lidars of a rig disagree by half a meter and more, what they see twice is not found: nine of
  the cars that are missed in TRI DGP. Six that are missed in Argoverse 2 show a cyclist, bicycles or
  next to nothing where the label is.
- Nothing beyond ±51.2 m is seen, nor anything where the ground is not known.
"""


def card_of(facts, figures, real):
    """
    The card. `figures`: by threshold what `evaluate` says; `real`: rows of tables on real frames,
    by title, or None where they have not been measured.
    """
    parts = [_WHAT.format(**facts), _HELD_OUT.format(**facts) + '\n' + _held_out_table(figures)]
    if real is None:
        parts.append('## Real frames\n\nNot measured for these weights.\n')
    else:
        parts.append(
            '## Real frames\n\n'
            + '\n'.join(_real_table(title, rows) for title, rows in real.items())
        )
    return '\n'.join([*parts, _LIMITS])


def _held_out_table(figures):
    names = list(next(iter(figures.values())))
    lines = [
        '| score from | ' + ' | '.join(names) + ' |',
        '| --- |' + ' --- |' * len(names),
    ]
    for threshold, by_class in figures.items():
        cells = [
            f"{one['found']} of {one['boxes']}, {one['false']:.2f} false"
            for one in by_class.values()
        ]
        lines.append(f'| {threshold} | ' + ' | '.join(cells) + ' |')
    return '\n'.join(lines) + '\n'


def _real_table(title, rows):
    head = list(rows[0])
    lines = [f'### {title}', '', '| ' + ' | '.join(head) + ' |', '|' + ' --- |' * len(head)]
    lines += ['| ' + ' | '.join(str(row[name]) for name in head) + ' |' for row in rows]
    return '\n'.join(lines) + '\n'
