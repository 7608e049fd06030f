// The box that finds: keys go through what was found without a round trip. The server fills the list.
const formOf = (el) => el?.closest?.("[data-find]");
const optionsOf = (form) => [...form.querySelectorAll("[role=option]")];
const inputOf = (form) => form.querySelector("input");
const isOpen = (form) => inputOf(form).ariaExpanded === "true";
const shut = (form) => form.querySelector("[data-find-shut]").click();

function choose(form, option) {
  for (const one of optionsOf(form)) one.ariaSelected = String(one === option);
  const input = inputOf(form);
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}

// Something was opened: the box is empty for the next, once whoever else hears of the click has heard of it.
const leave = (form) => setTimeout(() => {
  const input = inputOf(form);
  input.value = "";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.blur();
});

document.addEventListener("keydown", (e) => {
  const form = e.target.matches?.("[data-find] input") && formOf(e.target);
  if (!form || e.isComposing || e.keyCode === 229) return;
  const options = optionsOf(form);
  const at = options.findIndex((one) => one.ariaSelected === "true");
  if (e.key === "ArrowDown" || e.key === "ArrowUp") {
    e.preventDefault();
    if (!isOpen(form)) return e.target.click();
    const next = e.key === "ArrowDown" ? at + 1 : (at < 0 ? options.length : at) - 1;
    choose(form, options[next]);
  } else if (e.key === "Enter") {
    const text = e.target.value.trim();
    if (at >= 0 && isOpen(form)) options[at].click();
    else if (text && globalThis.Blazor?.navigateTo) {
      Blazor.navigateTo(`/search?q=${encodeURIComponent(text)}`);
      leave(form);
    } else return;
    e.preventDefault();
  } else if (e.key === "Escape") {
    if (isOpen(form)) shut(form);
    else e.target.blur();
  }
});

document.addEventListener("input", (e) => {
  const form = e.target.matches?.("[data-find] input") && formOf(e.target);
  if (form) choose(form, null);
});

// What is pressed in the list takes the focus from nobody, or the list would be gone before it is let go.
document.addEventListener("mousedown", (e) => {
  if (e.target.closest?.("[data-find-panel]")) e.preventDefault();
});

document.addEventListener("click", (e) => {
  const form = formOf(e.target);
  if (form && e.target.closest("[role=option]") && !e.ctrlKey && !e.metaKey && !e.shiftKey) leave(form);
  else if (form && e.target.closest("[data-find-close]")) inputOf(form).blur();
});

document.addEventListener("focusout", (e) => {
  const form = formOf(e.target);
  if (form && !form.contains(e.relatedTarget) && isOpen(form)) shut(form);
});
