// Small gestures that need no server: search by "/" or Ctrl+K, menus that close, copying, the theme, filling in a demo sign-in.
const typing = (el) => el.closest("input, textarea, select, [contenteditable]") !== null;
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
};

document.addEventListener("keydown", (e) => {
  const asks = e.key === "/" && !e.ctrlKey && !e.metaKey && !e.altKey && !typing(e.target);
  if (asks || (e.key.toLowerCase() === "k" && (e.ctrlKey || e.metaKey) && !e.altKey && !document.querySelector("dialog[open]"))) {
    const search = document.querySelector("[data-search]");
    if (search) {
      e.preventDefault();
      search.focus();
      search.select();
    }
  } else if (e.key === "Escape") {
    const menu = e.target.closest?.("details.menu[open]");
    closeMenus();
    menu?.querySelector("summary").focus();
  }
});

document.addEventListener("click", (e) => {
  const item = e.target.closest("a, button");
  closeMenus(item?.matches("[data-choose-theme], [data-keeps-menu]") || !item ? e.target.closest("details.menu") : null);
  if (item?.dataset.chooseTheme) {
    chooseTheme(item.dataset.chooseTheme);
    showTheme();
  }
  if (item?.dataset.copy) copy(item);
  if (item?.matches("[data-print]")) print();
  if (item?.dataset.fill) fill(item);
  if (item?.matches("[data-print]")) print();
});

// The chosen theme is known to the browser only, so it marks the button itself.
function showTheme() {
  const chosen = /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1] ?? "auto";
  for (const button of document.querySelectorAll("[data-choose-theme]")) button.ariaPressed = String(button.dataset.chooseTheme === chosen);
}
showTheme();
document.addEventListener("toggle", showTheme, true);

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  source.select();
  // Plain http has no clipboard; there the selection is ready for Ctrl+C.
  await navigator.clipboard?.writeText(source.value);
  const label = button.querySelector("span");
  if (navigator.clipboard) label.textContent = button.dataset.copied;
}

function fill(button) {
  const form = document.querySelector("form");
  form.elements.namedItem("Form.Name").value = button.dataset.fill;
  form.elements.namedItem("Form.Password").value = button.dataset.fillPassword;
  form.querySelector("[type=submit]").focus();
}

// Whoever signs out in one tab has left in all of them.
const sessions = new BroadcastChannel("aftersales-session");
document.addEventListener("submit", (e) => {
  if (e.target.matches("[data-signs-out]")) sessions.postMessage("ended");
});
sessions.onmessage = () => setTimeout(() => location.reload(), 1000);
