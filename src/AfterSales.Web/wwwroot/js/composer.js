// The draft of a case: its text per kind, and beside it the kind, the promise and the files that have arrived. All of it lives
// here and in localStorage until the server has taken it, so that a reload, a lost connection or another node costs nothing.
const keep = 14 * 24 * 3600 * 1000;
const quiet = 6_000; // nothing typed for so long: not writing any more

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function write(key, draft) {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify({ ...draft, at: Date.now() }));
    else localStorage.removeItem(key);
  } catch {
    // A full or forbidden store: the text is still in the box.
  }
}

function forgetOld() {
  for (const key of Object.keys(localStorage).filter((k) => k.startsWith("draft:")))
    if (Date.now() - (read(key).at ?? 0) > keep) localStorage.removeItem(key);
}

// Puts a text for the buyer under what stands in the box, never over it; false when there is no room. It is a draft from then on, and keeps what it asks for.
export function append(text, asks = []) {
  const box = document.getElementById("composer-text");
  if (!box || box.readOnly || box.closest("[hidden]")) return false;
  // What is for the buyer goes into no note: the box changes its purpose at once, its draft with it.
  const reply = box.closest("section").querySelector("[data-writes=reply]");
  if (reply?.ariaPressed === "false") reply.click();
  const isThere = asks.length > 0 && box.value.includes(text);
  const all = isThere ? box.value : box.value.trim() ? `${box.value.trimEnd()}\n${text}` : text;
  if (box.maxLength > 0 && all.length > box.maxLength) return false;
  box.value = all;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  if (asks.length > 0) box.dispatchEvent(new CustomEvent("asks", { detail: asks }));
  box.focus();
  box.setSelectionRange(all.length, all.length);
  box.scrollTop = box.scrollHeight;
  return true;
}

export function attach(box, draft, kind, desk) {
  const listening = new AbortController();
  const on = (target, type, handler) => target.addEventListener(type, handler, { signal: listening.signal });
  const tell = (method, ...args) => desk.invokeMethodAsync(method, ...args).catch(() => {}); // the reconnect dialog says so already
  const section = box.closest("section");
  const aside = section.querySelector("[data-draft-aside]");
  const keyOf = (k) => `${draft}:${k}`;
  const besideKey = keyOf("beside");
  const textOf = (k) => read(k).text ?? "";
  const asideKey = () => `${key}:aside`;
  const setAside = (texts) => write(asideKey(), texts.length ? { texts } : null);
  const asides = () => read(asideKey()).texts ?? [];
  const showAside = () => { aside.hidden = asides().length === 0; };
  let key = keyOf(kind);
  let known = ""; // what this tab last knew to be stored
  let beside = "";
  let writing = false, timer;

  function say(now) {
    if (writing !== now) tell("OnWriting", (writing = now));
  }

  function store() {
    const theirs = textOf(key);
    // Another tab has stored something this one has never seen: both are kept, and so is what was set aside before.
    if (theirs && theirs !== known && theirs !== box.value) setAside([theirs, ...asides().filter((text) => text !== theirs)]);
    write(key, box.value ? { text: box.value } : null);
    known = box.value;
    showAside();
  }

  function typed() {
    store();
    clearTimeout(timer);
    if (box.value) timer = setTimeout(() => say(false), quiet);
    else tell("OnEmptied");
    say(box.value !== "");
  }

  function load() {
    known = box.value = textOf(key);
    showAside();
  }

  function use(other) {
    if (keyOf(other) !== key) {
      store();
      say(false);
      key = keyOf(other);
      load();
    }
    // Once it has been drawn for its new purpose.
    requestAnimationFrame(() => box.focus());
  }

  try { forgetOld(); } catch { /* storage is forbidden here */ }
  // What was typed before the page came to life is a draft too.
  if (box.value) store();
  else load();
  on(box, "input", typed);
  on(box, "asks", (e) => tell("OnAsked", e.detail));
  // At once and not when the server has answered: what is typed meanwhile belongs to what was chosen.
  on(section, "click", (e) => {
    const chosen = e.target.closest("[data-writes]");
    if (chosen) use(chosen.dataset.writes);
  });
  on(box, "keydown", (e) => {
    if (e.key !== "Enter" || !(e.ctrlKey || e.metaKey) || e.isComposing || e.keyCode === 229) return;
    e.preventDefault();
    section.querySelector("[data-send]:not(:disabled)")?.click();
  });
  // The same case in another tab: this one follows, unless something else was written here meanwhile.
  on(window, "storage", (e) => {
    if (e.key === key && box.value === known) load();
    else if (e.key === asideKey()) showAside();
    else if (e.key === besideKey) {
      beside = "";
      tell("OnBesideChanged");
    }
  });
  on(aside, "click", (e) => {
    if (!e.target.closest("button")) return;
    // In turn: what stood in the box comes again after all the others.
    const [next = "", ...others] = asides();
    setAside(box.value ? [...others, box.value] : others);
    box.value = known = next;
    write(key, { text: box.value });
    showAside();
    box.focus();
  });
  return {
    // Half a character, as a paste or a length limit may leave it, is no text that can travel.
    text: () => box.value.toWellFormed(),
    clear() {
      known = box.value = "";
      write(key, null);
      clearTimeout(timer);
      say(false);
      box.focus();
    },
    use,
    beside: () => read(besideKey).beside ?? null,
    keepBeside(next) {
      const worth = next.note || next.promise || next.files.length > 0 || next.asks?.length > 0;
      if (JSON.stringify(next) === beside) return;
      beside = JSON.stringify(next);
      write(besideKey, worth ? { beside: next } : null);
    },
    dispose() {
      listening.abort();
      clearTimeout(timer);
    },
  };
}
