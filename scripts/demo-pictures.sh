#!/usr/bin/env bash
# Renders the photos of the demo store from their drawings: src/AfterSales.Application/Stores/Demo/Pictures/<name>.svg to .webp
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../src/AfterSales.Application/Stores/Demo/Pictures"
chromium=${AFTERSALES_CHROMIUM:-chromium}
page=$(mktemp --suffix=.html)
trap 'rm -f "$page"' EXIT

for drawing in *.svg; do
  # Drawn on a canvas, which knows how to write WebP.
  {
    printf '<body><script>const svg = atob("%s");\n' "$(base64 -w0 "$drawing")"
    cat <<'PAGE'
const picture = new Image();
picture.onload = () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  canvas.getContext("2d").drawImage(picture, 0, 0);
  document.body.textContent = canvas.toDataURL("image/webp", 0.82);
};
picture.src = URL.createObjectURL(new Blob([Uint8Array.from(svg, c => c.charCodeAt(0))], { type: "image/svg+xml" }));
</script></body>
PAGE
  } >"$page"
  "$chromium" --headless --no-sandbox --disable-gpu --allow-file-access-from-files --virtual-time-budget=3000 --dump-dom "file://$page" 2>/dev/null |
    sed -n 's/.*data:image\/webp;base64,\([A-Za-z0-9+/=]*\).*/\1/p' | base64 -d >"${drawing%.svg}.webp"
  [ -s "${drawing%.svg}.webp" ] || { printf 'Nothing was drawn for %s\n' "$drawing" >&2; exit 1; }
done
