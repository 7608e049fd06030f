// A native dialog: the browser keeps the focus inside, closes it on Esc and gives the focus back.
export function show(dialog) {
  dialog.showModal();
  // The first thing to decide, not the button that closes.
  const first = dialog.querySelector("[autofocus]") ?? dialog.querySelector(".body input:checked") ?? dialog.querySelector(".body :is(input, select, textarea, button:not(:disabled))");
  first?.focus();
}

export function close(dialog) {
  if (dialog?.open) dialog.close();
}
