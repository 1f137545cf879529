// A bundle of relations as a list: a page after another, found by a part of the name, each to be drawn or proved.
import * as server from "./server.js";
import * as actions from "./actions.js";
import { fill } from "./aside.js";
import { state } from "./model.js";
import { PAGE, attempt, button, element, icon } from "./page.js";
import { proof } from "./proof.js";
import { classLabel, propertyLabel, say } from "./words.js";

export function section(about, open) {
  const body = element("div", { class: "pages" });
  const made = element("details", { class: "bundle", open, ontoggle: () => made.open && !body.childElementCount && pages(about, body) },
    element("summary", {}, icon(about.cls), `${propertyLabel(about.predicate, about.outgoing)} · ${classLabel(about.cls)} `, element("b", {}, about.count.toLocaleString("zh-CN"))), body);
  if (open) pages(about, body);
  return made;
}

function pages(about, body) {
  const list = element("ul", { class: "list" });
  const foot = element("div", { class: "foot" });
  const find = about.count > PAGE ? element("input", { type: "search", placeholder: say("name-part"), "aria-label": say("name-part"), oninput: () => { clearTimeout(find.timer); find.timer = setTimeout(() => more(true), 250); } }) : null;
  body.replaceChildren(...(find ? [find] : []), list, foot);
  let shown = 0;
  let asked = 0;
  async function more(again) {
    const number = ++asked;
    const offset = again ? 0 : shown;
    const part = await attempt(() => server.expand({ iri: about.owner, predicate: about.predicate, outgoing: about.outgoing, cls: about.cls, q: find?.value ?? "", offset, limit: PAGE }));
    if (!part || number !== asked) return;
    const things = new Map(part.things.map((t) => [t.iri, t]));
    const rows = part.statements.map((s) => row(s, things.get(s.subject === about.owner ? s.object : s.subject)));
    if (again) list.replaceChildren(...rows);
    else list.append(...rows);
    shown = offset + rows.length;
    foot.replaceChildren(...(shown < part.total ? [
      element("span", { class: "muted" }, say("listed", { n: shown, total: part.total })),
      button(say("next", { n: Math.min(PAGE, part.total - shown) }), () => more(false)),
    ] : []));
    const missing = part.statements.filter((s) => !state.statements.has(s.iri)).length;
    if (missing) foot.append(button(say("draw-them", { n: missing }), async () => { await actions.drawPart(part, about.owner); }, { class: "primary" }));
  }
  return more(true);
}

function row(statement, other) {
  const label = propertyLabel(statement.predicate);
  return element("li", {}, icon(other.cls),
    button(other.label, () => actions.open(other.iri), { class: "to", title: state.things.has(other.iri) ? say("drawn") : "" }),
    button(say("evidence", { n: statement.evidences }), () => fill(() => proof([statement.iri])), { class: "why", "aria-label": `${label} ${other.label} ${say("evidence", { n: statement.evidences })}` }));
}
