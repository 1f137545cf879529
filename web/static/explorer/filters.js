// The legend and the filters: counts of what is drawn come in from the state; changes of the filters go to it.
import { change, state } from "./model.js";
import { extent, monthName } from "./sieve.js";
import { button, element, icon } from "./page.js";
import { classLabel, say } from "./words.js";

const legend = document.getElementById("legend");
const drawer = document.getElementById("filters");

export function showLegend() {
  const counts = new Map();
  for (const thing of state.things.values()) counts.set(thing.cls, (counts.get(thing.cls) ?? 0) + 1);
  for (const bundle of state.bundles.values()) if (!counts.has(bundle.cls)) counts.set(bundle.cls, 0);
  const rows = state.overview ? [] : [...counts].sort((a, b) => b[1] - a[1]);
  legend.hidden = !rows.length;
  legend.replaceChildren(...rows.map(([cls, count]) => element("li", {}, element("button", {
    type: "button", "aria-pressed": String(!state.hiddenClasses.has(cls)), "data-cls": cls, onclick: () => flip(cls),
  }, icon(cls), `${classLabel(cls)} `, element("small", {}, String(count))))));
}

function flip(cls) {
  change((next) => (next.hiddenClasses.has(cls) ? next.hiddenClasses.delete(cls) : next.hiddenClasses.add(cls)));
}

const isFiltered = () => Boolean(state.hiddenClasses.size || state.hiddenSources.size || state.least || state.from !== null || state.to !== null || !state.undated);

export function showFilters() {
  document.getElementById("filter").classList.toggle("on", isFiltered());
  if (drawer.hidden) return;
  const focused = document.activeElement?.id;
  drawer.replaceChildren(time(), confidence(), sources(), element("div", { class: "acts" },
    button(say("reset"), () => change((next) => Object.assign(next, { hiddenClasses: new Set(), hiddenSources: new Set(), least: 0, from: null, to: null, undated: true }))),
    button(say("close"), () => openFilters(false))));
  if (focused) document.getElementById(focused)?.focus();
}

export function openFilters(open) {
  drawer.hidden = !open;
  document.getElementById("filter").setAttribute("aria-expanded", String(open));
  showFilters();
}

function time() {
  const known = extent(state);
  if (!known) return element("fieldset", {}, element("legend", {}, say("time")), element("p", { class: "muted" }, say("no-dates")));
  const [from, to] = [Math.max(state.from ?? known.from, known.from), Math.min(state.to ?? known.to, known.to)];
  const most = Math.max(...known.bars.map((bar) => bar.count));
  const bars = known.bars.map((bar) => {
    const made = element("i", { title: `${monthName(bar.from)} · ${bar.count}`, class: bar.to >= from && bar.from <= to ? "in" : "" });
    made.style.height = `${bar.count ? Math.max(3, (bar.count / most) * 38) : 1}px`;
    return made;
  });
  const set = (low, high) => change((next) => {
    [low, high] = [Math.min(low, high), Math.max(low, high)];
    next.from = low <= known.from ? null : low;
    next.to = high >= known.to ? null : high;
  });
  const slider = (key, value, act) => {
    const told = element("output", {}, monthName(value));
    const made = element("input", { id: `time-${key}`, type: "range", min: known.from, max: known.to, step: 1, value, "aria-label": `${say("time")} ${say(key)}`, "aria-valuetext": monthName(value), oninput: () => { told.textContent = monthName(Number(made.value)); }, onchange: () => act(Number(made.value)) });
    return element("label", { class: "slide" }, say(key), made, told);
  };
  const undated = element("input", { type: "checkbox", id: "undated", checked: state.undated, onchange: () => change((next) => { next.undated = undated.checked; }) });
  return element("fieldset", {}, element("legend", {}, say("time")), element("div", { class: "bars", "aria-hidden": "true" }, ...bars),
    slider("from", from, (month) => set(month, to)), slider("to", to, (month) => set(from, month)),
    element("label", {}, undated, say("undated")));
}

function confidence() {
  const slider = element("input", { id: "least", type: "range", min: 0, max: 1, step: 0.05, value: state.least, "aria-label": say("least"), onchange: () => change((next) => { next.least = Number(slider.value); }), oninput: () => { slider.nextElementSibling.textContent = Number(slider.value).toFixed(2); } });
  return element("fieldset", {}, element("legend", {}, say("least")), element("label", { class: "slide" }, slider, element("output", {}, state.least.toFixed(2))));
}

function sources() {
  const counts = new Map([...state.sources.keys()].map((iri) => [iri, 0]));
  for (const one of state.statements.values()) for (const iri of one.sources) counts.set(iri, (counts.get(iri) ?? 0) + 1);
  const rows = [...counts].filter(([iri, count]) => count && state.sources.has(iri)).sort((a, b) => b[1] - a[1]);
  return element("fieldset", {}, element("legend", {}, say("sources")), element("ul", { class: "list" }, ...rows.map(([iri, count], index) => {
    const box = element("input", { id: `source-${index}`, type: "checkbox", checked: !state.hiddenSources.has(iri), onchange: () => change((next) => (box.checked ? next.hiddenSources.delete(iri) : next.hiddenSources.add(iri))) });
    const { title, issued } = state.sources.get(iri);
    return element("li", {}, element("label", {}, box, title, element("small", {}, ` ${issued}`)), element("span", { class: "muted end" }, String(count)));
  })));
}
