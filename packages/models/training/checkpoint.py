"""Weights and the state of a training on disk, and their running mean."""

import os

import torch


class RunningMean:
    """Weights averaged over the last thousand steps or so: what is evaluated and exported."""

    def __init__(self, model, decay=0.999):
        self._decay = decay
        self._steps = 0
        self.weights = {
            name: value.detach().clone().float() for name, value in model.state_dict().items()
        }

    def add(self, model):
        """Takes in the weights after a step."""
        self._steps += 1
        decay = min(self._decay, (1 + self._steps) / (10 + self._steps))
        for name, value in model.state_dict().items():
            if value.dtype.is_floating_point:
                self.weights[name].lerp_(value.detach().float(), 1 - decay)

    def state(self):
        """What `restore` takes."""
        return {'steps': self._steps, 'weights': self.weights}

    def restore(self, state):
        """Goes on from what `state` gave."""
        self._steps = state['steps']
        for name, value in state['weights'].items():
            self.weights[name].copy_(value)


def save(path, state):
    """Writes a file that is there as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix('.part')
    torch.save(state, part)
    os.replace(part, path)


def load(path):
    """What `save` wrote, on the CPU. Tensors, numbers and strings only, as torch 2.6 wants it."""
    return torch.load(path, map_location='cpu')
