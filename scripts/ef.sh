#!/usr/bin/env bash
# dotnet ef with this project's start-up project and context: scripts/ef.sh migrations add <Name>
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore >/dev/null   # dotnet-ef is a tool of this repository, in .config/dotnet-tools.json
dotnet build tools/AfterSales.DesignTime -v q --nologo >/dev/null
case "$1 ${2-}" in "migrations add") extra=(-o Persistence/Migrations) ;; *) extra=() ;; esac
exec dotnet ef "$@" --no-build --context SystemDb -p src/AfterSales.Application -s tools/AfterSales.DesignTime "${extra[@]}"
