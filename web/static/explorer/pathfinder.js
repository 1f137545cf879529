// Paths between two things: two ends and what to keep clear of come in; the short ways, each with its sentences, go out.
import * as server from "./server.js";
import * as actions from "./actions.js";
import { searchBox } from "/static/search.js";
import { state } from "./model.js";
import { attempt, button, element, icon } from "./page.js";
import { classLabel, propertyLabel, say, vocabulary } from "./words.js";
import { back, fill } from "./aside.js";
import { light } from "./lights.js";
import { proof } from "./proof.js";

const avoided = new Set(["Place", "Industry", "Honour"]);
let last = { start: null, end: null };

// The form, with what was found where both ends are known.
export async function pathForm(start, end) {
  const names = async (iri) => (iri ? state.things.get(iri) ?? (await server.around(iri)).thing : null);
  last = { start: await names(start), end: await names(end) };
  const answer = element("div", {});
  let asked = 0;
  const look = () => attempt(async () => {
    const number = ++asked;
    const parts = last.start && last.end ? await found() : [element("p", { class: "muted" }, say("path-pick"))];
    if (number === asked) answer.replaceChildren(...parts);
  });
  const ends = ["start", "end"].map((key) => endBox(key, look));
  const classes = element("fieldset", { class: "avoid" }, element("legend", {}, say("path-avoid")), ...vocabulary().shared.map((cls) => {
    const box = element("input", { type: "checkbox", checked: avoided.has(cls), onchange: () => {
      if (box.checked) avoided.add(cls);
      else avoided.delete(cls);
      look();
    } });
    return element("label", {}, box, classLabel(cls));
  }));
  await look();
  return [button(say("back"), () => { light(null); back(); }), element("h2", {}, say("path")), ...ends, classes, answer];
}

function endBox(key, look) {
  const id = `path-${key}`;
  const list = element("ul", { id: `${id}-hits`, role: "listbox", class: "hits", hidden: true });
  const input = element("input", { id, type: "search", autocomplete: "off", spellcheck: "false", role: "combobox", "aria-expanded": "false", "aria-controls": `${id}-hits`, "aria-autocomplete": "list", placeholder: say("find"), value: last[key]?.label ?? "" });
  const box = element("div", { class: "search end" }, element("label", { for: id }, say(key === "start" ? "path-from" : "path-to")), input, list);
  searchBox((hit) => {
    last[key] = { iri: hit.iri, label: hit.label, cls: hit.cls };
    look();
  }, { input, list });
  return box;
}

async function found() {
  let answer = await server.paths(last.start.iri, last.end.iri, [...avoided]);
  const through = !answer.paths.length && avoided.size > 0; // then rather a way through what is shared than none
  if (through) answer = await server.paths(last.start.iri, last.end.iri, []);
  if (!answer.paths.length) return [element("p", {}, say("path-none"))];
  const things = new Map(answer.part.things.map((t) => [t.iri, t]));
  const statements = new Map(answer.part.statements.map((s) => [s.iri, s]));
  return [...(through ? [element("p", { class: "muted" }, say("path-through"))] : []), element("h3", {}, say(answer.more ? "path-more" : "path-count", { n: answer.paths.length })), ...answer.paths.map((path) => {
    const inside = new Set(path.steps.flatMap((s) => s.statements));
    const part = { ...answer.part, things: path.things.map((iri) => things.get(iri)), statements: answer.part.statements.filter((s) => inside.has(s.iri)) };
    return element("section", { class: "path" },
      element("p", {}, ...path.things.flatMap((iri, index) => {
        const thing = things.get(iri);
        const step = path.steps[index];
        const name = element("span", { class: "thing" }, icon(thing.cls), thing.label);
        return step ? [name, arrow(step.statements.map((s) => statements.get(s)), iri)] : [name];
      })),
      element("div", { class: "acts" },
        element("span", { class: "muted" }, say("path-steps", { n: path.steps.length })),
        button(say("path-draw"), async () => {
          if (await actions.drawPart(part)) light(path.things);
        }, { class: "primary" }),
        button(say("evidence", { n: inside.size }), () => fill(() => proof([...inside])), { class: "why" })));
  })];
}

function arrow(steps, from) {
  const names = [...new Set(steps.map((s) => (s.subject === from ? `—${propertyLabel(s.predicate)}→` : `←${propertyLabel(s.predicate)}—`)))];
  return element("span", { class: "step" }, ` ${names.join(" ")} `);
}
