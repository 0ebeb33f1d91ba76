// Small helpers for the document: elements, colours, numbers as text.

export const byId = (id) => document.getElementById(id);

/** An element with attributes and children. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** A number in a table or a sum: all of it, unless it is longer than twelve digits. */
export function exactly(value) {
  const text = `${Number(value.toPrecision(12))}`;
  return text.replace("-", "\u2212");
}

/** A number in a cell. */
export function shortly(value) {
  return `${Number(value.toPrecision(4))}`.replace("-", "\u2212");
}

/** A number as a factor. */
export function factor(value) {
  return value < 0 ? `(${exactly(value)})` : exactly(value);
}

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));

/** A colour between two, #rrggbb; part 0 is the first. */
export function mixed(from, to, part) {
  const [a, b] = [channels(from), channels(to)];
  return `#${a.map((c, i) => Math.round(c + (b[i] - c) * part).toString(16).padStart(2, "0")).join("")}`;
}

/** Relative luminance, as WCAG 2 has it. */
function luminance(colour) {
  const linear = channels(colour).map((c) => (c <= 10 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

/** Black or white, whichever is read better on a colour; the contrast is never below 4.5. */
export function readableOn(colour) {
  return luminance(colour) > 0.1791 ? "#000000" : "#ffffff";
}

/** A colour of the present theme, #rrggbb. */
export function themeColour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Gives an element the colour of a tap. */
export function paint(node, colour) {
  node.style.setProperty("--tap", colour);
  node.style.setProperty("--on-tap", readableOn(colour));
  return node;
}

/** Where a tap's colour stands in the palette of a book. */
export function tapColour(book, weight) {
  return book.taps[weight % book.taps.length];
}
