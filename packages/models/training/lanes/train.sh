#!/bin/sh
# Trains the lane net, from anywhere: `train.sh --minutes 8.5 --out FOLDER`; see train.py.
# Needs Python with torch and numpy, and Node with the project's packages, or what bundle.sh makes.
set -e
cd "$(dirname "$0")"
PYTHON="${PYTHON:-python3}"
if [ -z "$NODE" ] && ! NODE="$(command -v node)"; then
  if [ ! -e dist/node ]; then
    "$PYTHON" -c 'import lzma, shutil
shutil.copyfileobj(lzma.open("dist/node.xz"), open("dist/node", "wb"))'
    chmod +x dist/node
  fi
  NODE="$PWD/dist/node"
fi
if [ -z "$LANE_FEED" ] && [ -e dist/feed.mjs ]; then
  LANE_FEED="$PWD/dist/feed.mjs"
fi
export LANE_FEED NODE
exec "$PYTHON" -u train.py "$@"
