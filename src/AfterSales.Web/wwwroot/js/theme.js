// Runs before the first paint: "auto" becomes the system's light or dark, and follows it.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const settle = () => {
    const chosen = /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1];
    root.dataset.theme = chosen ?? (system.matches ? "dark" : "light");
  };
  settle();
  system.addEventListener("change", settle);
  window.chooseTheme = (choice) => {
    document.cookie = `theme=${choice}; path=/; max-age=31536000; samesite=lax`;
    settle();
  };
})();
