// Shortcuts: what a mouse does by going somewhere. Letters alone, never while somebody types (WCAG 2.1.4: `x` turns them off).
document.documentElement.classList.add("js");

const KEY = "tellings-keys-off";
const rows = () => [...document.querySelectorAll(".row, .brief > p, .card, .utterance, .timeline > li")].filter((r) => r.offsetParent);
let pending = false;

function step(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((r) => r.classList.contains("chosen"));
  const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))];
  all[at]?.classList.remove("chosen");
  next.classList.add("chosen");
  const target = next.querySelector("a[href]");
  (target ?? next).focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function go(key) {
  const place = [...document.querySelectorAll("[data-key]")].find((a) => a.dataset.key === key);
  if (place) place.click();
}

function help() {
  let box = document.querySelector("dialog.keys");
  if (!box) {
    const told = [["j, k", "next, previous"], ["/", "search"], ["e", "to the reports, and back"], ["x", "switch these keys off and on"], ["?", "this list"]];
    for (const a of document.querySelectorAll("[data-key]")) told.splice(2, 0, [`g ${a.dataset.key}`, a.textContent.trim()]);
    box = document.createElement("dialog");
    box.className = "keys";
    box.setAttribute("aria-labelledby", "keys-h");
    const head = document.createElement("h2");
    head.id = "keys-h";
    head.textContent = "Keys";
    const list = document.createElement("dl");
    for (const [key, words] of told) {
      const dt = document.createElement("dt");
      for (const part of key.split(" ")) dt.append(Object.assign(document.createElement("kbd"), { textContent: part.replace(",", "") }), " ");
      list.append(dt, Object.assign(document.createElement("dd"), { textContent: words }));
    }
    const form = document.createElement("form");
    form.method = "dialog";
    form.append(Object.assign(document.createElement("button"), { textContent: "Close" }));
    box.append(head, list, form);
    document.body.append(box);
  }
  box.showModal();
}

function reports() {
  const pane = document.querySelector(".reports");
  if (!pane) return;
  const back = pane.contains(document.activeElement) ? document.querySelector(".brief a, .brief") : pane;
  back.focus();
}

const DOES = { j: () => step(1), k: () => step(-1), "/": () => document.getElementById("find")?.focus(), e: reports, "?": help };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
  if (event.key === "x") {
    localStorage.getItem(KEY) ? localStorage.removeItem(KEY) : localStorage.setItem(KEY, "yes");
    return;
  }
  if (localStorage.getItem(KEY)) return;
  if (pending) {
    pending = false;
    go(event.key);
    return;
  }
  if (event.key === "g") {
    pending = true;
    setTimeout(() => (pending = false), 1200);
  } else if (DOES[event.key]) {
    event.preventDefault();
    DOES[event.key]();
  }
});
