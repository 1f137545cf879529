// The explorer: puts the parts together. The address says what is drawn; every change of the state goes to it.
import * as server from "./server.js";
import * as actions from "./actions.js";
import { canRedo, canUndo, listen, redo, select, selection, state, undo } from "./model.js";
import { Drawing } from "./drawing.js";
import { read, write } from "./address.js";
import { sceneOf } from "./scene.js";
import { bringUp, fill, setHome } from "./aside.js";
import { showGroup, showLink } from "./glance.js";
import { refresh, showSelection, thing as card } from "./panel.js";
import { pathForm } from "./pathfinder.js";
import { proof } from "./proof.js";
import { openFilters, showFilters, showLegend } from "./filters.js";
import { printable, showSaved, showTake } from "./keeping.js";
import { onLight } from "./lights.js";
import { attempt, element, hush, notice } from "./page.js";
import { choose, language, readWords, say } from "./words.js";
import { searchBox } from "/static/search.js";

const byId = (id) => document.getElementById(id);
const LONE = "lone"; // the key of what is in no group
const known = new Map(); // overviews by what they are grouped by
let scene = { nodes: [], links: [], captions: [] };

await attempt(() => readWords(server.ask));

const drawing = new Drawing(byId("network"), {
  select: (id, many) => {
    byId("network").focus();
    if (state.overview) return showGroupOf(id);
    const before = selection();
    return select(many ? (before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]) : [id]);
  },
  expand: (id) => {
    if (state.overview) {
      const group = overviewNow()?.groups.find((g) => g.key === id);
      return group?.thing ? actions.open(group.thing.iri, { alone: true }) : undefined;
    }
    return state.bundles.has(id) ? actions.drawBundle(state.bundles.get(id)) : actions.toggle(id);
  },
  line: (link) => {
    if (!link) return undefined;
    drawing.markLines([link.id]);
    if (link.bundle && !link.link) return select([[link.from, link.to].find((id) => state.bundles.has(id))]);
    return Promise.resolve(link.link ? showLink(link.link, overviewNow()) : fill(() => proof(link.statements.map((s) => s.iri)))).then(bringUp);
  },
  moved: (places) => !state.overview && actions.move(places),
  background: () => {
    byId("network").focus();
    drawing.light(null);
    select([]);
  },
});
window.chantu = { drawing, state: () => state, scene: () => scene, select, actions }; // for tests: what is drawn where

const overviewNow = () => known.get(state.by);

function showGroupOf(key) {
  const group = overviewNow()?.groups.find((g) => g.key === key);
  if (group) showGroup(group, overviewNow());
}

// Fetch the overview that is to be shown, once however many ask.
const asked = new Map();
async function overview() {
  const { by } = state;
  if (!state.overview || known.has(by)) return;
  if (!asked.has(by)) asked.set(by, attempt(() => server.overview(by)));
  const found = await asked.get(by);
  asked.delete(by);
  if (found) known.set(by, found);
}

let drawn = "";
let restoring = true; // until what the address says is drawn, the address stays

async function show() {
  await overview();
  scene = sceneOf(overviewNow());
  drawing.show(scene);
  showLegend();
  showFilters();
  tell();
  document.body.classList.toggle("glance", state.overview);
  const now = state.overview ? `overview ${state.by}` : [...state.things.keys(), ...state.bundles.keys(), state.layout].join();
  if (now !== drawn) {
    drawn = now;
    drawing.fit();
  }
  for (const [id, on] of [["undo", canUndo()], ["redo", canRedo()]]) byId(id).disabled = !on;
  byId("layout").value = state.layout;
  byId("by").value = state.by;
  byId("network").setAttribute("aria-label", `${say("drawing")}：${byId("status").textContent}`);
  document.documentElement.dataset.ready = "yes";
}

const remember = () => history.replaceState(null, "", write(state, language));

// How much is drawn, of how much, and what is left out: never silently.
function tell() {
  const parts = [];
  const found = overviewNow();
  if (state.overview && found) {
    parts.push(say("status-overview", { groups: found.groups_in_all, entities: found.entities, statements: found.statements }));
    const rest = found.groups.find((g) => g.rest);
    if (rest) parts.push(say("status-cut", { shown: found.groups.length - 1, rest: rest.rest }));
    if (found.links.length < found.links_in_all) parts.push(say("status-links", { shown: found.links.length, total: found.links_in_all }));
  } else if (!state.overview) {
    const bundles = scene.nodes.filter((n) => n.bundle).length;
    parts.push(say("status", { things: scene.nodes.length - bundles, lines: scene.links.filter((l) => !l.bundle).length }));
    if (scene.grouped) parts.push(say("status-grouped", { n: scene.grouped }));
    if (scene.hiddenThings || scene.hiddenLines) parts.push(say("status-hidden", { things: scene.hiddenThings, lines: scene.hiddenLines }));
  }
  const lone = state.overview && found?.lone ? [" · ", element("button", { type: "button", class: "plain", onclick: () => showGroup({ key: LONE, thing: null, names: [say("lone")], size: found.lone, classes: {}, rest: 0 }, found) }, say("status-lone", { n: found.lone }))] : [];
  byId("status").replaceChildren(parts.join(" · "), ...lone);
}

listen((what) => {
  if (what === "selection") {
    drawing.marked = [];
    drawing.mark();
    showSelection();
  } else {
    hush();
    show().then(refresh);
    if (!restoring) remember();
  }
});
onLight((ids) => drawing.light(ids));

