#!/usr/bin/env bash
# Runs the tests: ./test.sh, or only some suites: ./test.sh Domain Application
# The last line is the result: "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. scripts/setup.sh

# Tests and the programs they start live for minutes: code that is measured while it runs, to be compiled once more, never earns that back.
export DOTNET_TieredPGO=0

results=$PWD/TestResults
passed=0 failed=0 skipped=0
chromium=

all_suites() {
  # What waits for one thing at a time comes early: alone at the end it would leave half of the machine idle. Then whatever was added since.
  { printf '%s\n' Domain Application Browser Web; printf '%s\n' tests/AfterSales.*.Tests | sed 's/.*AfterSales\.\(.*\)\.Tests/\1/'; } | awk '!seen[$0]++'
}

ensure_browser() {
  for chromium in "${AFTERSALES_CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome; do
    [ -n "$chromium" ] && have "$chromium" && break
    chromium=
  done
  if is_macos; then
    [ -n "$chromium" ] || [ -d "/Applications/Google Chrome.app" ] || [ -d "/Applications/Chromium.app" ] ||
      fail "The browser tests need Chromium: brew install --cask chromium"
  elif have apt-get && can_be_root may_ask; then
    # Without a window to draw it takes a quarter less time.
    [ -n "$chromium" ] || apt_install chromium-headless-shell || apt_install chromium
    fc-list 2>/dev/null | grep 'Noto Sans CJK' >/dev/null || apt_install fontconfig fonts-noto-cjk
  fi
}

# axe-core for the browser tests, an S3 server for those of the evidence store.
ensure_npm_packages() {
  if ! have npm; then
    if have apt-get && can_be_root may_ask; then apt_install nodejs npm; else fail "The tests need npm: install Node.js"; fi
  fi
  say "Fetching what the tests need with npm"
  npm ci --prefix tests --ignore-scripts --no-audit --no-fund --loglevel=error >&2
}

check() {   # a check counts as a failure when it fails, and as nothing when it does not
  local name=$1 started=$SECONDS
  shift
  if "$@" >"$results/check.log" 2>&1; then
    printf '%-12s ok (%d s)\n' "$name" $((SECONDS - started))
  else
    cat "$results/check.log" >&2
    printf '%-12s FAILED\n' "$name"
    failed=$((failed + 1))
  fi
}

pending_model_changes() {
  dotnet tool restore &&
    dotnet ef migrations has-pending-model-changes --context SystemDb --no-build --configuration Release \
      --project src/AfterSales.Application --startup-project tools/AfterSales.DesignTime
}

counter() { sed -n "s/.*<Counters[^>]* $1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1; }

run_suite() {
  local suite=$1 started=$SECONDS status=0
  dotnet test "tests/AfterSales.$suite.Tests" --no-build -c Release --nologo --results-directory "$results" \
    --logger "trx;LogFileName=$suite.trx" --logger "console;verbosity=normal" \
    --blame-hang-timeout 10m --blame-hang-dump-type none >"$results/$suite.log" 2>&1 || status=$?
  echo "$status $((SECONDS - started))" >"$results/$suite.end"
}

report_suite() {
  local suite=$1 trx=$results/$1.trx log=$results/$1.log status seconds total executed ok bad note=
  read -r status seconds <"$results/$suite.end"

  total=$(counter total "$trx" 2>/dev/null || true) executed=$(counter executed "$trx" 2>/dev/null || true) ok=$(counter passed "$trx" 2>/dev/null || true)
  total=${total:-0} executed=${executed:-0} ok=${ok:-0}
  bad=$((executed - ok))
  if [ ! -f "$trx" ]; then note="no result file"
  elif [ "$executed" = 0 ]; then note="ran no test"
  elif [ "$status" != 0 ] && [ "$bad" = 0 ]; then note="the test run ended with status $status"
  fi
  if [ -n "$note" ]; then bad=$((bad + 1)); fi
  [ "$bad" = 0 ] || cat "$log" >&2

  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + total - executed))
  printf '%-12s %d passed, %d failed, %d skipped (%d s)%s\n' "$suite" "$ok" "$bad" $((total - executed)) "$seconds" "${note:+: $note}"
}

# Application waits for processes and clocks a good deal, and every suite has a PostgreSQL of its own: beside the others it takes little from them.
run_suites() {
  local suite
  for suite in "$@"; do
    case $suite in
      Application) run_suite "$suite" & ;;
      *) run_suite "$suite" ;;
    esac
  done
  wait
  for suite in "$@"; do report_suite "$suite"; done
  # Named once more at the end: what came before may be long, and is cut off where only the last of it is kept.
  for suite in "$@"; do sed -n "s/^ *Failed \\(AfterSales\\..*\\) \\[.*/failed: \\1/p" "$results/$suite.log"; done
}

if [ $# = 0 ]; then
  # shellcheck disable=SC2046 # names without spaces
  set -- $(all_suites)
fi
for suite in "$@"; do
  [ -d "tests/AfterSales.$suite.Tests" ] || fail "There is no suite $suite. There are: $(all_suites | tr '\n' ' ')"
done

check_sdk
choose_data_folder
if [ "$*" != Domain ]; then
  ensure_npm_packages
  case " $* " in *" Browser "*) ensure_browser ;; esac
  [ -n "${AFTERSALES_TEST_POSTGRES:-}" ] || ensure_postgres
  ensure_vips
  ensure_pack_font
fi

rm -rf "$results"
mkdir -p "$results"
say "Building…"
# Started anew for each project, the compiler would take half as long again. It ends by itself when nobody needs it any more.
dotnet_build AfterSales.sln -p:UseSharedCompilation=true

check format dotnet format whitespace AfterSales.sln --verify-no-changes --no-restore
if ls src/AfterSales.Application/Persistence/Migrations/*.cs >/dev/null 2>&1; then check migrations pending_model_changes; fi
run_suites "$@"

if [ "$skipped" = 0 ]; then printf '%d passed, %d failed\n' "$passed" "$failed"
else printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
fi
[ "$failed" = 0 ]
