// The outlines of classes as SVG paths around (0, 0), for the canvas, the legend and the exported drawing alike.
const polygon = (corners) => `M${corners.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}Z`;

function regular(count, r, turn) {
  return polygon(Array.from({ length: count }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / count;
    return [r * Math.cos(angle), r * Math.sin(angle)];
  }));
}

function star(r) {
  return polygon(Array.from({ length: 10 }, (_, i) => {
    const angle = -Math.PI / 2 + (Math.PI * i) / 5;
    const reach = i % 2 ? r * 0.62 : r * 1.15;
    return [reach * Math.cos(angle), reach * Math.sin(angle)];
  }));
}

function oval(a, b) {
  return `M${-a} 0A${a} ${b} 0 1 0 ${a} 0A${a} ${b} 0 1 0 ${-a} 0Z`;
}

const OUTLINES = {
  dot: (r) => oval(r, r),
  ellipse: (r) => oval(r * 1.15, r * 0.88),
  square: (r) => polygon([[-r * 0.88, -r * 0.88], [r * 0.88, -r * 0.88], [r * 0.88, r * 0.88], [-r * 0.88, r * 0.88]]),
  box: (r) => polygon([[-r * 1.15, -r * 0.75], [r * 1.15, -r * 0.75], [r * 1.15, r * 0.75], [-r * 1.15, r * 0.75]]),
  diamond: (r) => regular(4, r * 1.15, 0),
  hexagon: (r) => regular(6, r * 1.05, 0),
  triangle: (r) => regular(3, r * 1.2, -Math.PI / 2),
  star,
};

// The outline of a shape of vis-network's names, of about radius r.
export const shapePath = (shape, r) => (OUTLINES[shape] ?? OUTLINES.dot)(r);

// Black or white, whichever is easier to read on a colour (#rrggbb), by the contrast of WCAG.
export function letters(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return 1.05 / (light + 0.05) >= 4.5 || 1.05 / (light + 0.05) > (light + 0.05) / 0.05 ? "#fff" : "#14181c";
}

// A name in at most `lines` lines of `width` characters, a Latin letter half of one; Latin words stay whole where they
// fit, and what is cut ends in ….
export function wrapped(name, width = 10, lines = 2) {
  const rows = [""];
  let room = width;
  for (const piece of name.match(/[\u0021-\u2e7f]{1,14}\s?|./gu) ?? []) {
    const wide = [...piece].reduce((sum, c) => sum + (c.codePointAt(0) < 0x2e80 ? 0.55 : 1), 0);
    if (room < wide && rows.at(-1)) {
      if (rows.length === lines) {
        rows[rows.length - 1] = `${rows.at(-1).trimEnd().slice(0, -1)}…`;
        return rows;
      }
      rows.push("");
      room = width;
    }
    rows[rows.length - 1] += piece;
    room -= wide;
  }
  return rows.map((row) => row.trimEnd());
}
