// Brings a page up to date when something happens in the library: asks for the same address again and exchanges what differs.
const main = document.querySelector("main[data-live]");
const KINDS = ["opened", "joined", "moved", "merged", "split", "closed", "reopened", "told", "corrected"];
if (main.dataset.live === "coming") KINDS.push("job");
const SOON = 2000; // milliseconds between two looks while something is under way
const CALM = 400; // milliseconds to let a burst of events pass
const voice = Object.assign(document.createElement("p"), { className: "said-live" });
voice.setAttribute("role", "status");
document.body.append(voice);

let tag = null;
let timer = null;
let asking = false;
let again = false;

function say(words) {
  voice.textContent = words;
  setTimeout(() => (voice.textContent = ""), 6000);
}

// the first thing in sight that has a name, and where it stands, so that nothing jumps while it is read
function anchor(part) {
  const seen = [...part.querySelectorAll("[id]")].find((e) => e.getBoundingClientRect().top >= 0);
  return seen ? [seen.id, seen.getBoundingClientRect().top] : null;
}

function exchange(fresh) {
  const old = document.getElementById(main.dataset.live);
  const now = fresh.getElementById(main.dataset.live);
  main.dataset.waiting = fresh.querySelector("main")?.dataset.waiting ?? "";
  if (!old || !now || old.isEqualNode(now)) return false;
  const open = new Set([...old.querySelectorAll("details[open]")].map(name));
  const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
  const held = anchor(old);
  const pane = old.querySelector(".reports")?.scrollTop ?? 0;
  const next = document.adoptNode(now);
  for (const d of next.querySelectorAll("details")) if (open.has(name(d))) d.open = true;
  old.replaceWith(next);
  document.title = fresh.title;
  const kept = held && document.getElementById(held[0]);
  if (kept) scrollBy({ top: kept.getBoundingClientRect().top - held[1], behavior: "instant" });
  const reports = next.querySelector(".reports");
  if (reports) reports.scrollTo({ top: pane, behavior: "instant" });
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("tellings:fresh"));
  return true;
}

function name(details) {
  const part = details.closest("[id]");
  return `${part?.id} ${[...(part?.querySelectorAll("details") ?? [])].indexOf(details)}`;
}

async function look() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const headers = { Accept: "text/html", ...(tag ? { "If-None-Match": tag } : {}) };
    const answer = await fetch(location.href, { headers, cache: "no-store" });
    if (answer.redirected) location.replace(answer.url);
    if (answer.ok) {
      tag = answer.headers.get("etag");
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (exchange(fresh)) say("Brought up to date");
    }
  } catch {
    // the server is away; the next event or look finds it again
  }
  asking = false;
  clearTimeout(timer);
  if (again) {
    again = false;
    timer = setTimeout(look, CALM);
  } else if (main.dataset.waiting) timer = setTimeout(look, SOON);
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(look, CALM);
}

const query = main.dataset.story ? `?story=${encodeURIComponent(main.dataset.story)}` : "";
const stream = new EventSource(`/v1/events${query}`);
for (const kind of KINDS) stream.addEventListener(kind, soon);
let cut = false;
stream.addEventListener("error", () => (cut = true));
stream.addEventListener("open", () => cut && ((cut = false), soon()));
addEventListener("pagehide", () => stream.close());
if (main.dataset.waiting) timer = setTimeout(look, SOON);
