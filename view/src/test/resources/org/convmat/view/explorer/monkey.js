// Appended to the page's logic: changes states at random, as the form would, and says what is wrong with what comes out.
const { readFileSync } = await import("node:fs");
const { book, seed, changes } = JSON.parse(readFileSync(process.argv[2], "utf8"));

let last = seed;
const random = (below) => {
  last = (last * 48271) % 2147483647;
  return last % below;
};
const values = (axes, least, count) => Array.from({ length: axes }, () => least + random(count));

const CHANGES = [
  (s) => withDirection(s, random(2) === 1, book),
  (s) => withAxes(s, 1 + random(2), book),
  (s) => withDialect(s, book.dialects[random(book.dialects.length)].id, book),
  (s) => withInputSize(s, values(s.stride.length, 1, random(4) ? 8 : 66), book),
  (s) => withKernelSize(s, values(s.stride.length, 1, random(4) ? 4 : 17), book),
  (s) => ({ ...s, stride: values(s.stride.length, random(9) ? 1 : 0, 3) }),
  (s) => ({ ...s, dilation: values(s.stride.length, random(9) ? 1 : 0, 3) }),
  (s) => ({ ...s, auto: [null, "SAME_UPPER", "SAME_LOWER", "VALID"][random(4)] }),
  (s) => ({ ...s, padding: s.padding.map(() => values(2, -1, 4)) }),
  (s) => ({ ...s, outputPadding: random(2) ? [] : values(s.stride.length, 0, 3) }),
  (s) => ({ ...s, outputSize: random(3) ? [] : values(s.stride.length, 1, 20) }),
  (s) => ({ ...s, strict: random(2) === 1, flip: random(2) === 1, scatter: random(2) === 1 }),
];

/** What is not whole in a state; empty if all is. */
function fault(s) {
  const axes = s.stride.length;
  const right = [
    [s.dilation, s.padding, s.cell, s.input.shape, s.kernel.shape].every((list) => list.length === axes),
    [s.outputPadding, s.outputSize].every((list) => list.length === 0 || list.length === axes),
    [s.input, s.kernel].every((a) => a.values.length === sizeOf(a.shape) && a.values.every(Number.isFinite)),
    sizeOf(s.input.shape) <= book.limits.cells,
    commandsOf(s, book).split("\n").length === 4,
    linkOf(stateOf(linkOf(s, book), book), book) === linkOf(s, book),
  ];
  return right.includes(false) ? JSON.stringify([right, s]) : "";
}

for (const [name, link] of EXAMPLES) {
  const example = stateOf(link, book);
  layerOf(example, book);
  if (fault(example) || linkOf(example, book) !== link) {
    console.log(`${name}: ${linkOf(example, book)}`);
  }
}

let state = book.start;
const seen = { shown: 0, refused: 0, kept: 0 };
for (let i = 0; i < changes; i++) {
  try {
    state = CHANGES[random(CHANGES.length)](state);
    if (fault(state)) {
      console.log(fault(state));
    }
    const layer = layerOf(state, book);
    const cell = cellWithin(state, state.scatter ? layer.inputExtents : layer.outputExtents);
    const side = state.scatter ? layer.inputSide : layer.outputSide;
    const terms = termsOf(layer, side, cell);
    const sum = terms.length ? terms[terms.length - 1].sum : 0;
    if (!state.scatter && !Object.is(sum + 0, valueAt(layer, side, cell) + 0)) {
      console.log(`${JSON.stringify(state)}: the terms sum to ${sum}, the cell holds ${valueAt(layer, side, cell)}`);
    }
    seen.shown++;
  } catch (e) {
    if (!(e instanceof Refusal)) {
      console.log(`${JSON.stringify(state)}: ${e.stack}`);
    }
    seen.refused++;
    state = random(3) === 0 ? book.start : state;
  }
}
console.log(`${seen.shown} ${seen.refused}`);
