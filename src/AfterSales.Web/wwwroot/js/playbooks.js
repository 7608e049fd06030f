// The editor of rules: a popover beside its cell, the focus after a row moved, undo by keyboard, rows that can be dragged in every browser.
const typing = (el) => el.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;

document.addEventListener("keydown", (e) => {
  if (!(e.ctrlKey || e.metaKey) || e.altKey || typing(e.target) || !document.querySelector("[data-draft]")) return;
  const key = e.key.toLowerCase();
  const step = key === "z" && !e.shiftKey ? "undo" : key === "y" || (key === "z" && e.shiftKey) ? "redo" : null;
  if (!step) return;
  e.preventDefault();
  document.querySelector(`[data-${step}]:not(:disabled)`)?.click();
});

document.addEventListener("dragstart", (e) => {
  const row = e.target.closest?.("[data-rule-row]");
  if (!row) return;
  e.dataTransfer.effectAllowed = "move";
  e.dataTransfer.setData("text/plain", "");
});

export function openAt(dialog, anchorId) {
  dialog.showModal();
  const anchor = document.getElementById(anchorId)?.getBoundingClientRect();
  if (anchor && innerWidth > 720) {
    const box = dialog.getBoundingClientRect();
    dialog.style.margin = "0";
    dialog.style.left = `${Math.max(8, Math.min(anchor.left, innerWidth - box.width - 8))}px`;
    dialog.style.top = `${Math.max(8, Math.min(anchor.bottom + 4, innerHeight - box.height - 8))}px`;
  }
  (dialog.querySelector("input:checked") ?? dialog.querySelector("select, input, textarea, button"))?.focus();
  // A click beside it is a change of mind.
  dialog.addEventListener("pointerdown", (e) => e.target === dialog && outside(dialog, e) && dialog.close());
}

function outside(dialog, e) {
  const box = dialog.getBoundingClientRect();
  return e.clientX < box.left || e.clientX > box.right || e.clientY < box.top || e.clientY > box.bottom;
}

export function close(dialog) {
  if (dialog?.open) dialog.close();
}

export function focus(id) {
  document.getElementById(id)?.focus();
}
