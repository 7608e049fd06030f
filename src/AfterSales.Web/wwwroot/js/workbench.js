// What the workbench does without a round trip: keys, menus, copying, and a conversation that stays at its end.
const typing = (el) => el?.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
const seen = (el) => el && el.getClientRects().length > 0;
let stopping;

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")].filter(seen);
  if (!rows.length) return;
  const at = rows.findIndex((r) => r === document.activeElement);
  const from = at >= 0 ? at : rows.findIndex((r) => r.hasAttribute("aria-current"));
  const next = rows[Math.min(rows.length - 1, Math.max(0, from + by))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  // Where the one looked at stands beside the list, it follows at once.
  if (next.hasAttribute("data-follows") && next !== rows[from]) next.click();
}

// Arrows scroll a page that has no rows to follow.
const arrows = (by) => document.querySelector("[data-follows]") && (() => step(by));

function onKey(e) {
  if (e.defaultPrevented || e.isComposing || e.keyCode === 229) return;
  if (e.key === "Escape") return closeMenus();
  if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target) || document.querySelector("dialog[open]")) return;
  const act = { j: () => step(1), k: () => step(-1), ArrowDown: arrows(1), ArrowUp: arrows(-1) }[e.key] ?? press(e.key);
  if (!act) return;
  e.preventDefault();
  act();
}

// Any button may carry a key: data-key="r". A key presses nothing that stands on the other tab of a narrow screen.
function press(key) {
  const target = key.length === 1 && [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]:not(:disabled)`)].find(seen);
  return target ? () => target.click() : null;
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu === except) continue;
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
}

function onClick(e) {
  const menu = e.target.closest("details[data-menu]");
  closeMenus(menu && !e.target.closest("details[data-menu] :is(button, a)") ? menu : null);
  const shows = e.target.closest("[data-shows]");
  if (shows) show(shows.dataset.shows, performance.now() + 1000);
  const copy = e.target.closest("[data-copy-text]");
  if (copy) navigator.clipboard?.writeText(copy.dataset.copyText).then(() => flash(copy));
}

// What is named may have to come up from the other tab first.
function show(what, until) {
  const target = [...document.querySelectorAll(what)].find(seen);
  if (target) {
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  } else if (performance.now() < until) requestAnimationFrame(() => show(what, until));
}

function flash(el) {
  const note = document.createElement("span");
  note.className = "chip good";
  note.setAttribute("role", "status");
  note.textContent = el.dataset.copied;
  el.after(note);
  setTimeout(() => note.remove(), 1200);
}

// A conversation stands at its end; who has scrolled up is told of new messages instead of being moved.
const watched = new WeakSet();
function watch(box) {
  watched.add(box);
  const list = box.querySelector("ol");
  const pill = box.parentElement.querySelector("[data-newer]");
  const toEnd = () => { box.scrollTop = box.scrollHeight; };
  let atEnd = true, last = list.lastElementChild, keep = null;
  box.addEventListener("scroll", () => {
    atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
    if (atEnd) pill.hidden = true;
  }, { passive: true });
  box.addEventListener("click", (e) => {
    // Earlier messages come in above: what one reads stays where it is.
    if (e.target.closest("[data-earlier]")) keep = box.scrollHeight - box.scrollTop;
  });
  pill.addEventListener("click", toEnd);
  new MutationObserver(() => {
    if (keep !== null) {
      box.scrollTop = box.scrollHeight - keep;
      keep = null;
    } else if (list.lastElementChild !== last) {
      if (atEnd) toEnd();
      else pill.hidden = false;
    }
    last = list.lastElementChild;
  }).observe(list, { childList: true });
  new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(box);
  // Pictures grow when they arrive.
  list.addEventListener("load", () => { if (atEnd) toEnd(); }, true);
  toEnd();
}

function watchNew() {
  for (const box of document.querySelectorAll("[data-timeline]")) if (!watched.has(box)) watch(box);
}

export function start() {
  stop();
  stopping = new AbortController();
  const { signal } = stopping;
  document.addEventListener("keydown", onKey, { signal });
  document.addEventListener("click", onClick, { signal });
  const observer = new MutationObserver(watchNew);
  observer.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener("abort", () => observer.disconnect());
  watchNew();
}

export function stop() {
  stopping?.abort();
  stopping = undefined;
}
