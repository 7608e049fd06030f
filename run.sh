#!/usr/bin/env bash
# Starts AfterSales from a clone of the repository.
set -euo pipefail
caller=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"
. scripts/setup.sh

usage() {
  cat <<'TEXT'
./run.sh [--empty] [--port N | --urls U]
./run.sh playbook check | eval | export …
./run.sh evidence verify FILE.zip [--sha256 HASH]

  --empty     no demo store: the first visitor creates the store and its owner
  --port N    listen on http://localhost:N (default 8080)
  --urls U    listen on these addresses, e.g. http://0.0.0.0:8080
  playbook    work on playbook files, without server or database: ./run.sh playbook --help
  evidence    check an evidence pack, without server or database: ./run.sh evidence --help

Gets PostgreSQL where it is missing, builds, and starts. Data lives in .data/.

Environment
  ConnectionStrings__AfterSales   a PostgreSQL to use instead of a private one
  AFTERSALES_DATA                 the data folder (default .data)
  AFTERSALES_DEMO                 true or false
  PG_BIN                          the folder of PostgreSQL's programs
  AFTERSALES_VIPS                 the file of libvips, for small pictures
  AFTERSALES_PACK_FONT            the file of a Chinese font, for the PDF of evidence packs
TEXT
}

needs_value() { [ $# -ge 2 ] || fail "$1 needs a value. See ./run.sh --help"; }

needs_port() {
  needs_value "$@"
  case $2 in '' | *[!0-9]* | ??????*) ;; *) if [ "$2" -ge 1 ] && [ "$2" -le 65535 ]; then return; fi ;; esac
  fail "$1 needs a number from 1 to 65535, not \"$2\"."
}

command=serve
case ${1:-} in playbook | evidence) command=$1 ;; esac

while [ $command = serve ] && [ $# -gt 0 ]; do
  case $1 in
    --empty) export AFTERSALES_DEMO=false ;;
    --port) needs_port "$@"; export ASPNETCORE_URLS=http://localhost:$2; shift ;;
    --urls) needs_value "$@"; export ASPNETCORE_URLS=$2; shift ;;
    -h | --help) usage; exit ;;
    *) say "Unknown option: $1"; usage >&2; exit 2 ;;
  esac
  shift
done

web=src/AfterSales.Web
output=$web/bin/Release/net10.0
stamp=$output/.built

sources_newer_than() {
  find src build Directory.Build.props Directory.Packages.props global.json .editorconfig \
    \( -name bin -o -name obj -o -name _framework \) -prune -o "${@:2}" -newer "$1" -print | head -n 1
}

build_when_changed() {
  local started
  if [ -f "$stamp" ] && [ -f "$output/AfterSales.Web.dll" ] && [ -z "$(sources_newer_than "$stamp")" ]; then return; fi
  say "Building (the first time takes a minute or two)…"
  started=$(mktemp)
  dotnet_build "$web"
  # What was saved while the build ran may have come too late for it.
  if [ -z "$(sources_newer_than "$started" -type f)" ]; then touch "$stamp"; fi
  rm -f "$started"
}

check_sdk
if [ $command != serve ]; then
  build_when_changed
  root=$PWD
  cd "$caller"   # the files are named from there
  exec dotnet "$root/$output/AfterSales.Web.dll" "$@"
fi
choose_data_folder
[ -n "${ConnectionStrings__AfterSales:-}" ] || ensure_postgres
ensure_vips
ensure_pack_font
build_when_changed

# exec: signals reach the program itself, and it stops its database before it ends.
exec dotnet "$output/AfterSales.Web.dll" --contentRoot "$PWD/$web"
