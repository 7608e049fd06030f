// The page's own heartbeat: countdowns tick here, from their due time, so the server sends nothing while nothing changes.
const two = (n) => String(n).padStart(2, "0");

// <time data-due="2026-11-22T10:00:00Z" data-left="剩 {0}" data-late="超时 {0}" data-soon="180">: within the hour mm:ss, else h and d.
function countdown(el, now) {
  const left = Math.round((Date.parse(el.dataset.due) - now) / 1000);
  const s = Math.abs(left);
  const text = s < 3600 ? `${two(Math.floor(s / 60))}:${two(s % 60)}` : s < 172800 ? `${Math.floor(s / 3600)}h` : `${Math.floor(s / 86400)}d`;
  const label = (left < 0 ? el.dataset.late : el.dataset.left).replace("{0}", text);
  if (el.textContent !== label) el.textContent = label;
  const tone = left < 0 ? "late" : left <= Number(el.dataset.soon ?? 0) ? "soon" : "";
  if ((el.dataset.tone ?? "") !== tone) {
    el.dataset.tone = tone;
    el.classList.toggle("late", tone === "late");
    el.classList.toggle("soon", tone === "soon");
    el.closest("[data-follows-due]")?.setAttribute("data-tone", tone);
  }
  const bar = el.closest("[data-clock]")?.querySelector("[data-bar]");
  if (bar) {
    const started = Date.parse(el.dataset.start), due = Date.parse(el.dataset.due);
    bar.style.width = `${Math.min(100, Math.max(2, ((now - started) / (due - started)) * 100))}%`;
  }
}

// The server's clock decides, not the visitor's: <meta name="server-now"> would drift, so the offset is measured once.
let offset = 0;
export async function measureOffset() {
  const sent = Date.now();
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  const date = answer?.headers.get("x-server-now");
  if (date) offset = Date.parse(date) - (sent + Date.now()) / 2;
}

function tick() {
  const now = Date.now() + offset;
  for (const el of document.querySelectorAll("time[data-due]")) countdown(el, now);
}

measureOffset().then(tick);
setInterval(tick, 1000);
// Rows that have just been drawn need not wait for the next second.
new MutationObserver(() => tick()).observe(document.body, { childList: true, subtree: true });