function options(id, prefix, names) {
  byId(id).replaceChildren(...names.map((name) => element("option", { value: name }, say(`${prefix}-${name}`))));
}

function speak() {
  byId("q").placeholder = say("find");
  options("by", "by", ["platform", "community", "class"]);
  options("layout", "layout", ["force", "layers", "circle", "class", "chain"]);
  show();
  showSelection();
}

const one = () => [...selection()].filter((id) => state.things.has(id));
const acts = {
  "show-overview": () => actions.showOverview(),
  undo, redo,
  fit: () => drawing.fit(),
  clear: () => actions.clear(),
  lasso: () => !state.overview && drawing.lasso((ids) => select(ids)),
  filter: () => openFilters(byId("filters").hidden),
  path: () => fill(() => pathForm(...one().slice(0, 2))),
  keep: () => showSaved(),
  take: () => showTake(drawing),
  present: () => present(),
  theme: () => { window.chantuTheme(); drawing.recolour(); showSelection(); },
  language: () => { choose(language === "zh" ? "en" : "zh"); speak(); remember(); },
  keys: () => fill(() => {
    const box = element("input", { type: "checkbox", checked: keysOn(), onchange: () => localStorage.setItem("chantu-keys", box.checked ? "on" : "off") });
    return [element("h2", {}, say("keys")), element("label", {}, box, say("keys-on")), element("ul", { class: "list keys" }, ...say("keys-list").split(" · ").map((line) => element("li", {}, line)))];
  }),
};
for (const [id, act] of Object.entries(acts)) byId(id).addEventListener("click", act);
byId("by").addEventListener("change", (event) => actions.showOverview(event.target.value));
byId("layout").addEventListener("change", (event) => actions.setLayout(event.target.value));

function present(on = !document.body.classList.contains("present")) {
  document.body.classList.toggle("present", on);
  if (on) document.documentElement.requestFullscreen?.().catch(() => {});
  else if (document.fullscreenElement) document.exitFullscreen();
  drawing.recolour();
  setTimeout(() => drawing.fit(), 200);
}
document.addEventListener("fullscreenchange", () => !document.fullscreenElement && present(false));

// Single keys act on the drawing while it has the focus, or nothing has; they can be turned off (WCAG 2.1.4).
const keysOn = () => localStorage.getItem("chantu-keys") !== "off";
const keys = {
  Enter: () => one().forEach((id) => actions.toggle(id)),
  c: () => one().forEach((id) => actions.collapse(id)),
  h: () => selection().size && actions.hide([...selection()]),
  Delete: () => selection().size && actions.hide([...selection()]),
  p: () => one().length && actions.pin(one(), !state.spots.get(one()[0])?.pinned),
  o: () => one().length && actions.only(one(), { around: true }),
  f: acts.path, l: acts.lasso, 0: acts.fit, "?": acts.keys,
  a: () => !state.overview && select(scene.nodes.map((n) => n.id)),
  "+": () => drawing.zoom(1.25), "=": () => drawing.zoom(1.25), "-": () => drawing.zoom(0.8),
  Escape: () => { if (document.body.classList.contains("present")) present(false); drawing.light(null); select([]); },
};
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const typing = event.target.closest?.("input, select, textarea, [role=tablist]");
  if (event.ctrlKey || event.metaKey) {
    const act = { z: event.shiftKey ? redo : undo, y: redo }[event.key.toLowerCase()];
    if (act && !typing) {
      event.preventDefault();
      act();
    }
    return;
  }
  if (event.key === "Escape" && !typing) return void keys.Escape();
  if (typing || event.altKey || !keysOn() || !(event.target === document.body || byId("network").contains(event.target))) return;
  const act = keys[event.key] ?? keys[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});

// Inside the drawing the arrows go to the next thing that way; with Shift it joins what is selected.
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
byId("network").addEventListener("keydown", (event) => {
  if (!(event.key in ARROWS) || !scene.nodes.length) return;
  event.preventDefault();
  const places = drawing.network.getPositions();
  const last = [...selection()].filter((id) => places[id]).at(-1);
  const [dx, dy] = ARROWS[event.key];
  const from = last ? places[last] : drawing.network.getViewPosition();
  const cost = (at) => {
    const [ahead, aside] = [(at.x - from.x) * dx + (at.y - from.y) * dy, Math.abs((at.x - from.x) * dy) + Math.abs((at.y - from.y) * dx)];
    return ahead > 1 || !last ? Math.abs(ahead) + 2 * aside : Infinity;
  };
  const next = scene.nodes.map((n) => n.id).filter((id) => id !== last && cost(places[id]) < Infinity).sort((a, b) => cost(places[a]) - cost(places[b]))[0];
  if (!next) return;
  select(event.shiftKey ? [...selection(), next] : [next]);
  if (state.overview) showGroupOf(next);
});

setHome(showSelection, card);
searchBox((hit) => actions.open(hit.iri));
printable(drawing);
byId("leave").addEventListener("click", () => present(false));
if (!window.d3?.forceSimulation) notice(say("no-script"), { error: true });
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawing.recolour());

const wanted = read(window.location.search);
const done = await actions.restore(wanted.state, wanted.named, wanted.open);
restoring = false;
speak();
if (done) remember();
