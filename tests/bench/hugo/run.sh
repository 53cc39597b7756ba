#!/bin/sh
# run.sh CORPUS OUT - builds a corpus of make_corpus.py with Hugo (HUGO=... picks the program, HUGO_FLAGS=... adds options).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
corpus=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
export HUGO_DATADIR="$corpus/data" HUGO_STATICDIR="$corpus/static" HUGO_RESOURCEDIR="$corpus.hugo-resources"
exec "${HUGO:-hugo}" --source "$here" --contentDir "$corpus/content" --destination "$out" --noBuildLock --quiet ${HUGO_FLAGS:-}
