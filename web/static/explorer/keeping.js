// Keeping and taking a view: saved views in this browser, the address to share, files to take along.
import { fetchFile } from "./server.js";
import * as actions from "./actions.js";
import { state } from "./model.js";
import { read, write } from "./address.js";
import { attempt, button, download, element, notice } from "./page.js";
import { png, svg } from "./svg.js";
import { language, say } from "./words.js";
import { fill } from "./aside.js";

const KEY = "chantu-views";
const FILES = ["csv", "xlsx", "graphml", "gexf", "html"];
const SUFFIX = { csv: "zip" };

const saved = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
};

export const title = () => (state.overview ? say("overview") : state.things.get(state.focus)?.label ?? "产图");

export const showSaved = () => fill(() => {
  const name = element("input", { id: "view-name", value: title(), maxlength: 60 });
  const rows = saved();
  const put = (views) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(views));
    } catch {
      notice(say("save-full"), { error: true });
    }
    showSaved();
  };
  return [
    element("h2", {}, say("saved")),
    element("form", { class: "acts", onsubmit: (event) => {
      event.preventDefault();
      put([{ name: name.value || title(), address: write(state, language), date: new Date().toLocaleDateString("sv") }, ...rows.filter((v) => v.name !== name.value)]);
    } }, element("label", { for: "view-name" }, say("save-name")), name, element("button", { class: "primary" }, say("save"))),
    element("div", { class: "acts" }, button(say("share"), share)),
    ...(rows.length ? [] : [element("p", { class: "muted" }, say("save-none"))]),
    element("ul", { class: "list saved" }, ...rows.map((view) => element("li", {},
      element("a", { href: view.address, class: "to" }, view.name), element("small", {}, view.date),
      element("span", { class: "end" },
        button(say("load"), () => open(view.address)),
        button(say("merge"), () => actions.merge(read(new URL(view.address, window.location).search).named)),
        button(say("delete"), () => put(rows.filter((v) => v !== view))))))),
  ];
});

function open(address) {
  const { state: wanted, named, open: opened } = read(new URL(address, window.location).search);
  return actions.restore(wanted, named, opened);
}

async function share() {
  const address = new URL(write(state, language), window.location).href;
  try {
    await navigator.clipboard.writeText(address);
    notice(say("shared"));
  } catch {
    notice(`${say("share-by-hand")} ${address}`);
  }
}

export function showTake(drawing) {
  const of = (make) => () => attempt(async () => {
    if (!drawing.scene.nodes.length) return notice(say("take-none"), { error: true });
    return make();
  });
  const name = () => title().replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_").slice(0, 60);
  const picture = () => svg(drawing.scene, drawing.network.getPositions(), { ...drawing.ink }, title());
  const file = (format) => async () => {
    if (state.overview) return notice(say("take-none"), { error: true });
    const seen = new Set(drawing.scene.nodes.map((n) => n.id));
    const places = Object.fromEntries([...state.things.keys()].filter((iri) => seen.has(iri)).map((iri) => [iri, [drawing.network.getPosition(iri).x, drawing.network.getPosition(iri).y]]));
    const statements = drawing.scene.links.flatMap((l) => l.statements.map((s) => s.iri));
    const { file: made, gone } = await fetchFile("/api/export", { format, title: title(), entities: Object.keys(places), statements, places });
    if (gone) notice(say("gone", { n: gone }));
    return download(`${name()}.${SUFFIX[format] ?? format}`, made);
  };
  return fill(() => [
    element("h2", {}, say("take-title")),
    ...(drawing.scene.grouped || drawing.scene.hiddenThings ? [element("p", { class: "muted" }, say("take-part", { n: (drawing.scene.grouped ?? 0) + drawing.scene.hiddenThings }))] : []),
    element("div", { class: "takes" },
      button(say("take-png"), of(async () => download(`${name()}.png`, await png(picture())))),
      button(say("take-svg"), of(() => download(`${name()}.svg`, new Blob([new XMLSerializer().serializeToString(picture())], { type: "image/svg+xml" })))),
      ...FILES.map((format) => button(say(`take-${format}`), of(file(format)), { "data-format": format }))),
  ]);
}

// Print what is drawn, as lines and letters and not as the screen's points.
export function printable(drawing) {
  const sheet = document.getElementById("print");
  window.addEventListener("beforeprint", () => {
    const inks = { text: "#1c2530", soft: "#5b6774", ground: "#ffffff", line: "#8a949e" };
    sheet.replaceChildren(...(drawing.scene.nodes.length ? [svg(drawing.scene, drawing.network.getPositions(), inks, title())] : []));
  });
  window.addEventListener("afterprint", () => sheet.replaceChildren());
}
