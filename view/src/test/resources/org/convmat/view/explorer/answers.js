// Appended to the page's logic: answers the cases of PortTest, a line each.
const { readFileSync } = await import("node:fs");
const { book, cases } = JSON.parse(readFileSync(process.argv[2], "utf8"));

const bits = (value) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16);
};

function links(layer, side, cell) {
  return termsOf(layer, side, positionOf(extentsOf(layer.axes, side), cell)).map((t) => [
    ...[t.row, t.column, t.weight, t.grid, t.tap, t.image, weightName(layer, t.tap)],
    ...[t.value, t.weighed, t.product, t.sum].map(bits),
  ]);
}

function answer(request) {
  const dialect = dialectOf(request, book);
  const { axes, refusal } = tryAxes({ ...request, extents: request.input.shape, kernel: request.kernel.shape }, dialect);
  if (refusal !== undefined) {
    return { refusal };
  }
  const six = axes.map((x) => [x.image, x.grid, x.kernel, x.stride, x.dilation, x.offset]);
  if (!request.whole) {
    return { six };
  }
  const layer = layerOf(request, book);
  const sides = request.probes.map(([side, cell]) => [side, cell]);
  return {
    six,
    taps: axes.map((x) => Array.from({ length: x.grid }, (_, o) => tapRange(x, o))),
    grids: axes.map((x) => Array.from({ length: x.kernel }, (_, t) => gridRange(x, t))),
    entries: layer.entries.map((e) => [e.row, e.column, e.weight]),
    output: layer.output.map(bits),
    links: sides.map(([side, cell]) => links(layer, side, cell)),
    dropped: sides.map(([side, cell]) =>
      droppedOf(axes, side, positionOf(extentsOf(axes, side), cell)).map((d) => [d.tap, d.reason]),
    ),
    sizes: axes.map((x) => sizeWithNumbers(x, request.transposed, likelyEnd(x))),
    given: request.auto ? [] : axes.map((x, a) => sizeWithNumbers(x, request.transposed, request.padding[a][1])),
    words: sizeInWords(request.transposed),
  };
}

console.log(cases.map((request) => JSON.stringify(answer(request))).join("\n"));
