// The first view, until Gradio is there. What a reader types stays; the last thing that a reader
// does is kept in `held`, for `page.js` to do it once it can.
{
  const shell = document.getElementById("sw-shell");
  const keep = (event, deed) => {
    event.preventDefault();
    shell.held = deed;
    const note = shell.querySelector(".sw-toast");
    note.textContent = shell.querySelector(".sw-waiting").content.firstElementChild.textContent;
    note.classList.add("sw-shown");
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
  if (location.hash) shell.remove(); // the address holds a conversation
  else if (matchMedia("(prefers-color-scheme: dark)").matches) shell.classList.add("dark"); // before Gradio says so
}
