// What stands behind facts: each statement as a sentence of its own, the places that say it, and who says otherwise.
import * as server from "./server.js";
import { button, element, icon } from "./page.js";
import { back, fill, tellOf } from "./aside.js";
import { select, state } from "./model.js";
import { propertyLabel, say } from "./words.js";

const MOST = 12; // facts told at once

export async function proof(statements, from = 0) {
  const proofs = await Promise.all(statements.slice(from, from + MOST).map((s) => server.fact(s)));
  const end = from + proofs.length;
  return [
    button(say("back"), back),
    ...proofs.flatMap(one),
    ...(end < statements.length ? [element("div", { class: "foot" }, element("span", { class: "muted" }, say("listed", { n: end, total: statements.length })), button(say("next", { n: Math.min(MOST, statements.length - end) }), () => fill(() => proof(statements, end))))] : []),
  ];
}

function one(found) {
  const name = (thing) => button(thing.label, () => (state.things.has(thing.iri) ? select([thing.iri]) : tellOf(thing.iri)), { class: "to" });
  const quotes = found.quotes;
  return [
    element("h2", { class: "fact" }, icon(found.subject.cls), name(found.subject), ` ${propertyLabel(found.predicate)} `, ...(found.object ? [icon(found.object.cls), name(found.object)] : [found.value])),
    element("p", { class: "muted" }, `${say("places", { n: quotes.length })} · ${say("sure")} ${found.confidence.toFixed(2)}`),
    ...quotes.map(quote),
    ...(found.others.length ? [element("section", { class: "otherwise" }, element("h3", {}, say("otherwise")), ...found.others.flatMap((claim) => [
      element("p", {}, ...(claim.thing ? [icon(claim.thing.cls), name(claim.thing)] : [element("b", {}, claim.object)])), ...claim.quotes.map(quote),
    ]))] : []),
  ];
}

function quote(found) {
  return element("blockquote", { class: "evidence" },
    element("a", { href: found.href, title: say("open-document") }, found.before, element("mark", {}, found.text), found.after),
    element("footer", {}, element("a", { href: found.href }, found.title), found.told ? element("span", { class: "badge" }, found.told) : "", element("span", { class: "sure" }, `${say("sure")} ${found.confidence.toFixed(2)}`)));
}
