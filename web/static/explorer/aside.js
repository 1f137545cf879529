// The panel as such: something to show comes in, when it is there it is shown; whoever wants goes back to the selection.
import { attempt, element } from "./page.js";
import { say } from "./words.js";

const panel = document.getElementById("panel");
let asked = 0;
let home = () => {};

export const setHome = (show) => { home = show; };
export const back = () => home();

// Fill the panel; what arrives after something else was asked for is dropped.
export async function fill(work) {
  const number = ++asked;
  const slow = setTimeout(() => number === asked && panel.replaceChildren(element("p", { class: "muted" }, say("loading"))), 300);
  const parts = await attempt(work);
  clearTimeout(slow);
  if (number !== asked || !parts) return;
  panel.replaceChildren(...[parts].flat());
  panel.scrollTop = 0;
}
