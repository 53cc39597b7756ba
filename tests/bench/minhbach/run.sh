#!/bin/sh
# run.sh CORPUS OUT - builds a corpus of make_corpus.py with Minh Bạch (MINHBACH=... picks the program).
# The corpus is laid out as a site once, beside itself (CORPUS.site), by hard links: not part of the build.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
corpus=$(cd "$1" && pwd)
site=$corpus.site
program=${MINHBACH:-$here/../../../build/release/minhbach}

add_type() { # id folder title schema.org
  sed -e "s/@ID@/$1/" -e "s/@FOLDER@/$2/" -e "s/@TITLE@/$3/" -e "s/@SCHEMA@/$4/" "$here/type.schema.json.in" \
    > "$site/site/types/$1.schema.json"
  cp -al "$corpus/content/$2" "$site/content/bench/$2"
  rm -f "$site/content/bench/$2/_index.md"
}

if [ ! -d "$site" ]; then
  mkdir -p "$site/site/types" "$site/site/bench" "$site/content/bench" "$site/data/bench/tasks" "$site/themes"
  cp "$here/portal.json" "$site/site/bench/"
  cp "$here/task.schema.json" "$site/site/types/tasks.schema.json"
  cp -R "$here/theme" "$site/themes/bench"
  mkdir -p "$site/themes/bench/assets/css"
  cp "$corpus/static/css/site.css" "$site/themes/bench/assets/css/"
  cp -al "$corpus/static" "$site/site/bench/static"
  cp "$corpus/data/tasks.json" "$site/data/bench/tasks/"
  add_type van_ban van-ban "Văn bản chỉ đạo" Article
  add_type thu_tuc thu-tuc "Thủ tục hành chính" GovernmentService
  add_type quy_hoach quy-hoach "Quy hoạch – Kế hoạch" Article
  add_type tin_tuc tin-tuc "Tin tức – Sự kiện" Article
  add_type uu_dai uu-dai "Ưu đãi đầu tư" Article
  add_type hoi_dap hoi-dap "Hỏi đáp" Article
fi
exec "$program" --goc "$site" build bench --out "$2" --ngay 2026-01-01 ${MINHBACH_FLAGS:-}
