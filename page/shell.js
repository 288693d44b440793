// The first view, until Gradio is there. What a reader types stays; the last thing that a reader
// does is kept in `held`, for `page.js` to do it once it can.
{
  const READ = 3000; // milliseconds after which Gradio is fetched although nobody does anything
  const USES = ["pointermove", "pointerdown", "keydown", "focusin", "wheel", "touchstart", "click"];
  const shell = document.getElementById("sw-shell");
  const say = (selector) => {
    const note = shell.querySelector(".sw-toast");
    note.textContent = shell.querySelector(selector).content.firstElementChild.textContent;
    note.classList.add("sw-shown");
  };
  const begin = () => {
    for (const use of USES) removeEventListener(use, begin, true);
    const program = document.getElementById("sw-program");
    program?.remove();
    program?.content.querySelector("script")?.addEventListener("error", () => say(".sw-unreached"));
    document.head.append(...(program?.content.childNodes ?? []));
  };
  const keep = (event, deed) => {
    event.preventDefault();
    shell.held = deed;
    say(".sw-waiting");
  };
  shell.addEventListener("click", (event) => {
    const target = event.target.closest("a, button[type=button]");
    if (target) keep(event, () => target.click());
  });
  shell.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("textarea")) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });
  shell.addEventListener("submit", (event) => keep(event, () => event.target.requestSubmit()));
  shell.addEventListener("change", (event) => {
    const target = event.target;
    if (target.matches("select")) keep(event, () => target.dispatchEvent(new Event("change", { bubbles: true })));
  });
  shell.querySelector("#sw-box textarea").focus({ preventScroll: true });
  for (const use of USES) addEventListener(use, begin, true);
  addEventListener("load", () => setTimeout(begin, READ));
  if (matchMedia("(prefers-color-scheme: dark)").matches) shell.classList.add("dark"); // before Gradio says so
  if (location.hash) {
    shell.remove(); // the address holds a conversation
    begin();
  }
}
