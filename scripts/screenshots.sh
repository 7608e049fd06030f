#!/usr/bin/env bash
# Makes the pictures of the documentation: docs/screenshots/<page>-<zh|en>-<light|dark>-<1440|360>.png
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$PWD/docs/screenshots
dotnet build tests/AfterSales.Browser.Tests -c Release -v q --nologo
rm -rf "$folder"
mkdir -p "$folder"
AFTERSALES_SCREENSHOTS=$folder dotnet test tests/AfterSales.Browser.Tests --no-build -c Release --nologo --filter FullyQualifiedName~DocumentationPictures

# A third of the size, and nobody sees a difference.
if command -v pngquant >/dev/null; then pngquant --force --skip-if-larger --strip --quality 80-98 --ext .png "$folder"/*.png || case $? in 98 | 99) ;; *) exit 1 ;; esac   # those it would not make smaller, or not well enough, stay
else printf 'pngquant is not installed: the pictures are larger than they need to be.\n' >&2
fi
du -sh "$folder"
