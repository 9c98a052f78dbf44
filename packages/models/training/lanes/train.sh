#!/bin/sh
# Trains the lane net, from anywhere: `train.sh --minutes 8.5 --out FOLDER`; see train.py.
# Needs Python with torch and numpy, and Node: with the project's packages, or NODE (a binary) and
# LANE_FEED (the feed in one file, by bundle.sh) where those are not installed.
set -e
cd "$(dirname "$0")"
export NODE="${NODE:-$(command -v node || true)}"
if [ -z "$LANE_FEED" ] && [ -e dist/feed.mjs ]; then
  LANE_FEED="$PWD/dist/feed.mjs"
fi
if [ -z "$NODE" ] && [ -e dist/node ]; then
  chmod +x dist/node
  NODE="$PWD/dist/node"
fi
export LANE_FEED NODE
exec "${PYTHON:-python3}" -u train.py "$@"
