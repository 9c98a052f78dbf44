"""How much of the held-out windows is found, and how much is found that is not there."""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F

from boxes import QUALITY, X, Y, decoded, overlap
from checkpoint import load
from feeders import held_out
from frames import raster_of
from net import CLASSES, Detector
from targets import CATEGORY, CELL, FEWEST_POINTS, HEIGHT, LENGTH, POINTS, SIDE, WIDTH, Z
from targets import X as BOX_X, Y as BOX_Y, YAW as BOX_YAW

HELD_OUT_SWEEPS = 24
THRESHOLDS = (0.2, 0.3, 0.4, 0.5)
QUALITY_WEIGHT = 0.5
# Class by class: the distance below which two answers are one, and the shares of overlap.
_NEAREST = (1.6, 0.5, 0.7, 2.5)
_SAME_OVERLAP = 0.2
_FOUND_OVERLAP = 0.5
# Where overlap says little, in meters.
_FOUND_DISTANCE = 0.5
_IS_SMALL = (False, True, True, False)
_MOST = 200


def found_in(heat_logits, box, threshold):
    """For each class the N x 7 boxes found (best first, x, y in cells) and their N scores."""
    heat = heat_logits.sigmoid()
    peaks = (F.max_pool2d(heat[None], 3, 1, 1)[0] == heat) & (heat > threshold / 4)
    answers = []
    for category in range(len(CLASSES)):
        row, column = peaks[category].nonzero(as_tuple=True)
        channels = box[:, row, column].T
        quality = channels[:, QUALITY].sigmoid()
        scores = heat[category, row, column] ** (1 - QUALITY_WEIGHT) * quality**QUALITY_WEIGHT
        best = scores.argsort(descending=True)[:_MOST]
        best = best[scores[best] > threshold]
        boxes = decoded(channels[best], column[best].float(), row[best].float())
        kept = _without_doubles(boxes, category)
        answers.append((boxes[kept], scores[best][kept]))
    return answers


def _without_doubles(boxes, category):
    kept = []
    for place in range(len(boxes)):
        others = boxes[kept]
        here = boxes[place : place + 1].expand(len(others), -1)
        near = torch.hypot(others[:, X] - here[:, X], others[:, Y] - here[:, Y]) * CELL
        if not ((near < _NEAREST[category]) | (overlap(here, others, CELL) > _SAME_OVERLAP)).any():
            kept.append(place)
    return kept


def _truth_of(boxes, category):
    """The boxes of a class as 7 columns, and which of them have to be found."""
    ours = torch.from_numpy(boxes[boxes[:, CATEGORY] == category].copy())
    inside = ((ours[:, [BOX_X, BOX_Y]] > 0) & (ours[:, [BOX_X, BOX_Y]] < SIDE * CELL)).all(1)
    rows = ours[:, [BOX_X, BOX_Y, Z, LENGTH, WIDTH, HEIGHT, BOX_YAW]]
    rows[:, :2] /= CELL
    return rows, inside & (ours[:, POINTS] >= FEWEST_POINTS[category])


def evaluate(model, windows, thresholds):
    """By threshold and class: how many were to be found, were found, and false boxes a window."""
    figures = {
        at: {name: {'boxes': 0, 'found': 0, 'false': 0} for name in CLASSES} for at in thresholds
    }
    model.eval()
    with torch.no_grad():
        for raster, boxes in windows:
            heat, box = model(raster_of(torch.from_numpy(raster.copy())[None]))
            for category, (answers, scores) in enumerate(
                found_in(heat[0], box[0], min(thresholds))
            ):
                truth = _truth_of(boxes, category)
                for threshold in thresholds:
                    _count(
                        figures[threshold][CLASSES[category]],
                        answers[scores > threshold],
                        truth,
                        category,
                    )
    for by_class in figures.values():
        for figure in by_class.values():
            figure['recall'] = round(figure['found'] / max(1, figure['boxes']), 3)
            figure['false'] = round(figure['false'] / max(1, len(windows)), 3)
    return figures


def _count(figure, answers, truth_and_wanted, category):
    """Adds a window's answers of a class to its figure."""
    truth, wanted = truth_and_wanted
    taken = set()
    for answer in answers:
        match = _match(answer, truth, taken, category)
        if match is None:
            figure['false'] += 1
        else:
            taken.add(match)
    figure['boxes'] += int(wanted.sum())
    figure['found'] += sum(bool(wanted[place]) for place in taken)


def _match(answer, truth, taken, category):
    """The place in `truth` that an answer stands for; None where it stands for nothing new."""
    here = answer[None].expand(len(truth), -1)
    fit = overlap(here, truth, CELL)
    near = torch.hypot(here[:, X] - truth[:, X], here[:, Y] - truth[:, Y]) * CELL
    for place in fit.argsort(descending=True).tolist():
        is_near = _IS_SMALL[category] and near[place] < _FOUND_DISTANCE
        if place not in taken and (fit[place] >= _FOUND_OVERLAP or is_near):
            return place
    return None


def _line_of(figures):
    """The figures in a line of a log."""
    return ', '.join(
        f"{name} {figure['found']}/{figure['boxes']} +{figure['false']:.2f}"
        for name, figure in figures.items()
    )


def main():
    """Evaluates the running mean of a checkpoint at several thresholds."""
    parser = argparse.ArgumentParser(description=__doc__)
    folder = Path(__file__).parent / 'checkpoints'
    parser.add_argument('--checkpoint', type=Path, default=folder / 'last.pt')
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = Detector()
    model.load_state_dict(load(arguments.checkpoint)['mean']['weights'])
    windows = held_out(folder / 'heldOut.bin', HELD_OUT_SWEEPS)
    for threshold, figures in evaluate(model, windows, THRESHOLDS).items():
        print(f'from {threshold}: {_line_of(figures)}')


if __name__ == '__main__':
    main()
