// What the page can be in: a plain object, and the changes that keep it whole. A state is {transposed, dialect, strict,
// input: {shape, values}, kernel: {shape, values}, flip, stride, dilation, padding, auto, outputPadding, outputSize,
// scatter, cell, showTransposed, colours, theme}; lists have a value for each axis.
import { extentsOf, indexOf, positionOf, sizeOf } from "./geometry.js";
import { dialectOf, requireFits } from "./layer.js";
import { tryAxes } from "./dialects.js";
import { refuse } from "./strictness.js";

/** The numbers that fill an array of this shape where none were given: the tutorial's, over and over. */
export function sampleOf(sample, shape) {
  const { extents, values } = sample;
  return Array.from({ length: sizeOf(shape) }, (_, index) => {
    if (shape.length === 1) {
      return values[index % values.length];
    }
    const position = positionOf(shape, index).map((p, a) => p % extents[a]);
    return values[indexOf(extents, position)];
  });
}

/** Which sample fills the input. */
export function inputSample(transposed, book) {
  return transposed ? book.samples.grid : book.samples.image;
}

/** An array of another shape: what lies in both stays, the rest is the sample's. */
export function resized(array, shape, sample) {
  const values = sampleOf(sample, shape);
  const plane = (s) => (s.length === 1 ? [1, s[0]] : s);
  const [from, to] = [plane(array.shape), plane(shape)];
  for (let r = 0; r < Math.min(from[0], to[0]); r++) {
    for (let c = 0; c < Math.min(from[1], to[1]); c++) {
      values[r * to[1] + c] = array.values[r * from[1] + c];
    }
  }
  return { shape, values };
}

/** The state with an input of another size. */
export function withInputSize(state, shape, book) {
  requireFits("input", shape, book.limits);
  return { ...state, input: resized(state.input, shape, inputSample(state.transposed, book)) };
}

/** The state with a kernel of another size. */
export function withKernelSize(state, shape, book) {
  requireKernelFits(shape, book.limits);
  return { ...state, kernel: resized(state.kernel, shape, book.samples.kernel) };
}

export function requireKernelFits(shape, limits) {
  if (Math.max(...shape) > limits.kernel) {
    refuse(`the kernel is ${shape.join("x")}; the page shows at most ${limits.kernel} taps along an axis`);
  }
}

/** The state with one axis, or with two: the first row becomes the array, or the array the first row. */
export function withAxes(state, axes, book) {
  const shape = (old) => (axes === 1 ? old.slice(-1) : old.length === 1 ? [old[0], old[0]] : old);
  const input = shape(state.input.shape);
  while (sizeOf(input) > book.limits.cells) {
    input[0]--;
  }
  const list = (values) => (values.length === 0 ? [] : Array.from({ length: axes }, () => values[0]));
  const changed = {
    ...state,
    stride: list(state.stride),
    dilation: list(state.dilation),
    padding: list(state.padding),
    outputPadding: list(state.outputPadding),
    outputSize: [],
    cell: Array(axes).fill(0),
  };
  return withInputSize(withKernelSize(changed, shape(state.kernel.shape), book), input, book);
}

/** The state with another dialect, which is strict; a dilation keeps its meaning where frameworks count differently. */
export function withDialect(state, id, book) {
  const next = { ...state, dialect: id, strict: true };
  const step = dialectOf(next, book).noDilation - dialectOf(state, book).noDilation;
  return { ...next, dilation: state.dilation.map((d) => d + step) };
}

/**
 * The other product with the same matrix: its input has the size of this one's result. Where the stride leaves a size
 * open, an output padding gives the size back, if the dialect has one.
 */
export function withDirection(state, transposed, book) {
  if (transposed === state.transposed) {
    return state;
  }
  const { axes } = tryAxes(requestOf(state), dialectOf(state, book));
  const shape = axes ? extentsOf(axes, transposed ? "grid" : "image") : state.input.shape;
  const next = {
    ...state,
    transposed,
    outputPadding: [],
    outputSize: [],
    showTransposed: transposed,
    cell: shape.map(() => 0),
    input: { shape, values: sampleOf(inputSample(transposed, book), shape) },
  };
  return axes && transposed ? givingBack(next, extentsOf(axes, "image"), book) : next;
}

function givingBack(state, images, book) {
  const plain = tryAxes(requestOf(state), dialectOf(state, book));
  if (!plain.axes) {
    return state;
  }
  const missing = plain.axes.map((axis, a) => images[a] - axis.image);
  const padded = { ...state, outputPadding: missing };
  const useful = missing.some((m) => m !== 0) && !tryAxes(requestOf(padded), dialectOf(state, book)).refusal;
  return useful ? padded : state;
}

/** What the dialects take of a state. */
export function requestOf(state) {
  return { ...state, extents: state.input.shape, kernel: state.kernel.shape };
}

/** The cell of the state, pulled inside the side that it is on. */
export function cellWithin(state, extents) {
  return extents.map((extent, a) => Math.min(Math.max(state.cell[a] ?? 0, 0), extent - 1));
}
