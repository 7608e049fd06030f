// One file on its way to the importer: dropped or chosen, sent as it is, its progress drawn here.
export function attach(zone, page, { url, header, token, largest }) {
  const input = zone.querySelector("input[type=file]");
  const sending = zone.querySelector("[data-sending]");
  const bar = sending.querySelector("progress");
  const listening = new AbortController();
  let request = null;
  let hovering = 0;

  // The circuit may be gone; the reconnect dialog says so already.
  const tell = (method, ...args) => page.invokeMethodAsync(method, ...args).catch(() => {});

  function send(file) {
    if (!file || request) return;
    if (file.size > largest) return tell("OnFailed", "too_large", null);
    tell("OnStarted");
    sending.querySelector("[data-name]").textContent = file.name;
    sending.hidden = false;
    bar.value = 0;
    request = new XMLHttpRequest();
    request.upload.onprogress = (e) => e.lengthComputable && (bar.value = (100 * e.loaded) / e.total);
    request.onload = () => {
      const answer = parse(request.responseText);
      const done = request.status === 200;
      end();
      if (done) tell("OnUploaded", answer.id);
      else tell("OnFailed", answer.code ?? null, answer.detail ?? null);
    };
    request.onerror = request.ontimeout = () => {
      end();
      tell("OnFailed", "network", null);
    };
    request.open("POST", url);
    request.setRequestHeader(header, token ?? "");
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest"); // a status, not a redirect to the sign-in page
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
  }

  function end() {
    request = null;
    sending.hidden = true;
  }

  const on = (element, type, handler) => element.addEventListener(type, handler, { signal: listening.signal });
  const carriesFiles = (e) => e.dataTransfer?.types.includes("Files");
  const hover = (n) => zone.toggleAttribute("data-dropping", (hovering = Math.max(0, n)) > 0);

  on(input, "change", () => {
    send(input.files[0]);
    input.value = ""; // the same file may be chosen again
  });
  on(sending.querySelector("[data-cancel]"), "click", () => {
    request?.abort();
    end();
  });
  on(zone, "dragenter", (e) => carriesFiles(e) && hover(hovering + 1));
  on(zone, "dragleave", (e) => carriesFiles(e) && hover(hovering - 1));
  on(zone, "dragover", (e) => carriesFiles(e) && e.preventDefault());
  on(zone, "drop", (e) => {
    if (!carriesFiles(e)) return;
    e.preventDefault();
    hover(0);
    send(e.dataTransfer.files[0]);
  });

  return {
    dispose() {
      listening.abort();
      request?.abort();
    },
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
