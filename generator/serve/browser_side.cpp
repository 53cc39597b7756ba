// Script and style of the panel that shows problems over a page.
#include "serve/browser_side.h"

namespace minhbach::serve {

// A shadow root keeps the site's style sheet out of the panel and the panel's out of the site.
// A hidden tab lets go of its connection: browsers open only six to one host.
std::string_view browser_script() {
  return R"js(const version = new URL(import.meta.url).searchParams.get("ban");
const standIn = document.getElementById("minhbach-loi");
let source = null, host = null, dialog = null, chip = null, shown = "", hidden = "";

function makePanel() {
  host = document.createElement("minhbach-xem-truoc");
  const root = host.attachShadow({mode: "open"});
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/_minhbach/xem-truoc.css";
  dialog = document.createElement("dialog");
  dialog.setAttribute("role", "alertdialog");
  dialog.setAttribute("aria-labelledby", "ten");
  dialog.setAttribute("aria-describedby", "giai-thich");
  dialog.lang = document.documentElement.lang;
  dialog.addEventListener("close", () => {
    if (!host) return;
    hidden = shown;
    chip.hidden = false;
  });
  chip = document.createElement("button");
  chip.type = "button";
  chip.className = "nhan";
  chip.hidden = true;
  chip.addEventListener("click", openPanel);
  root.append(style, dialog, chip);
  document.body.append(host);
  return new Promise((done) => (style.onload = style.onerror = done));
}

function openPanel() {
  hidden = "";
  chip.hidden = true;
  if (!dialog.open) dialog.showModal();
}

async function showProblems(html) {
  if (html === shown) return;
  shown = html;
  if (standIn) {
    standIn.innerHTML = html;
    return;
  }
  if (!html) {
    const gone = host, open = dialog;
    host = null;
    if (open) open.close();
    if (gone) gone.remove();
    return;
  }
  if (!host) await makePanel();
  if (html !== shown) return;
  dialog.innerHTML = html;
  chip.textContent = dialog.querySelector("#ten").textContent;
  dialog.querySelector("#an").addEventListener("click", () => dialog.close());
  if (hidden !== html) openPanel();
}

function connect() {
  if (source || document.hidden) return;
  source = new EventSource("/_minhbach/su-kien");
  source.addEventListener("trang-thai", (event) => {
    const end = event.data.indexOf("\n");
    if (event.data.slice(0, end) !== version) location.reload();
    else showProblems(event.data.slice(end + 1));
  });
}

function disconnect() {
  if (source) source.close();
  source = null;
}

document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
addEventListener("pagehide", disconnect);
addEventListener("pageshow", connect);
connect();
)js";
}

std::string_view browser_style() {
  return R"css(:root, :host { color-scheme: light dark; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
body, dialog, .nhan { font: 1rem/1.5 system-ui, sans-serif; }
body, dialog { color: light-dark(#1b1b1f, #ececf1); background: light-dark(#fff, #1c1d22); }
dialog { box-sizing: border-box; width: min(60rem, calc(100vw - 1rem)); max-height: calc(100dvh - 1rem);
  margin: auto; padding: 1rem; overflow: auto; overscroll-behavior: contain; border: 0;
  border-top: .375rem solid #c0161d; border-radius: .5rem; box-shadow: 0 .5rem 2rem #0008; text-align: start; }
dialog::backdrop { background: #0006; }
h1, h2 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.3; }
h2:focus { outline: none; }
p { margin: .25rem 0; }
ol, ul { margin: 1rem 0; padding: 0; list-style: none; }
li { margin: 0 0 1rem; padding: .75rem; border: 1px solid #8888; border-inline-start: .25rem solid #9a6700; border-radius: .25rem; }
li.loi { border-inline-start-color: #c0161d; }
.noi, .tu { overflow-wrap: anywhere; }
code, pre { font: .9375rem/1.4 ui-monospace, monospace; }
pre { margin: .5rem 0; padding: .5rem; overflow-x: auto; white-space: pre; background: light-dark(#f2f2f5, #2a2b32); border-radius: .25rem; }
.goi-y { color: light-dark(#14532d, #a7e3bd); }
button { font: inherit; min-height: 2.75rem; padding: .5rem 1rem; color: inherit; background: light-dark(#f2f2f5, #2a2b32);
  border: 1px solid #888; border-radius: .375rem; cursor: pointer; }
:focus-visible { outline: .1875rem solid light-dark(#0b57d0, #a8c7fa); outline-offset: .125rem; }
.nhan { position: fixed; inset: auto .5rem .5rem auto; z-index: 2147483647; color: #fff; background: #a3121a; border-color: #fff; }
.nhan[hidden] { display: none; }
@media print { dialog, .nhan { display: none; } }
)css";
}

}  // namespace minhbach::serve
