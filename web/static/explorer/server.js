// What is asked of the server. Every answer is checked; an error carries the server's own message.
export class Refused extends Error {}

export async function ask(address, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(address, options);
  if (!response.ok) throw new Refused(await reason(response));
  return response.json();
}

async function reason(response) {
  try {
    return (await response.json()).message ?? `HTTP ${response.status}`;
  } catch {
    return `HTTP ${response.status}`;
  }
}

// A file, and how many of the things asked for are no longer in the graph.
export async function fetchFile(address, body) {
  const response = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Refused(await reason(response));
  return { file: await response.blob(), gone: Number(response.headers.get("Chantu-Left-Out")) };
}

function query(values) {
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) made.append(name, one);
  return made.toString();
}

export const overview = (by) => ask(`/api/graph/overview?${query({ by })}`);
export const members = (values) => ask(`/api/graph/members?${query(values)}`);
export const around = (iri) => ask(`/api/graph/around?${query({ iri })}`);
export const expand = (values) => ask(`/api/graph/expand?${query(values)}`);
export const card = (iri) => ask(`/api/graph/card?${query({ iri })}`);
export const fact = (statement) => ask(`/api/graph/fact?${query({ statement })}`);
export const paths = (start, end, avoid) => ask(`/api/graph/paths?${query({ start, end, avoid })}`);
export const common = (iri) => ask(`/api/graph/common?${query({ iri })}`);
export const between = (entities) => ask("/api/graph/between", { entities });
export const chains = (entities) => ask("/api/graph/chains", { entities });
