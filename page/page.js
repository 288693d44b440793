// The conversation lives in this page and in its address, nowhere else. Gradio runs this once,
// with the page as `element` and the program's own functions as `server`.
const shell = document.getElementById("sw-shell"); // the first view, with what a reader did to it
const root = shell ? shell.querySelector(".sw") : element.querySelector(".sw");
const ENGLISH = "en";
const SLOW = 1500; // milliseconds after which a reader wants to know what takes so long
const find = (selector) => root.querySelector(selector);
let language = ENGLISH;
let turns = []; // the questions of this conversation, oldest first
let current = null; // the chip or link whose source is open
let wanted = 0;
let generation = 0; // answers to a conversation that was left are dropped

// The address: #q=first&q=second&open=source~start~end&lang=de. It is never sent anywhere.

function address() {
  const parts = new URLSearchParams();
  for (const turn of turns) parts.append("q", turn);
  if (language !== ENGLISH) parts.set("lang", language);
  const place = current && placeOf(current);
  if (place) parts.set("open", place.join("~"));
  const text = parts.toString();
  return text ? `#${text}` : location.pathname + location.search;
}

async function restore() {
  const parts = new URLSearchParams(location.hash.slice(1));
  await speak(parts.get("lang") ?? ENGLISH);
  const questions = parts.getAll("q").slice(-20);
  const mine = start();
  for (const [number, question] of questions.entries()) {
    if (mine !== generation) return;
    turns = questions.slice(0, number);
    await reply(question, number + 1 === questions.length);
  }
  const open = /^(.+?)(?:~(\d+)~(\d+))?$/.exec(parts.get("open") ?? "");
  if (!open || mine !== generation) return;
  const place = open[2] ? `#cite-${encodeURIComponent(open[1])}-${open[2]}-${open[3]}` : `#source-${encodeURIComponent(open[1])}`;
  const link = [...root.querySelectorAll("a")].findLast((a) => decodeURIComponent(a.getAttribute("href")) === decodeURIComponent(place));
  if (link) await openSource(link);
  else await show([open[1], ...(open[2] ? [Number(open[2]), Number(open[3])] : [])]);
}

async function speak(code) {
  if (code === language) return;
  const html = await server.frame({ language: code });
  language = code;
  root.innerHTML = html;
  root.lang = code;
  document.documentElement.lang = code;
}

// Asking

function start() {
  turns = [];
  current = null;
  for (const turn of root.querySelectorAll(".sw-turn")) turn.remove();
  root.classList.remove("sw-asked-once");
  return ++generation;
}

async function ask(question) {
  const text = find("#sw-box textarea");
  text.value = "";
  fit(text);
  current = null;
  const answered = reply(question, true);
  history.pushState(null, "", address());
  await answered;
}

async function reply(question, last) {
  const mine = generation;
  const before = [...turns];
  turns.push(question);
  root.classList.add("sw-asked-once");
  const turn = waiting(question);
  if (last) toTop(turn);
  const slow = setTimeout(() => (turn.querySelector(".sw-loads").hidden = false), SLOW);
  let html = null;
  try {
    html = await server.reply({ question, before, language });
  } catch {
    turn.querySelector(".sw-answer").replaceChildren(copyOf(".sw-unreached"));
  }
  clearTimeout(slow);
  if (mine !== generation || html === null) return;
  const holder = document.createElement("div");
  holder.innerHTML = html;
  const answer = holder.firstElementChild;
  answer.dataset.question = question;
  answer.dataset.before = JSON.stringify(before);
  if (!["failed", "clarify"].includes(answer.dataset.status))
    answer.querySelector(".sw-answer").append(copyOf(".sw-actions"));
  turn.replaceWith(answer);
  if (last) toTop(answer);
}

function waiting(question) {
  const turn = document.createElement("article");
  turn.className = "sw-turn sw-pending";
  const title = document.createElement("h2");
  title.className = "sw-asked";
  title.dir = "auto";
  title.textContent = question;
  const answer = document.createElement("div");
  answer.className = "sw-answer";
  answer.append(copyOf(".sw-waiting"));
  turn.append(...(question.trim() ? [title] : []), answer);
  find("#sw-log").append(turn);
  return turn;
}

const copyOf = (selector) => find(selector).content.cloneNode(true);

function toTop(turn) {
  const log = find("#sw-log");
  log.scrollTop += turn.getBoundingClientRect().top - log.getBoundingClientRect().top;
}

