// A large file on its way to the server, piece by piece. Whoever loses the network goes on where it broke, also after the page was loaded anew: pick the same file again.
const PIECE = 4 << 20;
const TRIES = 6;

// No network, a node that restarts, too many at once. A disk or a store that is full (507) does not pass.
const passes = (status) => status === 0 || status === 429 || (status >= 502 && status !== 507);

// A browser may keep nothing, or be full: then a reload begins anew, and nothing else is lost.
const kept = (act) => {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
};

/** Sends the file; progress(bytes) is called as it goes. Answers { ok, text } or { network: true }; stop() gives it up. */
export function sendInPieces(file, { url, headers, progress }) {
  const known = `upload:${file.name}:${file.size}:${file.lastModified}`;
  let request = null;
  let id = null;
  let stopped = false;

  const call = (method, address, body, offset) =>
    new Promise((resolve) => {
      request = new XMLHttpRequest();
      const one = request;
      if (offset !== undefined) one.upload.onprogress = (e) => progress(offset + e.loaded);
      one.onload = () => resolve({ status: one.status, text: one.responseText, wait: Number(one.getResponseHeader("Retry-After")) });
      one.onerror = one.ontimeout = one.onabort = () => resolve({ status: 0 });
      one.open(method, address);
      for (const [name, value] of Object.entries(headers)) one.setRequestHeader(name, value);
      if (typeof body === "string") one.setRequestHeader("Content-Type", "application/json");
      one.send(body ?? null);
    });

  // What passes is tried again, each time a little later.
  async function sure(...what) {
    for (let tries = 0; ; tries++) {
      const answer = await call(...what);
      if (stopped || !passes(answer.status) || tries === TRIES) return answer;
      await new Promise((later) => setTimeout(later, answer.wait > 0 ? 1000 * answer.wait : 500 * 2 ** tries));
    }
  }

  async function begin() {
    const before = kept((storage) => storage.getItem(known));
    if (before) {
      const answer = await sure("GET", `${url}/${before}`);
      if (answer.status === 200) {
        id = before;
        return answer;
      }
      if (answer.status !== 404) return answer;
    }
    const answer = await sure("POST", `${url}/`, JSON.stringify({ name: file.name, size: file.size }));
    if (answer.status === 200) {
      id = JSON.parse(answer.text).id;
      kept((storage) => storage.setItem(known, id));
    }
    return answer;
  }

  async function run() {
    let answer = await begin();
    while (!stopped && (answer.status === 200 || answer.status === 409)) {
      const { received } = JSON.parse(answer.text);
      progress(received);
      if (received === file.size) {
        const finished = await sure("POST", `${url}/${id}/finish`);
        return end(finished);
      }
      answer = await sure("PATCH", `${url}/${id}?offset=${received}`, file.slice(received, received + PIECE), received);
    }
    return end(answer);
  }

  function end({ status, text }) {
    if (passes(status)) return { network: true };
    // Done, or refused for good: the next try begins anew.
    kept((storage) => storage.removeItem(known));
    return { ok: status === 200, text };
  }

  return {
    done: run(),
    stop() {
      stopped = true;
      request?.abort();
      kept((storage) => storage.removeItem(known));
      if (id) call("DELETE", `${url}/${id}`);
    },
    // The page goes away, the upload does not.
    leave() {
      stopped = true;
      request?.abort();
    },
  };
}
