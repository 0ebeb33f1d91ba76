// The words beside the pictures: the sum of a cell, its terms, its line of C, what is dropped, the sizes.
import { byId, element, exactly, factor, paint, tapColour } from "./elements.js";
import { droppedOf, indexOf } from "./geometry.js";
import { lineOf, nameOf, termsOf, valueAt, weightName } from "./layer.js";
import { endOf, sizeInWords, sizeWithNumbers } from "./sizes.js";

const MOST_IN_A_SUM = 16;
const MOST_IN_A_TABLE = 400;

/** What is to be said of a cell: its terms, and the line of C that they are. */
export function explanationOf(layer, side, position) {
  const other = side === "grid" ? "image" : "grid";
  const gather = side === layer.outputSide;
  const terms = termsOf(layer, side, position);
  const extents = side === layer.inputSide ? layer.inputExtents : layer.outputExtents;
  return {
    layer,
    side,
    other,
    position,
    gather,
    terms,
    name: nameOf(layer, side, position),
    value: valueAt(layer, side, position),
    index: indexOf(extents, position),
    dropped: droppedOf(layer.axes, side, position),
  };
}

/** The sum of an output cell, or what an input cell gives, as plain words. */
export function inWords(explanation) {
  const { layer, terms, name, value, gather, other } = explanation;
  if (!gather) {
    const targets = terms.map((t) => `${exactly(t.product)} to ${nameOf(layer, other, t[other])}`);
    const list = targets.length > MOST_IN_A_SUM ? `${targets.length} cells` : targets.join(", ");
    return `${name} = ${exactly(value)}, gives ${list || "nothing"}. ${lineInWords(explanation)}`;
  }
  const sum = terms.map((t) => `${factor(t.value)} times ${factor(t.weighed)}`).join(" plus ");
  const words = terms.length === 0 ? "no tap reaches it" : terms.length > MOST_IN_A_SUM ? `the sum of ${terms.length} terms` : sum;
  return `${name} = ${exactly(value)}: ${words}. ${lineInWords(explanation)}`;
}

/** The line of C. */
export function lineInWords({ layer, side, other, terms, index }) {
  const line = (s) => (s === "grid" ? "row" : "column");
  const entries = terms.map((t) => `${exactly(t.weighed)} in ${line(other)} ${lineOf(t, other)}`);
  const list = entries.length === 0 || entries.length > MOST_IN_A_SUM ? `${entries.length} entries` : entries.join(", ");
  return `${line(side)[0].toUpperCase()}${line(side).slice(1)} ${index} of C, which is ${layer.rows}\u00d7${layer.columns}: ${list}.`;
}

/** Shows an explanation. */
export function showExplanation(explanation, book) {
  const { gather, name, value } = explanation;
  byId("h-sum").textContent = gather ? `Where ${name} comes from` : `Where ${name} goes`;
  const equation = byId("equation");
  equation.dataset.value = value;
  equation.replaceChildren(...(gather ? gathered(explanation, book) : scattered(explanation, book)));
  byId("line").textContent = lineInWords(explanation);
  showTerms(explanation, book);
  showDropped(explanation);
}

function term(text, weight, book) {
  return paint(element("span", { class: "term" }, text), tapColour(book, weight));
}

function gathered({ name, value, terms }, book) {
  const sum = terms.slice(0, MOST_IN_A_SUM).flatMap((t, i) => [
    i ? " + " : "",
    term(`${factor(t.value)}\u00b7${factor(t.weighed)}`, t.weight, book),
  ]);
  const more = terms.length > MOST_IN_A_SUM ? [` + ${terms.length - MOST_IN_A_SUM} more`] : [];
  const none = terms.length === 0 ? [", no tap reaches it"] : [];
  return terms.length === 0
    ? [element("strong", {}, `${name} = 0`), ...none]
    : [`${name} = `, ...sum, ...more, " = ", element("strong", {}, exactly(value))];
}

function scattered({ layer, name, value, terms, other }, book) {
  const parts = terms.slice(0, MOST_IN_A_SUM).flatMap((t, i) => [
    i ? ", " : "",
    term(`${nameOf(layer, other, t[other])} += ${factor(value)}\u00b7${factor(t.weighed)}`, t.weight, book),
  ]);
  const more = terms.length > MOST_IN_A_SUM ? [` and ${terms.length - MOST_IN_A_SUM} more`] : [];
  const words = terms.length === 0 ? " touches no output" : ": ";
  return [element("strong", {}, `${name} = ${exactly(value)}`), words, ...parts, ...more];
}

function showTerms({ layer, gather, terms, other }, book) {
  const head = ["weight", gather ? "input" : "output", "product", ...(gather ? ["sum"] : [])];
  const rows = terms.slice(0, MOST_IN_A_TABLE).map((t) => {
    const swatch = paint(element("span", { class: "swatch" }), tapColour(book, t.weight));
    const cells = [
      element("th", { scope: "row" }, swatch, `${weightName(layer, t.tap)} = ${exactly(t.weighed)}`),
      element("td", {}, gather ? `${nameOf(layer, other, t[other])} = ${exactly(t.value)}` : nameOf(layer, other, t[other])),
      element("td", {}, `${factor(t.value)}\u00b7${factor(t.weighed)} = ${exactly(t.product)}`),
    ];
    const row = element("tr", {}, ...cells, ...(gather ? [element("td", {}, exactly(t.sum))] : []));
    Object.assign(row.dataset, { row: t.row, column: t.column, weight: t.weighed, value: t.value, product: t.product, sum: t.sum });
    return row;
  });
  const left = terms.length - rows.length;
  const note = left > 0 ? [element("tr", {}, element("td", { colspan: "4" }, `and ${left} more`))] : [];
  const titles = head.map((text) => element("th", { scope: "col" }, text));
  byId("terms").replaceChildren(
    element("caption", { class: "hidden" }, "Terms"),
    element("thead", {}, element("tr", {}, ...titles)),
    element("tbody", {}, ...rows, ...note),
  );
  const scroll = byId("terms-scroll");
  scroll.hidden = terms.length === 0;
  if (scroll.scrollHeight > scroll.clientHeight + 2 || scroll.scrollWidth > scroll.clientWidth + 2) {
    scroll.setAttribute("tabindex", "0");
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "Terms");
  } else {
    ["tabindex", "role", "aria-label"].forEach((name) => scroll.removeAttribute(name));
  }
}

function showDropped({ layer, dropped }) {
  const taps = layer.kernelExtents.reduce((a, b) => a * b, 1);
  byId("dropped-panel").hidden = dropped.length === 0;
  byId("dropped-count").textContent = `${dropped.length} of ${taps} taps have no part in it`;
  byId("dropped").replaceChildren(
    ...dropped.map((d) => element("li", {}, `${weightName(layer, d.tap)}: ${d.reason}`)),
  );
}

/** Shows the formula of the size, and each axis with its numbers. */
export function showSizes(layer) {
  byId("size-words").textContent = `output = ${sizeInWords(layer.transposed)}`;
  byId("sizes").replaceChildren(
    ...layer.axes.map((axis, a) =>
      element("li", {}, `axis ${a}: ${sizeWithNumbers(axis, layer.transposed, endOf(layer, a))}`),
    ),
  );
}
