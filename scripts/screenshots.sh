#!/usr/bin/env bash
# Makes the pictures of the documentation: docs/screenshots/<page>-<zh|en>-<light|dark>-<1440|360>.png
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=$PWD/docs/screenshots
rm -rf "$folder"
mkdir -p "$folder"
dotnet build tests/AfterSales.Browser.Tests -c Release -v q --nologo
AFTERSALES_SCREENSHOTS=$folder dotnet test tests/AfterSales.Browser.Tests --no-build -c Release --nologo --filter FullyQualifiedName~DocumentationPictures

# A third of the size, and nobody sees a difference.
if command -v pngquant >/dev/null; then pngquant --force --skip-if-larger --strip --quality 80-98 --ext .png "$folder"/*.png || [ $? = 98 ]
else printf 'pngquant is not installed: the pictures are larger than they need to be.\n' >&2
fi
du -sh "$folder"
