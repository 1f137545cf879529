// The panel beside the drawing: what the selection is, its relations in pages, figures, events, documents.
import * as server from "./server.js";
import * as actions from "./actions.js";
import { bundleId, drawnOf, select, selection, state } from "./model.js";
import { charts } from "./charts.js";
import { back, fill } from "./aside.js";
import { section } from "./pages.js";
import { PAGE, button, element, icon, kind } from "./page.js";
import { indicatorLabel, kindLabel, measureLabel, propertyLabel, say } from "./words.js";
import { proof } from "./proof.js";
import { pathForm } from "./pathfinder.js";

const panel = document.getElementById("panel");
let tab = "relations";

export function showSelection() {
  const ids = [...selection()];
  if (ids.length > 1) return fill(() => several(ids));
  const [id] = ids;
  if (state.bundles.has(id)) return fill(() => bundle(state.bundles.get(id)));
  if (state.things.has(id)) return fill(() => thing(id));
  return fill(nothing);
}

function nothing() {
  const rows = [...state.things.values()].sort((a, b) => b.degree - a.degree || a.label.localeCompare(b.label));
  if (state.overview || !rows.length) return [element("p", { class: "muted", "data-list": "" }, say("start")), element("p", { class: "muted" }, say("hint"))];
  return [
    element("h2", {}, say("list")),
    element("ul", { class: "list", "data-list": "" }, ...rows.map((t) => element("li", {}, icon(t.cls), button(t.label, () => select([t.iri]), { class: "to" })))),
    element("p", { class: "muted" }, say("hint")),
  ];
}

// All that is known of a thing, drawn or not.
export async function thing(iri) {
  const [card, around] = await Promise.all([server.card(iri), server.around(iri)]);
  const { label, cls, href } = card.thing;
  const head = [
    element("p", { class: "what" }, kind(cls), ...card.kinds.map((name) => element("span", { class: "badge" }, kindLabel(name)))),
    element("h2", {}, label),
    ...(card.names.length ? [element("p", { class: "muted" }, `${say("names")}：${card.names.join("、")}`)] : []),
    ...(card.chain.length ? [element("p", { class: "muted" }, `${say("chain")}：${card.chain.join(" › ")}`)] : []),
    ...(card.dates.length ? [dates(card.dates)] : []),
    acts(iri, href),
  ];
  const tabs = [
    ["relations", around.total, () => relations(iri, around)],
    ["figures", card.figures.length, () => figures(card.figures)],
    ["happenings", card.happenings_in_all, () => happenings(card)],
    ["documents", card.documents_in_all, () => documents(card)],
  ];
  return [...head, ...tabbed(tabs)];
}

// What can be done with a thing, as it is drawn now.
function acts(iri, href) {
  return element("div", { class: "acts", "data-of": iri, "data-href": href },
    button(say(actions.isOpen(iri) ? "collapse" : "expand"), () => actions.toggle(iri), { class: "primary" }),
    button(say("from-here"), () => fill(() => pathForm(iri))),
    ...(state.things.has(iri) ? drawnActs(iri) : []),
    element("a", { class: "button", href }, say("page")));
}

function drawnActs(iri) {
  const pinned = state.spots.get(iri)?.pinned;
  return [
    button(say(pinned ? "unpin" : "pin"), () => actions.pin([iri], !pinned)),
    button(say("only"), () => actions.only([iri], { around: true })),
    button(say("hide"), () => actions.hide([iri])),
  ];
}

// After the drawing changed: the list of what is drawn, or what can be done with the thing that is told of.
export function refresh() {
  const shown = panel.querySelector("[data-of]");
  if (shown) shown.replaceWith(acts(shown.dataset.of, shown.dataset.href));
  else if (panel.querySelector("[data-list]") || !panel.childElementCount) showSelection();
}

function dates(rows) {
  return element("dl", { class: "dates" }, ...rows.flatMap((d) => [
    element("dt", {}, propertyLabel(d.predicate)),
    element("dd", {}, button(d.value, () => fill(() => proof([d.statement])), { class: "why" })),
  ]));
}

function tabbed(tabs) {
  const body = element("div", { id: "tab-body", role: "tabpanel", tabindex: "0" });
  const current = tabs.find(([name]) => name === tab) ?? tabs[0];
  const heads = tabs.map(([name, count]) => button(`${say(name)} ${count.toLocaleString("zh-CN")}`, () => turn(name), {
    role: "tab", "aria-selected": String(name === current[0]), "aria-controls": "tab-body", tabindex: name === current[0] ? "0" : "-1", "data-tab": name,
  }));
  function turn(name) {
    tab = name;
    const index = tabs.findIndex(([known]) => known === name);
    heads.forEach((head, i) => {
      head.setAttribute("aria-selected", String(i === index));
      head.tabIndex = i === index ? 0 : -1;
    });
    body.replaceChildren(...[tabs[index][2]()].flat());
    body.dispatchEvent(new Event("filled"));
  }
  const list = element("div", { role: "tablist", class: "tabs", onkeydown: (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (tabs.findIndex(([name]) => name === tab) + step + tabs.length) % tabs.length;
    turn(tabs[next][0]);
    heads[next].focus();
  } }, ...heads);
  turn(current[0]);
  return [list, body];
}

