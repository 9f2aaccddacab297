// A citation opens what is folded around its passage, and the way back leads to the very place it came from.
let from = null;

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  if (target.tagName === "MARK") {
    from = link;
    for (let d = target.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
  } else if ((link.className === "back" || link.className === "ret") && from?.isConnected && link.hash && target.contains(from)) {
    event.preventDefault();
    history.pushState(null, "", link.hash);
    from.focus();
    from.scrollIntoView({ block: "center" });
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !from?.isConnected || !document.activeElement?.closest(".reports, body")) return;
  from.focus();
  from.scrollIntoView({ block: "nearest" });
});
