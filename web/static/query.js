// The query page: stored questions fill the editor, which asks /sparql; the address holds the query. The editor is
// YASGUI; where it is not installed a text field does, without completion.
import { both, cut, downloads, element, failure, raw, read, table } from "/static/query-answer.js";
import { dress } from "/static/query-columns.js";
import { CT, terms } from "/static/query-terms.js";
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
    if (!response.ok) return failure(place, body, text.value);
    const answer = read(response.headers.get("content-type"), body);
    await dress(answer, text.value);
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

const list = document.querySelector(".stored");
const box = document.getElementById("filter");
let asked = 0;

/** The stored questions that a sentence may mean, best first, with what it names put in; all where nothing is typed. */
async function suggest() {
  const number = ++asked;
  const wanted = box.value.trim();
  const response = wanted ? await fetch(`/api/questions?${new URLSearchParams({ q: wanted })}`) : null;
  const found = response?.ok ? await response.json() : null;
  const known = await terms();
  if (number !== asked) return;
  const shown = found ? found.map(({ name, values }) => ({ form: forms.find((f) => f.dataset.name === name), values })) : forms.map((form) => ({ form, values: {} }));
  for (const form of forms) form.parentElement.hidden = true;
  for (const { form, values } of shown) {
    form.parentElement.hidden = false;
    list.append(form.parentElement);
    fill(form, values, (value) => known.get(CT + value)?.label || value);
  }
  document.getElementById("none").hidden = shown.length > 0;
}

/** Put values into a form, and say which under its title; what was put in before goes. */
function fill(form, values, called) {
  form.querySelector(".filled")?.remove();
  for (const input of form.querySelectorAll("input")) {
    if (input.name in values) input.value = values[input.name];
    else if (input.dataset.filled) input.value = input.defaultValue;
    input.dataset.filled = input.name in values ? "yes" : "";
  }
  if (Object.keys(values).length) form.querySelector(".pick").append(element("span", `→ ${Object.values(values).map(called).join("，")}`, { class: "filled" }));
}

let waiting = 0;
box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(suggest, 150);
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