function relations(iri, around) {
  if (!around.total) return element("p", { class: "muted" }, say("no-relations"));
  return around.bundles.map((found) => {
    const id = bundleId(iri, found);
    const about = { ...found, owner: iri, id, symmetric: false };
    return section(about, found.count <= 8 || around.bundles.length <= 3);
  });
}

function figures(rows) {
  if (!rows.length) return element("p", { class: "muted" }, say("no-figures"));
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...["indicator", "value", "period", "source"].map((k) => element("th", {}, say(k))))),
    element("tbody", {}, ...rows.map((f) => element("tr", {},
      element("td", {}, [indicatorLabel(f.indicator), measureLabel(f.measure)].filter(Boolean).join(" · "), f.scope ? element("small", {}, f.scope) : ""),
      element("td", { class: "num" }, f.value, f.disputed ? element("small", { class: "warn" }, say("disputed")) : ""),
      element("td", {}, f.period || "—"),
      element("td", {}, element("a", { href: f.quote.href, title: f.quote.text }, f.quote.title))))));
  return [...charts(rows), element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("figures") }, table)];
}

function happenings(card) {
  if (!card.happenings.length) return element("p", { class: "muted" }, say("no-happenings"));
  const rows = card.happenings.map((h) => element("li", {}, element("time", {}, h.date.replace("/", " – "), h.predicate === "date" ? "" : ` ${propertyLabel(h.predicate)}`), icon(h.thing.cls),
    button(h.thing.label, () => actions.open(h.thing.iri), { class: "to" }),
    button(say("evidence", { n: "" }).trim(), () => fill(() => proof([h.statement])), { class: "why" })));
  return [element("ol", { class: "timeline" }, ...rows), ...cut(rows.length, card.happenings_in_all)];
}

function documents(card) {
  const rows = card.documents.map((d) => element("li", {}, element("a", { href: d.href }, d.title), element("span", { class: "muted end" }, say("mentioned", { n: d.places }))));
  return [element("ul", { class: "list" }, ...rows), ...cut(rows.length, card.documents_in_all)];
}

const cut = (n, total) => (n < total ? [element("p", { class: "muted" }, say("listed", { n, total }))] : []);

function bundle(about) {
  const owner = state.things.get(about.owner);
  return [
    element("p", { class: "what" }, kind(about.cls)),
    element("h2", {}, `${owner.label} · ${propertyLabel(about.predicate, about.outgoing)} `, element("b", {}, about.count.toLocaleString("zh-CN"))),
    element("div", { class: "acts" },
      button(say("draw-them", { n: Math.min(PAGE, about.count - drawnOf(about)) }), () => actions.drawBundle(about), { class: "primary" }),
      button(say("hide"), () => actions.hide([about.id]))),
    section(about, true),
  ];
}

function several(ids) {
  const things = ids.filter((id) => state.things.has(id)).map((id) => state.things.get(id));
  return [
    element("h2", {}, say("selected", { n: ids.length })),
    element("div", { class: "acts" },
      ...(things.length > 1 && things.length <= 20 ? [button(say("common"), () => fill(() => shared(things)), { class: "primary" })] : []),
      ...(things.length === 2 ? [button(say("path"), () => fill(() => pathForm(things[0].iri, things[1].iri)))] : []),
      button(say("only-these"), () => actions.only(ids)),
      button(say("pin"), () => actions.pin(ids, true)),
      button(say("unpin"), () => actions.pin(ids, false)),
      button(say("hide"), () => actions.hide(ids))),
    element("ul", { class: "list" }, ...things.map((t) => element("li", {}, icon(t.cls), button(t.label, () => select([t.iri]), { class: "to" })))),
  ];
}

async function shared(things) {
  const part = await server.common(things.map((t) => t.iri));
  const asked_ = new Set(things.map((t) => t.iri));
  const found = part.things.filter((t) => !asked_.has(t.iri)); // the rarest first, as they came
  const home = button(say("back"), back);
  if (!found.length) return [home, element("p", {}, say("common-none"))];
  return [home, element("h2", {}, say("common-count", { n: part.total })),
    element("div", { class: "acts" }, button(say("draw-them", { n: found.length }), () => actions.drawPart(part), { class: "primary" })),
    element("ul", { class: "list" }, ...found.map((t) => {
      const why = part.statements.filter((s) => s.subject === t.iri || s.object === t.iri).map((s) => s.iri);
      return element("li", {}, icon(t.cls), button(t.label, () => actions.open(t.iri), { class: "to" }), button(say("evidence", { n: why.length }), () => fill(() => proof(why)), { class: "why" }));
    })),
    ...(found.length < part.total ? [element("p", { class: "muted" }, say("listed", { n: found.length, total: part.total }))] : [])];
}
