// The panel beside the overview: what a group is made of, and what connects two groups.
import * as server from "./server.js";
import * as actions from "./actions.js";
import { fill } from "./aside.js";
import { PAGE, attempt, button, element, icon, kind } from "./page.js";
import { groupName } from "./scene.js";
import { classLabel, propertyLabel, say } from "./words.js";

// A group of the overview: what it is made of, its members in pages, what connects it.
export const showGroup = (group, overview) => fill(async () => {
  const list = element("ul", { class: "list" });
  const foot = element("div", { class: "foot" });
  let chosen = "";
  let things = [];
  let asked = 0;
  async function more(again) {
    const number = ++asked;
    const found = await server.members({ key: group.key, by: overview.by, cls: chosen, offset: again ? 0 : things.length, limit: PAGE });
    if (number !== asked) return;
    things = again ? found.things : [...things, ...found.things];
    list.replaceChildren(...things.map((t) => element("li", {}, icon(t.cls), button(t.label, () => actions.open(t.iri), { class: "to" }))));
    foot.replaceChildren(...(things.length < found.total ? [element("span", { class: "muted" }, say("listed", { n: things.length, total: found.total })), button(say("next", { n: Math.min(PAGE, found.total - things.length) }), () => attempt(() => more(false)))] : []));
  }
  await more(true);
  const counts = Object.entries(group.classes);
  const pick = (cls) => button(`${cls ? classLabel(cls) : say("every")} ${(cls ? group.classes[cls] : group.size).toLocaleString("zh-CN")}`, (event) => {
    chosen = cls;
    for (const one of event.target.parentElement.children) one.setAttribute("aria-pressed", String(one === event.target));
    attempt(() => more(true));
  }, { "aria-pressed": String(!cls), class: "chip" });
  return [
    element("p", { class: "what" }, group.thing ? kind(group.thing.cls) : say("overview")),
    element("h2", {}, groupName(group)),
    ...(group.names.length > 1 ? [element("p", { class: "muted" }, group.names.join("、"))] : []),
    element("div", { class: "acts" },
      ...(group.thing ? [button(say("open"), () => actions.open(group.thing.iri, { alone: true }), { class: "primary" })] : []),
      button(say("draw-group", { n: Math.min(PAGE, group.size) }), () => attempt(async () => {
        const found = await server.members({ key: group.key, by: overview.by, cls: chosen, limit: PAGE });
        await actions.drawThings(found.things.map((t) => t.iri));
      }))),
    element("div", { class: "chips", role: "group", "aria-label": say("group-members") }, pick(""), ...counts.map(([cls]) => pick(cls))),
    list, foot,
  ];
});

export const showLink = (link, overview) => fill(() => {
  const name = (key) => groupName(overview.groups.find((g) => g.key === key));
  return [
    element("h2", {}, `${name(link.source)} — ${name(link.target)}`),
    element("p", { class: "muted" }, say("statements", { n: link.weight })),
    element("ul", { class: "list" }, ...Object.entries(link.predicates).sort((a, b) => b[1] - a[1]).map(([p, n]) => element("li", {}, propertyLabel(p), element("b", { class: "end" }, n.toLocaleString("zh-CN"))))),
  ];
});
