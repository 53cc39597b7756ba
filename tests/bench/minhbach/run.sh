#!/bin/sh
# run.sh CORPUS OUT - builds a corpus of make_corpus.py with Minh Bạch (MINHBACH=... picks the program,
# MINHBACH_FLAGS=... adds options). The first run lays the corpus out as a site, CORPUS.site, by hard links; later runs
# only look whether the corpus has changed since.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
corpus=$(cd "$1" && pwd)
site=$corpus.site
stamp=$site/.laid-out

# Pages are links: one edited in place is new in the site too; one added, replaced or removed makes its folder newer.
is_out_of_date() {
  [ ! -e "$stamp" ] || [ -n "$(find "$here" "$corpus/data" "$corpus/static" "$corpus/content" \
    -path "$corpus/content/*" ! -type d -prune -o -newer "$stamp" -print -quit)" ]
}

if is_out_of_date; then python3 "$here/lay_out.py" "$corpus"; fi
exec "${MINHBACH:-$here/../../../build/release/minhbach}" --goc "$site" build bench --out "$2" --ngay 2026-01-01 \
  ${MINHBACH_FLAGS:-}
