// The scan box of the warehouse's desk. A scanner is a keyboard that types fast and sends Enter; what it types must land in the box, wherever somebody
// last clicked. On a phone the box asks for nothing by itself: a keyboard that jumps up would hide the card.
const typing = (el) => el?.closest("input, textarea, select, [contenteditable], dialog[open]");
const withKeyboard = () => matchMedia("(pointer: fine)").matches;

export function attach(input) {
  const listening = new AbortController();
  document.addEventListener(
    "keydown",
    (e) => {
      // The key itself goes where the focus is when it is pressed down.
      if (e.key.length === 1 && !e.ctrlKey && !e.metaKey && !e.altKey && e.key !== " " && !typing(document.activeElement)) input.focus();
    },
    { signal: listening.signal },
  );
  const focus = () => withKeyboard() && (input.focus(), input.select());
  focus();
  return { focus, dispose: () => listening.abort() };
}
