#!/bin/sh
# Makes dist/feed.mjs: the feed with all it uses in one file, for a machine that has Node and nothing else.
set -e
cd "$(dirname "$0")"
../../../../node_modules/.bin/esbuild feed.ts --bundle --platform=node --format=esm --log-level=warning \
  --outfile=dist/feed.mjs
