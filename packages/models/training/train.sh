#!/bin/sh
# From nothing to packages/models/objects: trains (or goes on training) and exports.
# Needs Node with the project's packages, and Python with torch and numpy. Arguments go to train.py:
# --windows 400000, --fresh; with several GPUs set GPUS=8.
set -e
cd "$(dirname "$0")"
if [ "${GPUS:-1}" -gt 1 ]; then
  torchrun --nproc_per_node "$GPUS" train.py "$@"
else
  "${PYTHON:-python3}" train.py "$@"
fi
"${PYTHON:-python3}" export.py
