#!/bin/sh
# Makes dist/feed.mjs, the feed in one file, and dist/node.xz, the Node that runs this: what a machine
# with nothing but Python and torch needs besides this folder and its parent.
set -e
cd "$(dirname "$0")"
../../../../node_modules/.bin/esbuild feed.ts --bundle --platform=node --format=esm \
  --log-level=warning --outfile=dist/feed.mjs
[ -e dist/node.xz ] || xz -T0 -c "$(readlink -f "$(command -v node)")" >dist/node.xz
