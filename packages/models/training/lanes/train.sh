#!/bin/sh
# Trains the lane net, from anywhere: `train.sh --minutes 8.5 --out FOLDER`; see train.py.
# Needs Python with torch and numpy, and Node with the project's packages, or what bundle.sh makes.
set -e
HERE="$(cd "$(dirname "$0")" && pwd)"
PYTHON="${PYTHON:-python3}"
if [ -z "$NODE" ] && ! NODE="$(command -v node)"; then
  NODE="$HERE/dist/node"
  if [ ! -e "$NODE" ]; then
    "$PYTHON" -c 'import lzma, shutil, sys
shutil.copyfileobj(lzma.open(sys.argv[1]), open(sys.argv[2], "wb"))' "$NODE.xz" "$NODE"
    chmod +x "$NODE"
  fi
fi
if [ -z "$LANE_FEED" ] && [ -e "$HERE/dist/feed.mjs" ]; then
  LANE_FEED="$HERE/dist/feed.mjs"
fi
export LANE_FEED NODE
exec "$PYTHON" -u "$HERE/train.py" "$@"
