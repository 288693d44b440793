// Opens the sources beside the chat. Gradio runs this once, with the viewer as `element` and the
// page's own functions as `server`.
const panel = element.querySelector(".sw-panel");
const body = panel.querySelector(".sw-body");
const LINKS = 'a[href^="#cite-"], a[href^="#source-"], a[href="#sources"]';
let opener = null;
let wanted = 0;

function placeOf(link) {
  const address = link.getAttribute("href");
  const quote = /^#cite-(.+)-(\d+)-(\d+)$/.exec(address);
  if (quote) return [decodeURIComponent(quote[1]), Number(quote[2]), Number(quote[3])];
  const source = /^#source-(.+)$/.exec(address);
  return source ? [decodeURIComponent(source[1])] : null;
}

async function show(place) {
  const turn = ++wanted;
  let html;
  try {
    html = await server.open_source(place);
  } catch {
    html = null;
  }
  if (turn !== wanted) return;
  if (html === null) body.textContent = panel.dataset.lost;
  else body.innerHTML = html;
  const title = body.querySelector("h2");
  if (title) body.setAttribute("aria-label", title.textContent);
  const mark = body.querySelector("mark");
  const drop = mark ? mark.getBoundingClientRect().top - body.getBoundingClientRect().top : 0;
  body.scrollTop = mark ? body.scrollTop + drop - body.clientHeight / 4 : 0;
}

async function open(link) {
  if (!panel.contains(link)) {
    opener?.classList.remove("sw-current");
    opener = link;
    opener.classList.add("sw-current");
  }
  panel.classList.add("sw-open");
  await show(placeOf(link));
  body.focus({ preventScroll: true });
}

function close() {
  panel.classList.remove("sw-open");
  opener?.classList.remove("sw-current");
  opener?.focus({ preventScroll: true });
  opener = null;
}

// The capture phase comes before Gradio's own handling of links in messages.
document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.(LINKS);
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    open(link);
  },
  true,
);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && (opener || panel.classList.contains("sw-open"))) close();
});
panel.querySelector(".sw-close").addEventListener("click", close);

// The sanitiser lets no labels through, Gradio's own repeat raw Markdown, and a new question belongs at the top of the chat.
let turns = 0;
function tidy() {
  for (const chip of document.querySelectorAll('#sw-log a[href^="#cite-"]:not([aria-label])'))
    chip.setAttribute("aria-label", panel.dataset.chip.replace("#", chip.textContent));
  for (const message of document.querySelectorAll("#sw-log [data-testid][aria-label*=message]"))
    message.removeAttribute("aria-label");
  const asked = document.querySelectorAll("#sw-log .user-row");
  const said = asked.length + document.querySelectorAll("#sw-log .bot .md > p:first-child").length;
  if (said > turns && asked.length) asked[asked.length - 1].scrollIntoView({ block: "start" });
  turns = said;
}
new MutationObserver(tidy).observe(document.body, { childList: true, subtree: true });
show(null);
