// The query page: stored questions fill the editor, which asks /sparql; the address holds the query. The editor is
// YASGUI; where it is not installed a text field does, without completion.
import { both, cut, downloads, element, failure, raw, read, table } from "/static/query-answer.js";
import { ACCEPT, BEGINNING, VIEWS, bringUp, hash, tell } from "/static/query-views.js";
import { withYasgui } from "/static/query-yasgui.js";

function withText() {
  const text = document.getElementById("text");
  const place = document.getElementById("plain");
  text.value = BEGINNING;
  document.getElementById("fallback").hidden = false;
  async function draw() {
    document.getElementById("start").hidden = true;
    history.replaceState(null, "", hash(text.value));
    const started = performance.now();
    const response = await fetch("/sparql", { method: "POST", headers: { "Content-Type": "application/sparql-query", Accept: ACCEPT }, body: text.value });
    const body = await response.text();
    place.replaceChildren();
    if (!response.ok) return failure(place, body);
    const answer = read(response.headers.get("content-type"), body);
    const notice = cut(response.headers);
    place.append(both("p", tell(answer, performance.now() - started), ""), ...(notice ? [notice] : []));
    const bar = element("div", "", { class: "leafing" }, downloads(answer, text.value, "chantu"));
    place.append(bar);
    if (answer.graph) return raw(place, answer);
    const fitting = Object.values(VIEWS).filter((view) => view.fits(answer));
    const shown = element("div");
    for (const view of fitting) {
      const button = both("button", view.zh, view.en, { type: "button" });
      button.addEventListener("click", () => { shown.replaceChildren(); view.draw(shown, answer); });
      bar.append(button);
    }
    place.append(shown);
    return table(shown, answer);
  }
  const run = () => draw().then(() => bringUp(place));
  document.getElementById("run").addEventListener("click", run);
  text.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && run());
  const ask = (query) => { text.value = query; return run(); };
  return { ask, open: ask };
}

const editor = window.Yasgui ? withYasgui(window.Yasgui) : withText();
const narrow = matchMedia("(max-width: 900px)").matches;
const forms = [...document.querySelectorAll(".stored form")];

function expand(form) {
  for (const other of forms) {
    other.querySelector(".pick").setAttribute("aria-expanded", String(other === form));
    other.querySelector(".more").hidden = other !== form;
  }
}

async function submit(form) {
  const response = await fetch(`/query/${form.dataset.name}?${new URLSearchParams(new FormData(form))}`, { headers: { Accept: "application/json" } });
  const body = await response.json();
  form.querySelector(".error")?.remove();
  if (!response.ok) return failure(form.querySelector(".more"), body.message);
  if (narrow) document.querySelector(".catalogue").open = false;
  return editor.ask(body.query.replace(/^(#.*\n)+\n*/, ""), form.dataset.title); // its head says what stands here
}

for (const form of forms) {
  form.querySelector(".pick").addEventListener("click", () => { expand(form); submit(form); });
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(form); });
}

document.getElementById("filter").addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  for (const form of forms) form.parentElement.hidden = !form.textContent.toLowerCase().includes(wanted);
  document.getElementById("none").hidden = forms.some((form) => !form.parentElement.hidden);
});
if (narrow) document.querySelector(".catalogue").open = false;

/** The address: a query in its hash, or a stored question by ?question= with its parameters. */
function openAddress() {
  const shared = new URLSearchParams(location.hash.slice(1));
  if (shared.get("query")) return editor.open(shared.get("query"), shared.get("outputFormat"));
  const wanted = new URLSearchParams(location.search);
  const form = forms.find((f) => f.dataset.name === wanted.get("question"));
  if (!form) return null;
  for (const input of form.querySelectorAll("input")) input.value = wanted.get(input.name) ?? input.value;
  history.replaceState(null, "", "/query");
  expand(form);
  return submit(form);
}
window.addEventListener("hashchange", openAddress);
openAddress();
