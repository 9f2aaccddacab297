// Both reports scroll together, so that what they share stands side by side; a click on a shared stretch goes to its twin.
const panes = [...document.querySelectorAll(".twins .report")];
const [left, right] = panes;
let leader = null;
let frame = 0;

const top = (pane, mark) => mark.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;

// where each shared stretch begins on both sides; of stretches in another order on the right the longest run that is in order
function knots() {
  const pairs = [...left.querySelectorAll("mark[id^=left-]")]
    .map((m) => [m, document.getElementById(m.id.replace("left", "right"))])
    .filter(([a, b]) => b && a.offsetParent && b.offsetParent)
    .map(([a, b]) => [top(left, a), top(right, b)])
    .sort((a, b) => a[0] - b[0]);
  const best = pairs.map(() => 1);
  const from = pairs.map(() => -1);
  for (let i = 0; i < pairs.length; i++)
    for (let j = Math.max(0, i - 300); j < i; j++)
      if (pairs[j][1] <= pairs[i][1] && best[j] + 1 > best[i]) [best[i], from[i]] = [best[j] + 1, j];
  const run = [];
  for (let i = best.indexOf(Math.max(...best)); i >= 0; i = from[i]) run.unshift(pairs[i]);
  return [[0, 0], ...run, [left.scrollHeight, right.scrollHeight]];
}

function follow(pane) {
  const [from, to] = pane === left ? [0, 1] : [1, 0];
  const other = panes[to];
  const line = pane.clientHeight / 3;
  const at = pane.scrollTop + line;
  const all = knots();
  const i = Math.max(1, all.findIndex((k) => k[from] > at));
  const [a, b] = [all[i - 1], all[i] ?? all.at(-1)];
  const share = b[from] > a[from] ? (at - a[from]) / (b[from] - a[from]) : 0;
  other.scrollTop = pane.scrollTop < 2 ? 0 : a[to] + share * (b[to] - a[to]) - line;
}

function show(id) {
  const mark = document.getElementById(id);
  if (!mark) return;
  const pane = mark.closest(".report");
  for (const details of pane.querySelectorAll("details:not([open])")) if (details.contains(mark)) details.open = true;
  location.hash = id;
  mark.parentElement.querySelector(`a.twin[href$="-${id.split("-")[1]}"]`)?.focus({ preventScroll: true });
}

if (left && right) {
  for (const pane of panes) {
    for (const kind of ["pointerenter", "focusin", "wheel", "touchstart"]) pane.addEventListener(kind, () => (leader = pane), { passive: true });
    pane.addEventListener("scroll", () => {
      if (leader !== pane) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => follow(pane));
    });
    pane.addEventListener("click", (event) => {
      const link = event.target.closest("a.twin");
      const mark = event.target.closest("mark");
      if (!link && !mark) return;
      if (!link && getSelection().toString()) return;
      event.preventDefault();
      leader = null;
      const number = link ? link.hash.split("-")[1] : [...pane.querySelectorAll("a.twin")].findLast((a) => mark.compareDocumentPosition(a) & 2)?.hash.split("-")[1];
      if (number) show(`${pane === left ? "right" : "left"}-${number}`);
    });
  }
}
