// Small things that every part of the page needs: elements whose text is text, icons of classes, notices.
import { Refused } from "./server.js";
import { classLabel, classStyle, say } from "./words.js";
import { letters, shapePath } from "./shapes.js";

export const PAGE = 20; // things listed or drawn at a time
const SVG = "http://www.w3.org/2000/svg";

// An element; `content` is a text or a list of texts and elements, `attributes` may hold on… listeners.
export function element(tag, attributes = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...content);
  return made;
}

export const button = (text, act, attributes = {}) => element("button", { type: "button", onclick: act, ...attributes }, text);

// The shape, colour and glyph of a class, as they are drawn.
export function icon(cls) {
  const style = classStyle(cls);
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("viewBox", "-13 -13 26 26");
  made.setAttribute("class", "icon");
  made.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", shapePath(style.shape, 11));
  path.setAttribute("fill", style.colour);
  const glyph = document.createElementNS(SVG, "text");
  glyph.setAttribute("y", style.shape === "triangle" ? "7" : "4.5");
  glyph.setAttribute("text-anchor", "middle");
  glyph.setAttribute("fill", letters(style.colour));
  glyph.textContent = style.glyph;
  made.append(path, glyph);
  return made;
}

export const kind = (cls) => element("span", { class: "kind" }, icon(cls), classLabel(cls));

// A line that goes away by itself; an error stays until the next, or until what is shown changes.
export function notice(text, { error = false } = {}) {
  const place = document.getElementById("notice");
  place.replaceChildren(text, " ", button("×", () => { place.hidden = true; }, { class: "plain", "aria-label": say("close") }));
  place.classList.toggle("error", error);
  place.hidden = false;
  clearTimeout(notice.timer);
  if (!error) notice.timer = setTimeout(() => { place.hidden = true; }, 6000);
}

// What was shown has changed: an error of before says nothing of it.
export function hush() {
  const place = document.getElementById("notice");
  if (place.classList.contains("error")) place.hidden = true;
}

// Run something that asks the server; where that fails, say so.
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused)) console.error(error);
    notice(error instanceof Refused ? error.message : say("failed", { why: error.message }), { error: true });
    return null;
  }
}

export function download(name, content) {
  const link = element("a", { href: URL.createObjectURL(content), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
