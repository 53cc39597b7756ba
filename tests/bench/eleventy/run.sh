#!/bin/sh
# run.sh CORPUS OUT - builds a corpus of make_corpus.py with Eleventy (ELEVENTY_FLAGS=... adds options). The first run lays
# out a folder beside the corpus, CORPUS.eleventy: Eleventy wants its input below its configuration.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
corpus=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
work=$corpus.eleventy
if [ ! -d "$work" ]; then
  [ -d "$here/node_modules" ] || npm --prefix "$here" ci --ignore-scripts --no-audit --no-fund >&2
  mkdir -p "$work"
  for part in eleventy.config.js lib.js layouts package.json node_modules; do ln -s "$here/$part" "$work/$part"; done
  for part in content data static; do ln -s "$corpus/$part" "$work/$part"; done
fi
cd "$work"
exec node --preserve-symlinks node_modules/@11ty/eleventy/cmd.cjs --quiet --output="$(realpath --relative-to=. "$out")" \
  ${ELEVENTY_FLAGS:-}
