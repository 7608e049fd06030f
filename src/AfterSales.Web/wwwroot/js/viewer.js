// The viewer of evidence: zoom, pan, turn, two pictures that move together, and drawing on a copy. The original is never touched: what is drawn goes up as a picture of its own.
const LARGEST = 12;
const DRAWN = 4096; // pixels of the longer side of a copy
const typing = (el) => el.closest?.("input, textarea, select");

export function open(dialog, desk, upload) {
  const listening = new AbortController();
  const on = (target, type, handler, options) => target.addEventListener(type, handler, { signal: listening.signal, ...options });
  const all = (what) => [...dialog.querySelectorAll(what)];
  const fresh = () => ({ scale: 1, x: 0, y: 0, turn: 0 });
  const fingers = new Map(); // pointer id → where it is
  let view = fresh();
  let gesture = null;
  let current = dialog.dataset.current;

  function apply() {
    for (const picture of all("[data-stage] img")) {
      const stage = picture.parentElement;
      // A preview is enough until somebody looks closer.
      if (view.scale > 1 && picture.dataset.full && picture.getAttribute("src") !== picture.dataset.full) picture.src = picture.dataset.full;
      // Lying down it may be longer than its stage is high.
      const fit = view.turn % 2 === 0 ? 1 : Math.min(1, stage.clientWidth / (picture.offsetHeight || 1), stage.clientHeight / (picture.offsetWidth || 1));
      picture.style.transform = `translate(${view.x}px, ${view.y}px) rotate(${view.turn * 90}deg) scale(${view.scale * fit})`;
    }
    dialog.toggleAttribute("data-zoomed", view.scale > 1);
    for (const label of all("[data-scale]")) label.textContent = `${Math.round(view.scale * 100)}%`;
  }

  function reset() {
    view = fresh();
    leaveDrawing();
    apply();
  }

  // What is under the pointer stays under it.
  function zoom(by, at = { x: 0, y: 0 }) {
    const scale = Math.min(LARGEST, Math.max(1, view.scale * by));
    const factor = scale / view.scale;
    view = scale === 1 ? { ...fresh(), turn: view.turn } : { ...view, scale, x: at.x - (at.x - view.x) * factor, y: at.y - (at.y - view.y) * factor };
    apply();
  }

  function turn(by) {
    view = { ...fresh(), turn: (view.turn + by + 4) % 4 };
    apply();
  }

  // From the middle of the stage.
  function placeOf(e) {
    const box = e.target.closest("[data-stage]").getBoundingClientRect();
    return { x: e.clientX - box.left - box.width / 2, y: e.clientY - box.top - box.height / 2 };
  }

  const step = (by) => dialog.querySelector(`[data-step="${by}"]:not(:disabled)`)?.click();
  const onPicture = (e) => !drawing && e.target.closest("[data-stage]") && !e.target.closest("video");

  on(dialog, "wheel", (e) => {
    if (!onPicture(e)) return;
    e.preventDefault();
    zoom(Math.exp(-e.deltaY / 400), placeOf(e));
  }, { passive: false });
  on(dialog, "dblclick", (e) => onPicture(e) && zoom(view.scale > 1 ? 0 : 2.5, placeOf(e)));
  on(dialog, "pointerdown", (e) => {
    if (!onPicture(e) || e.button > 0) return;
    e.target.setPointerCapture(e.pointerId);
    fingers.set(e.pointerId, placeOf(e));
    gesture = begin();
  });
  on(dialog, "pointermove", (e) => {
    if (!fingers.has(e.pointerId)) return;
    fingers.set(e.pointerId, placeOf(e));
    follow();
  });
  for (const type of ["pointerup", "pointercancel"])
    on(dialog, type, (e) => {
      if (!fingers.delete(e.pointerId)) return;
      finish();
      gesture = fingers.size > 0 ? begin() : null;
    });

  function begin() {
    const [a, b] = [...fingers.values()];
    return { from: { ...view }, a, b, angle: b && Math.atan2(b.y - a.y, b.x - a.x), length: b && Math.hypot(b.x - a.x, b.y - a.y), moved: { x: 0, y: 0 }, twisted: 0 };
  }

  function follow() {
    const [a, b] = [...fingers.values()];
    const { from } = gesture;
    if (b && gesture.b) {
      const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
      view = { ...from };
      gesture.twisted = Math.atan2(b.y - a.y, b.x - a.x) - gesture.angle;
      zoom(Math.hypot(b.x - a.x, b.y - a.y) / gesture.length, middle);
    } else {
      gesture.moved = { x: a.x - gesture.a.x, y: a.y - gesture.a.y };
      if (from.scale > 1) view = { ...from, x: from.x + gesture.moved.x, y: from.y + gesture.moved.y };
      apply();
    }
  }

  // A swipe goes on or back; two fingers that twisted turn the picture by a quarter.
  function finish() {
    if (!gesture) return;
    const quarter = Math.round(((gesture.twisted + 3 * Math.PI) % (2 * Math.PI) - Math.PI) / (Math.PI / 2));
    if (gesture.b && quarter !== 0) turn(quarter);
    else if (!gesture.b && gesture.from.scale === 1 && Math.abs(gesture.moved.x) > 60 && Math.abs(gesture.moved.y) < 80) step(gesture.moved.x < 0 ? 1 : -1);
  }

  const act = { in: () => zoom(1.4), out: () => zoom(1 / 1.4), fit: reset, turn: () => turn(1) };
  on(dialog, "click", (e) => {
    const button = e.target.closest("[data-view], [data-draw], [data-tool], [data-draw-undo], [data-draw-save], [data-draw-leave]");
    if (!button) return;
    if (button.dataset.view) act[button.dataset.view]();
    else if (button.dataset.tool) choose(button.dataset.tool);
    else if (button.hasAttribute("data-draw")) drawing ? leaveDrawing() : startDrawing();
    else if (button.hasAttribute("data-draw-undo")) undo();
    else if (button.hasAttribute("data-draw-save")) save(button);
    else leaveDrawing();
  });
  on(dialog, "keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || typing(e.target)) return;
    const key = { "+": act.in, "=": act.in, "-": act.out, 0: act.fit, r: act.turn, ArrowLeft: () => step(-1), ArrowRight: () => step(1) }[e.key];
    if (!key || drawing || e.target.closest("video")) return;
    e.preventDefault();
    key();
  });
  // Esc leaves the drawing first.
  on(dialog, "cancel", (e) => {
    if (!drawing) return;
    e.preventDefault();
    leaveDrawing();
  });
  on(dialog, "load", apply, { capture: true });
  on(window, "resize", apply);
  const observer = new MutationObserver(() => {
    if (current === dialog.dataset.current) return apply();
    current = dialog.dataset.current;
    reset();
  });
  observer.observe(dialog, { attributes: true, attributeFilter: ["data-current"] });
  for (const stages of all(".stages")) observer.observe(stages, { childList: true });

  // Drawing, in pixels of the copy.
  let drawing = null; // { picture, canvas, shapes, tool, begun, turn }

  function startDrawing() {
    const [picture] = all("[data-stage] img");
    if (!picture?.complete || picture.naturalWidth === 0) return;
    const canvas = dialog.querySelector("canvas");
    const shrink = Math.min(1, DRAWN / Math.max(picture.naturalWidth, picture.naturalHeight));
    const [width, height] = [Math.round(picture.naturalWidth * shrink), Math.round(picture.naturalHeight * shrink)];
    const { turn } = view;
    [canvas.width, canvas.height] = turn % 2 === 0 ? [width, height] : [height, width];
    reset();
    drawing = { picture, canvas, width, height, turn, shapes: [], tool: "arrow", begun: null };
    dialog.setAttribute("data-drawing", "");
    choose("arrow");
    showDrawing();
  }

  function leaveDrawing() {
    drawing = null;
    dialog.removeAttribute("data-drawing");
    showDrawing();
  }

  function choose(tool) {
    if (!drawing) return;
    drawing.tool = tool;
    showDrawing();
    if (tool === "text") dialog.querySelector("[data-draw-text]").focus();
  }

  function showDrawing() {
    for (const button of all("[data-draw]")) button.ariaPressed = String(drawing !== null);
    if (!drawing) return;
    for (const button of all("[data-tool]")) button.ariaPressed = String(button.dataset.tool === drawing.tool);
    for (const button of all("[data-draw-undo], [data-draw-save]")) button.disabled = drawing.shapes.length === 0;
    paint();
  }

  function undo() {
    drawing?.shapes.pop();
    showDrawing();
  }

  function paint() {
    const { canvas, picture, width, height, turn, shapes, begun } = drawing;
    const pen = canvas.getContext("2d");
    pen.save();
    pen.translate(canvas.width / 2, canvas.height / 2);
    pen.rotate((turn * Math.PI) / 2);
    pen.drawImage(picture, -width / 2, -height / 2, width, height);
    pen.restore();
    for (const shape of begun ? [...shapes, begun] : shapes) stroke(pen, shape, Math.max(3, Math.min(width, height) / 120));
  }

  // Red on white: seen on any picture.
  function stroke(pen, { tool, from, to, text }, line) {
    pen.lineJoin = pen.lineCap = "round";
    if (tool === "text") {
      pen.font = `bold ${line * 7}px sans-serif`;
      pen.lineWidth = line * 1.5;
      pen.strokeStyle = "white";
      pen.fillStyle = "red";
      pen.strokeText(text, from.x, from.y);
      pen.fillText(text, from.x, from.y);
      return;
    }
    for (const [colour, width] of [["white", line * 2], ["red", line]]) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      if (tool === "box") pen.rect(from.x, from.y, to.x - from.x, to.y - from.y);
      else {
        const angle = Math.atan2(to.y - from.y, to.x - from.x);
        pen.moveTo(from.x, from.y);
        pen.lineTo(to.x, to.y);
        for (const side of [-0.45, 0.45]) {
          pen.moveTo(to.x, to.y);
          pen.lineTo(to.x - line * 6 * Math.cos(angle + side), to.y - line * 6 * Math.sin(angle + side));
        }
      }
      pen.stroke();
    }
  }

  function pointOf(e) {
    const box = drawing.canvas.getBoundingClientRect();
    return { x: ((e.clientX - box.left) * drawing.canvas.width) / box.width, y: ((e.clientY - box.top) * drawing.canvas.height) / box.height };
  }

  on(dialog, "pointerdown", (e) => {
    if (!drawing || e.target !== drawing.canvas) return;
    e.preventDefault();
    const from = pointOf(e);
    if (drawing.tool === "text") {
      const text = dialog.querySelector("[data-draw-text]").value.trim();
      if (text) drawing.shapes.push({ tool: "text", from, text });
      else dialog.querySelector("[data-draw-text]").focus();
      return showDrawing();
    }
    e.target.setPointerCapture(e.pointerId);
    drawing.begun = { tool: drawing.tool, from, to: from };
  });
  on(dialog, "pointermove", (e) => {
    if (!drawing?.begun) return;
    drawing.begun.to = pointOf(e);
    paint();
  });
  on(dialog, "pointerup", () => {
    if (!drawing?.begun) return;
    const { from, to } = drawing.begun;
    if (Math.hypot(to.x - from.x, to.y - from.y) > 5) drawing.shapes.push(drawing.begun);
    drawing.begun = null;
    showDrawing();
  });

  async function save(button) {
    if (!drawing || drawing.shapes.length === 0) return;
    const { canvas } = drawing;
    const original = current;
    const name = (dialog.ariaLabel ?? "").replace(/\.[^.]*$/, "");
    button.disabled = true;
    try {
      const bytes = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.92));
      const form = new FormData();
      form.append("file", bytes, `${name}-${button.dataset.suffix}.jpg`);
      const answer = await fetch(upload.url, { method: "POST", body: form, headers: { [upload.header]: upload.token ?? "", "X-Requested-With": "XMLHttpRequest" } });
      const text = await answer.text();
      if (!answer.ok) throw new Error(detailOf(text));
      await desk.invokeMethodAsync("OnDrawn", original, text);
      leaveDrawing();
    } catch (e) {
      desk.invokeMethodAsync("OnNotDrawn", e instanceof TypeError ? null : e.message || null).catch(() => {}); // the reconnect dialog says so already
    } finally {
      button.disabled = false;
    }
  }

  dialog.showModal();
  apply();
  return {
    close: () => dialog.close(),
    dispose() {
      observer.disconnect();
      listening.abort();
    },
  };
}

function detailOf(text) {
  try {
    return JSON.parse(text).detail ?? "";
  } catch {
    return "";
  }
}
