// The text of the composer: it lives here and in localStorage, per case and kind, until the server has taken it.
const keep = 14 * 24 * 3600 * 1000;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key))?.text ?? "";
  } catch {
    return "";
  }
}

function write(key, text) {
  try {
    if (text) localStorage.setItem(key, JSON.stringify({ text, at: Date.now() }));
    else localStorage.removeItem(key);
  } catch {
    // A full or forbidden store: the text is still in the box.
  }
}

function forgetOld() {
  for (const key of Object.keys(localStorage).filter((k) => k.startsWith("draft:"))) {
    let at = 0;
    try { at = JSON.parse(localStorage.getItem(key))?.at ?? 0; } catch { /* not ours any more */ }
    if (Date.now() - at > keep) localStorage.removeItem(key);
  }
}

export function attach(box, key) {
  try { forgetOld(); } catch { /* storage is forbidden here */ }
  // What was typed before the page came to life is a draft too.
  if (box.value) write(key, box.value);
  else box.value = read(key);
  box.addEventListener("input", () => write(key, box.value));
  box.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || !(e.ctrlKey || e.metaKey) || e.isComposing || e.keyCode === 229) return;
    e.preventDefault();
    box.closest("section")?.querySelector("[data-send]:not(:disabled)")?.click();
  });
  return {
    text: () => box.value,
    clear() {
      box.value = "";
      write(key, "");
      box.focus();
    },
    use(other) {
      write(key, box.value);
      key = other;
      box.value = read(key);
      // Once it has been drawn for its new purpose.
      requestAnimationFrame(() => box.focus());
    },
  };
}
