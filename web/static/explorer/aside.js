// The panel as such: something to show comes in, when it is there it is shown; whoever wants goes back to the selection.
import { attempt, element, hush } from "./page.js";
import { say } from "./words.js";

const panel = document.getElementById("panel");
let asked = 0;
let failed = false;
let home = () => {};
let cardOf = () => [];

// What the panel goes back to, and how it tells of a thing, whether that is drawn or not.
export function setHome(selection, card) {
  home = selection;
  cardOf = card;
}
export const back = () => home();
export const tellOf = (iri) => fill(() => cardOf(iri));

// Where the panel stands below the drawing, bring it into view.
export function bringUp() {
  if (!window.matchMedia("(max-width: 800px)").matches) return;
  panel.scrollIntoView({ behavior: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

// Fill the panel; what arrives after something else was asked for is dropped.
export async function fill(work) {
  const number = ++asked;
  const slow = setTimeout(() => number === asked && panel.replaceChildren(element("p", { class: "muted" }, say("loading"))), 300);
  const parts = await attempt(work);
  clearTimeout(slow);
  if (number !== asked) return;
  if (failed && parts) hush();
  failed = !parts;
  if (!parts) return void panel.replaceChildren(element("p", { class: "muted" }, say("nothing")));
  panel.replaceChildren(...[parts].flat());
  panel.scrollTop = 0;
}
