"""Windows shown anew: left and right swapped, sources of knowledge left out."""

import torch

from layout import (
    BIN,
    CAMERA,
    DRIVEN,
    DY,
    LEFT_MARK,
    MIRRORED_CHANNELS,
    MIRRORED_TARGETS,
    RIGHT_MARK,
    SIN,
    STANDARD_MAP,
    TURN,
    WIDTH,
    Y_BIN,
)

# How often a window is shown without its camera colors and driven lines. Not so its standard map: of
# unseen ground what is asked for depends on it.
_WITHOUT = ((CAMERA, 0.15), (DRIVEN, 0.15))
_LAST_Y_BIN = int(WIDTH / BIN) - 1
_LEFT, _RIGHT = 1, 3


def augmented(batch):
    """A batch mirrored and thinned at random; `mirrored` says which windows are."""
    size, device = len(batch['input']), batch['input'].device
    mirrored = torch.rand(size, device=device) < 0.5
    stored, targets, steps = batch['input'], batch['targets'], batch['steps']
    thinned = torch.ones(stored.shape[:2], dtype=torch.uint8, device=device)
    for channels, share in _WITHOUT:
        kept = torch.rand(size, device=device) >= share
        for channel in channels:
            thinned[:, channel] = kept
    stored = stored * thinned[:, :, None, None]
    here = mirrored.view(-1, 1, 1, 1)
    return {
        'input': torch.where(here, _swapped(stored, MIRRORED_CHANNELS), stored),
        'targets': torch.where(here, _swapped(targets, MIRRORED_TARGETS), targets),
        'steps': torch.where(mirrored.view(-1, 1, 1), _swapped_steps(steps), steps),
        'mirrored': mirrored,
    }


def without_map(batch):
    """The same windows without a standard map."""
    stored = batch['input'].clone()
    stored[:, list(STANDARD_MAP)] = 0
    return {**batch, 'input': stored}


def _swapped(values, opposite):
    """Maps with left and right swapped; some channels, around 128 and 0 where unseen, turned too."""
    swapped = values.flip(-1)
    for channel in opposite:
        one = swapped[:, channel]
        # Bytes wrap around: 256 - 1 is 255, and 0 stays.
        swapped[:, channel] = torch.where(one > 0, 255 - one + 1, one)
    return swapped


def _swapped_steps(steps):
    swapped = steps.clone()
    swapped[..., Y_BIN] = (_LAST_Y_BIN - steps[..., Y_BIN]).clamp(0, _LAST_Y_BIN)
    swapped[..., DY] = -steps[..., DY]
    swapped[..., SIN] = -steps[..., SIN]
    turn = steps[..., TURN]
    swapped[..., TURN] = torch.where(
        turn == _LEFT, _RIGHT, torch.where(turn == _RIGHT, _LEFT, turn)
    )
    swapped[..., LEFT_MARK] = steps[..., RIGHT_MARK]
    swapped[..., RIGHT_MARK] = steps[..., LEFT_MARK]
    return swapped
