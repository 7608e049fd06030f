#!/usr/bin/env bash
# Makes the pictures of the documentation: docs/screenshots/<page>-<zh|en>-<light|dark>-<1440|360>.png
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p docs/screenshots
dotnet build -c Release -v q --nologo
AFTERSALES_SCREENSHOTS=$PWD/docs/screenshots dotnet test tests/AfterSales.Browser.Tests --no-build -c Release --nologo --filter FullyQualifiedName~Screenshots
