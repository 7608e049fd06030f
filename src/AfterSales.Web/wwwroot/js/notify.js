// Notifications of the browser, once a person has asked for them here; the choice stays in this browser.
const key = "aftersales-notify";

export function state() {
  if (!("Notification" in window) || !isSecureContext) return "Unsupported";
  if (Notification.permission === "denied") return "Denied";
  return Notification.permission === "granted" && localStorage.getItem(key) === "on" ? "On" : "Off";
}

export async function turnOn() {
  if ((await Notification.requestPermission()) === "granted") localStorage.setItem(key, "on");
  return state();
}

export function turnOff() {
  localStorage.removeItem(key);
  return state();
}

// Whoever looks at the desk sees it there. Several windows show one: the tag is the same.
export function show(title, body, address, tag) {
  if (state() !== "On" || document.hasFocus()) return;
  const shown = new Notification(title, { body, tag, icon: "favicon.svg", lang: document.documentElement.lang });
  shown.onclick = () => {
    window.focus();
    shown.close();
    Blazor.navigateTo(address);
  };
}
