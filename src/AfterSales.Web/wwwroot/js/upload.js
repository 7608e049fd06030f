// Files of a composer on their way to the server: dropped, pasted or picked, a few at a time. Progress is drawn here, so that
// it costs the server nothing; only beginnings and ends are told to the tray.
import { sendInPieces } from "./pieces.js";

const AT_ONCE = 3;
let lastId = Date.now(); // no id of a draft kept from before comes again

export function attach(targetId, tray, desk, { url, pieces, whole, header, token, largest, most }) {
  const target = document.getElementById(targetId) ?? tray;
  const [input, camera] = tray.querySelectorAll("input[type=file]");
  const held = new Map(); // id → { file, request, done }
  const waiting = [];
  const headers = { [header]: token ?? "", "X-Requested-With": "XMLHttpRequest" }; // a status, not a redirect to the sign-in page
  const listening = new AbortController();
  let hovering = 0;

  // The circuit may be gone; the reconnect dialog says so already.
  const tell = (method, ...args) => desk.invokeMethodAsync(method, ...args).catch(() => {});

  async function take(files, label) {
    const added = [...files].map((file) => ({ id: `f${++lastId}`, file }));
    if (added.length === 0) return;
    await tell("OnStarted", added.map(({ id, file }) => ({ id, name: file.name, size: file.size, label })));
    for (const { id, file } of added) {
      if (held.size >= most) tell("OnFailed", id, "message.too_many_files", null);
      else if (file.size > largest) tell("OnFailed", id, "evidence.too_large", null);
      else {
        held.set(id, { file, request: null });
        waiting.push(id);
      }
    }
    next();
  }

  function next() {
    const running = [...held.values()].filter((h) => h.request).length;
    for (let free = AT_ONCE - running; free > 0 && waiting.length > 0; free--) send(waiting.shift());
  }

  function send(id) {
    const one = held.get(id);
    const end = (method, ...args) => {
      one.request = null;
      if (held.get(id) === one) tell(method, id, ...args);
      next();
    };
    const answered = (ok, text) => {
      if (ok) return end("OnUploaded", text);
      const problem = problemOf(text);
      end("OnFailed", problem.code ?? "network", problem.detail ?? null);
      if (problem.code) held.delete(id); // the same bytes would be refused again; they leave their place to another file
    };
    const progress = (bytes) => {
      const bar = tray.querySelector(`[data-upload="${id}"] progress`);
      if (bar) bar.value = (100 * bytes) / one.file.size;
    };
    if (one.file.size > whole) {
      const sending = (one.request = sendInPieces(one.file, { url: pieces, headers, progress }));
      sending.done.then(({ network, ok, text }) => {
        if (one.request !== sending) return;
        if (network) end("OnFailed", "network", null);
        else answered(ok, text);
      }, () => one.request === sending && end("OnFailed", "network", null));
    } else one.request = sendWhole(one.file, progress, answered, () => end("OnFailed", "network", null));
  }

  function sendWhole(file, progress, answered, failed) {
    const request = new XMLHttpRequest();
    request.upload.onprogress = (e) => progress(e.loaded);
    request.onload = () => answered(request.status === 200, request.responseText);
    request.onerror = request.ontimeout = failed;
    request.open("POST", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
    return { stop: () => request.abort(), leave: () => request.abort() };
  }

  function cancel(id) {
    const one = held.get(id);
    held.delete(id);
    const at = waiting.indexOf(id);
    if (at >= 0) waiting.splice(at, 1);
    end(one, (request) => request.stop());
    next();
  }

  function end(one, how) {
    const request = one?.request;
    if (!request) return;
    one.request = null;
    how(request);
  }

  const on = (element, type, handler) => element.addEventListener(type, handler, { signal: listening.signal });
  const carriesFiles = (e) => e.dataTransfer?.types.includes("Files");
  const hover = (n) => tray.toggleAttribute("data-dropping", (hovering = Math.max(0, n)) > 0);

  on(target, "click", (e) => e.target.closest("[data-attach]") && input.click());
  on(target, "click", (e) => e.target.closest("[data-camera]") && camera.click());
  for (const picker of [input, camera])
    on(picker, "change", () => {
      take(picker.files);
      picker.value = ""; // the same file may be picked again
    });
  on(target, "dragenter", (e) => carriesFiles(e) && hover(hovering + 1));
  on(target, "dragleave", (e) => carriesFiles(e) && hover(hovering - 1));
  on(target, "dragover", (e) => carriesFiles(e) && e.preventDefault());
  on(target, "drop", (e) => {
    if (!carriesFiles(e)) return;
    e.preventDefault();
    hover(0);
    take(e.dataTransfer.files, e.target.closest("[data-drops]")?.dataset.drops);
  });
  on(target, "paste", (e) => {
    // A spreadsheet puts a picture beside its text; whoever pastes text wants the text.
    if (e.clipboardData.files.length === 0 || e.clipboardData.types.includes("text/plain")) return;
    e.preventDefault();
    take(e.clipboardData.files);
  });

  // Bytes that are still on their way cannot be kept for later.
  on(window, "beforeunload", (e) => {
    if ([...held.values()].some((h) => h.request)) e.preventDefault();
  });

  const clear = () => [...held.keys()].forEach(cancel);
  return {
    cancel,
    // Files of a kept draft take their places again.
    hold: (ids) => ids.forEach((id) => held.set(id, { file: null, request: null })),
    clear,
    retry(id) {
      if (!held.has(id)) return;
      waiting.push(id);
      next();
    },
    dispose() {
      listening.abort();
      held.forEach((one) => end(one, (request) => request.leave()));
      held.clear();
    },
  };
}

function problemOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
