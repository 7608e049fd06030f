// The server no longer knows this page (it was restarted, or too much time has passed): a reload brings a fresh one, drafts included.
const panel = document.getElementById("components-reconnect-modal");
if (panel)
  new MutationObserver(() => {
    if (panel.classList.contains("components-reconnect-rejected")) location.reload();
  }).observe(panel, { attributes: true, attributeFilter: ["class"] });
