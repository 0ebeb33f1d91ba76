// One layer with its numbers: the entries of C, the result, and the terms of a cell. The library's Explainer, ported.
import { axesOf } from "./dialects.js";
import { extentsOf, indexOf, linksOf, positionOf, sizeOf, tapRange, imagePosition } from "./geometry.js";
import { refuse } from "./strictness.js";

/** The dialect of a state; the book is what the library wrote into the page. */
export function dialectOf(state, book) {
  return book.dialects.find((dialect) => dialect.id === state.dialect);
}

/** The layer that a state describes. Throws a Refusal, the framework's or the page's. */
export function layerOf(state, book) {
  const dialect = dialectOf(state, book);
  const axes = axesOf({ ...state, extents: state.input.shape, kernel: state.kernel.shape }, dialect);
  const inputSide = state.transposed ? "grid" : "image";
  const outputSide = state.transposed ? "image" : "grid";
  requireFits("result", extentsOf(axes, outputSide), book.limits);
  const able = state.transposed ? dialect.transposed : dialect.convolution;
  const layer = {
    state,
    axes,
    transposed: state.transposed,
    mirrored: state.flip !== able.mirrored,
    inputSide,
    outputSide,
    inputExtents: extentsOf(axes, inputSide),
    outputExtents: extentsOf(axes, outputSide),
    kernelExtents: extentsOf(axes, "kernel"),
    rows: sizeOf(extentsOf(axes, "grid")),
    columns: sizeOf(extentsOf(axes, "image")),
    entries: entriesOf(axes),
  };
  layer.output = product(layer);
  return layer;
}

/** Refuses what is too large for the page. */
export function requireFits(what, extents, limits) {
  const cells = sizeOf(extents);
  if (Math.max(...extents) > limits.extent || cells > limits.cells) {
    refuse(
      `the ${what} is ${extents.join("x")}, ${cells} cells; the page shows at most ${limits.extent} along an axis and ` +
        `${limits.cells} in all`,
    );
  }
}

/** Every entry of C, row by row, columns ascending: {row, column, weight}. */
export function entriesOf(axes) {
  const grids = extentsOf(axes, "grid");
  const entries = [];
  for (let row = 0; row < sizeOf(grids); row++) {
    const position = positionOf(grids, row);
    let places = [[0, 0]];
    axes.forEach((axis, a) => {
      const [begin, end] = tapRange(axis, position[a]);
      const next = [];
      for (const [column, weight] of places) {
        for (let tap = begin; tap < end; tap++) {
          next.push([column * axis.image + imagePosition(axis, position[a], tap), weight * axis.kernel + tap]);
        }
      }
      places = next;
    });
    places.forEach(([column, weight]) => entries.push({ row, column, weight }));
  }
  return entries;
}

/** Where the weight of a canonical tap index stands in the kernel as it was given. */
export function kernelIndex(layer, weight) {
  return layer.mirrored ? sizeOf(layer.kernelExtents) - 1 - weight : weight;
}

/** The number that an entry of C with this tap holds. */
export function weightOf(layer, weight) {
  return layer.state.kernel.values[kernelIndex(layer, weight)];
}

/** C x, or C^T x; each cell is summed in the order of its terms. */
function product(layer) {
  const input = layer.state.input.values;
  const output = new Array(layer.transposed ? layer.columns : layer.rows).fill(0);
  for (const { row, column, weight } of layer.entries) {
    const [to, from] = layer.transposed ? [column, row] : [row, column];
    output[to] += weightOf(layer, weight) * input[from];
  }
  return output;
}

/** The row or column of C on one side of a link. */
export function lineOf(link, side) {
  return side === "grid" ? link.row : link.column;
}

/**
 * What a cell has to do with the other side: an output cell's terms, or what an input cell is scattered to. Each is a
 * link with {value, weighed, product, sum}: the input's number, the weight's, their product, and the sum up to here.
 */
export function termsOf(layer, side, position) {
  let sum = 0;
  return linksOf(layer.axes, side, position).map((link) => {
    const value = layer.state.input.values[lineOf(link, layer.inputSide)];
    const weighed = weightOf(layer, link.weight);
    sum += weighed * value;
    return { ...link, value, weighed, product: weighed * value, sum };
  });
}

/** The number in a cell. */
export function valueAt(layer, side, position) {
  const input = side === layer.inputSide;
  const index = indexOf(input ? layer.inputExtents : layer.outputExtents, position);
  return (input ? layer.state.input.values : layer.output)[index];
}

/** The name of a cell, as `convmat explain` has it: x for the input, Y or U for the result. */
export function nameOf(layer, side, position) {
  const name = side === layer.inputSide ? "x" : layer.transposed ? "U" : "Y";
  return `${name}[${position.join(",")}]`;
}

/** The name of a tap's weight, by its place in the kernel as it was given. */
export function weightName(layer, tap) {
  const place = layer.mirrored ? tap.map((t, a) => layer.kernelExtents[a] - 1 - t) : tap;
  return `w[${place.join(",")}]`;
}
