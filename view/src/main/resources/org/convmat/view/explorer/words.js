// Sentences that say what a picture shows.
import { marginOf } from "./grids.js";
import { lineOf } from "./layer.js";

/** A superscript, as in C to the T. */
export const sup = (text) => {
  const node = document.createElement("sup");
  node.textContent = text;
  return node;
};

/** What the picture shows, in a sentence. */
export function lede(transposed, scatter) {
  if (scatter) {
    return transposed
      ? ["Each cell of x puts the whole kernel, times its number, into U: a row of C, standing up as a column of C", sup("T"), "."]
      : ["Each cell of x is scattered to the cells of Y whose window holds it: a column of C."];
  }
  return transposed
    ? ["Each cell of U gathers from the cells of x that reach it: a row of C", sup("T"), ", times x."]
    : ["Each cell of Y gathers the cells of x under the kernel: a row of C, times x."];
}

/** The most terms that a cell of a side has. */
export function mostTerms(layer, side) {
  const counts = new Map();
  for (const entry of layer.entries) {
    const line = lineOf(entry, side);
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** What rows and columns are. */
export function matrixLede(layer, turned) {
  const grid = `a cell of ${layer.transposed ? "x" : "Y"}`;
  const image = `a cell of ${layer.transposed ? "U" : "x"}`;
  const entries = `${layer.entries.length} entries, each in the colour of its tap.`;
  return turned ? [`A row is ${image}, a column ${grid}; ${entries}`] : [`A row is ${grid}, a column ${image}; ${entries}`];
}

/** What has to be said of how the cells are drawn: of places outside the image, of cells too small for numbers. */
export function notes(layer, tiny) {
  const margin = marginOf(layer.axes).flat().some((cells) => cells > 0);
  return [
    ...(margin ? ["Dashed places lie outside the image: what falls on them is dropped."] : []),
    ...(tiny ? ["Too small for numbers, the cells show shades; point at one, or step to it."] : []),
  ].join(" ");
}