function fit(text) {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 144)}px`;
}

// Sources

function placeOf(link) {
  const href = link.getAttribute("href");
  const quote = /^#cite-(.+)-(\d+)-(\d+)$/.exec(href);
  if (quote) return [decodeURIComponent(quote[1]), Number(quote[2]), Number(quote[3])];
  const source = /^#source-(.+)$/.exec(href);
  return source ? [decodeURIComponent(source[1])] : null;
}

async function show(place) {
  const turn = ++wanted;
  const body = find(".sw-body");
  let html;
  try {
    html = await server.open_source({ place, language });
  } catch {
    html = find(".sw-unreached").innerHTML;
  }
  if (turn !== wanted) return;
  body.innerHTML = html;
  const title = body.querySelector("h2");
  if (title) body.setAttribute("aria-label", title.textContent);
  const mark = body.querySelector("mark");
  const drop = mark ? mark.getBoundingClientRect().top - body.getBoundingClientRect().top : 0;
  body.scrollTop = mark ? body.scrollTop + drop - body.clientHeight / 4 : 0;
}

async function openSource(link) {
  const panel = find(".sw-panel");
  if (!panel.contains(link)) {
    current?.classList.remove("sw-current");
    current = link;
    current.classList.add("sw-current");
  }
  panel.classList.add("sw-open");
  await show(placeOf(link));
  history.replaceState(null, "", address());
  find(".sw-body").focus({ preventScroll: true });
}

function close() {
  find(".sw-panel").classList.remove("sw-open");
  current?.classList.remove("sw-current");
  current?.focus({ preventScroll: true });
  current = null;
  history.replaceState(null, "", address());
}

// What a reader can do with an answer

const asked = (turn) => ({ question: turn.dataset.question, before: JSON.parse(turn.dataset.before) });

const take = (button, form) => server.take({ ...asked(button.closest(".sw-turn")), form });

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without HTTPS a browser gives no clipboard; an invisible field does.
    const field = document.createElement("textarea");
    field.value = text;
    root.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  toast(find(".sw-toast").dataset.copied);
}

function toast(text) {
  const note = find(".sw-toast");
  note.textContent = text;
  note.classList.add("sw-shown");
  setTimeout(() => note.classList.remove("sw-shown"), 2500);
}

function save(text, name) {
  const types = { json: "application/json", html: "text/html", md: "text/markdown" };
  const type = `${types[name.split(".")[1]]};charset=utf-8`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const ACTIONS = {
  again() {
    start();
    history.pushState(null, "", address());
    find("#sw-box textarea").focus();
  },
  close,
  change(button) {
    const text = find("#sw-box textarea");
    text.value = button.closest(".sw-understood").querySelector(".sw-read").textContent;
    fit(text);
    text.focus();
  },
  alone(button) {
    const { question } = asked(button.closest(".sw-turn"));
    start();
    ask(question);
  },
  "copy-text": (button) => copy(button.dataset.text),
  "copy-link": () => copy(location.origin + location.pathname + address()),
  "copy-answer": async (button) => copy(await take(button, "markdown")),
  take: async (button) => save(await take(button, button.dataset.form), button.dataset.file),
};

async function sendFeedback(form) {
  const given = new FormData(form);
  const said = await server.keep_feedback({
    ...asked(form.closest(".sw-turn")),
    verdict: given.get("verdict"),
    consent: given.get("consent") === "on",
    comment: given.get("comment"),
    language,
  });
  form.closest("details").open = false;
  form.reset();
  toast(said);
}

// Events. Capture comes before Gradio's own handling of links.

document.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest?.('a[href^="#cite-"], a[href^="#source-"], a[href="#sources"]');
    const button = event.target.closest?.("button[data-do], button[data-ask]");
    if (!link && !button) return;
    event.preventDefault();
    event.stopPropagation();
    if (link) openSource(link);
    else if (button.dataset.ask !== undefined) ask(button.dataset.ask);
    else ACTIONS[button.dataset.do](button);
  },
  true,
);
document.addEventListener("keydown", (event) => {
  const panel = find(".sw-panel");
  if (event.key === "Escape" && (current || panel.classList.contains("sw-open"))) close();
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches("#sw-box textarea")) {
    event.preventDefault();
    find("#sw-box").requestSubmit();
  }
});
root.addEventListener("input", (event) => event.target.matches("#sw-box textarea") && fit(event.target));
root.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.matches("#sw-box")) ask(find("#sw-box textarea").value);
  else sendFeedback(event.target);
});
root.addEventListener("change", async (event) => {
  if (!event.target.matches(".sw-language")) return;
  const kept = [...turns];
  await speak(event.target.value);
  turns = kept;
  history.replaceState(null, "", address());
  await restore();
});
addEventListener("popstate", restore);
addEventListener("beforeprint", () => root.querySelectorAll(".sw-turn details:not(.sw-feedback)").forEach((part) => (part.open = true)));

function takeOver() {
  const text = find("#sw-box textarea");
  const focused = root.contains(document.activeElement) ? document.activeElement : text;
  element.querySelector(".sw").replaceWith(root);
  shell.remove();
  find(".sw-toast").classList.remove("sw-shown");
  fit(text);
  focused.focus({ preventScroll: true });
}

if (shell) takeOver();
else find("#sw-box textarea").focus({ preventScroll: true });
restore().then(() => shell?.held?.());
