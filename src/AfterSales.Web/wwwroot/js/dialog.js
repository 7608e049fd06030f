// A native dialog: the browser keeps the focus inside, closes it on Esc and gives the focus back.
export function show(dialog) {
  dialog.showModal();
  // The first thing to decide, not the button that closes.
  const first = dialog.querySelector("[autofocus]") ?? dialog.querySelector(".body input:checked") ?? dialog.querySelector(".body :is(input, select, textarea, button:not(:disabled))");
  first?.focus();
  dialog.addEventListener("keydown", onKey);
}

// What was typed last is on its way to the server, which then lets the button be pressed.
const patience = 500;

// Ctrl+Enter does what the dialog is for, from wherever in it one is. Held down it does so once; what cannot be done is not done.
function onKey(e) {
  if (e.key !== "Enter" || !(e.ctrlKey || e.metaKey) || e.isComposing || e.keyCode === 229) return;
  e.preventDefault();
  e.stopPropagation();
  if (e.repeat) return;
  // A field tells what was typed when it is left, and nobody has left it.
  if (e.target.matches("textarea, input:not([type=checkbox], [type=radio], [type=file])")) e.target.dispatchEvent(new Event("change", { bubbles: true }));
  press(e.currentTarget, performance.now() + patience);
}

function press(dialog, until) {
  const doing = [...dialog.querySelectorAll("footer .btn:is(.primary, .danger)")].at(-1);
  if (!dialog.open || !doing) return;
  if (!doing.disabled) doing.click();
  else if (performance.now() < until) requestAnimationFrame(() => press(dialog, until));
}

export function close(dialog) {
  if (dialog?.open) dialog.close();
}
