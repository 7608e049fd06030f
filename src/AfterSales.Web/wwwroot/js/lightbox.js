// A native dialog shown by the browser itself: it keeps the focus inside and gives it back.
export function show(dialog) {
  dialog.showModal();
}

export function close(dialog) {
  dialog.close();
}
