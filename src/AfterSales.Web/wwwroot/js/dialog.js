// A native dialog: the browser keeps the focus inside, closes it on Esc and gives the focus back.
export function show(dialog) {
  dialog.showModal();
}

export function close(dialog) {
  if (dialog?.open) dialog.close();
}
