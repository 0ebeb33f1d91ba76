// The index rule and what follows from it: which taps join which cells. The Java library's ConvolutionAxis, AxisTaps
// and Links, ported; a test holds the two equal. An axis is {image, grid, kernel, stride, dilation, offset}.

/** The image position that a tap touches from a grid position; it may lie outside the image. */
export function imagePosition(axis, grid, tap) {
  return grid * axis.stride + tap * axis.dilation - axis.offset;
}

/** First and one past the last j in 0..count with 0 <= from + j*step < image. */
function inside(axis, from, step, count) {
  const begin = Math.min(Math.max(Math.ceil(-from / step), 0), count);
  const end = Math.min(Math.max(Math.floor((axis.image - 1 - from) / step) + 1, begin), count);
  return [begin, end];
}

/** The taps that touch the image from a grid position: [first, one past the last]. */
export function tapRange(axis, grid) {
  return inside(axis, imagePosition(axis, grid, 0), axis.dilation, axis.kernel);
}

/** The grid positions from which a tap touches the image: [first, one past the last]. */
export function gridRange(axis, tap) {
  return inside(axis, imagePosition(axis, 0, tap), axis.stride, axis.grid);
}

/** What a grid position is joined to on one axis, ascending in the image. */
function fromGrid(axis, grid) {
  const touches = [];
  const [begin, end] = tapRange(axis, grid);
  for (let tap = begin; tap < end; tap++) {
    touches.push({ grid, tap, image: imagePosition(axis, grid, tap) });
  }
  return touches;
}

/** What an image position is joined to on one axis, ascending in the grid. */
function fromImage(axis, image) {
  const touches = [];
  for (let tap = axis.kernel - 1; tap >= 0; tap--) {
    const grid = (image - imagePosition(axis, 0, tap)) / axis.stride;
    if (Number.isInteger(grid) && grid >= 0 && grid < axis.grid) {
      touches.push({ grid, tap, image });
    }
  }
  return touches;
}

/** The row-major index of a position. */
export function indexOf(extents, position) {
  return position.reduce((index, p, a) => index * extents[a] + p, 0);
}

/** The position of a row-major index. */
export function positionOf(extents, index) {
  const position = [];
  for (let a = extents.length - 1, rest = index; a >= 0; a--) {
    position.unshift(rest % extents[a]);
    rest = Math.floor(rest / extents[a]);
  }
  return position;
}

/** All tuples of one element of each list, the last list fastest. */
export function tuples(lists) {
  return lists.reduce((all, list) => all.flatMap((head) => list.map((item) => [...head, item])), [[]]);
}

export function sizeOf(extents) {
  return extents.reduce((product, extent) => product * extent, 1);
}

/** The extents of a side, "grid" or "image", or of the "kernel". */
export function extentsOf(axes, side) {
  return axes.map((axis) => axis[side]);
}

/**
 * The entries of C that belong to one cell: the row of a grid's cell, the column of an image's, in the order of the
 * other side. Each is {grid, image, tap} (positions), {row, column} of C, and the row-major index {weight} of the tap.
 */
export function linksOf(axes, side, position) {
  const along = side === "grid" ? fromGrid : fromImage;
  return tuples(axes.map((axis, a) => along(axis, position[a]))).map((touches) => {
    const of = (key) => touches.map((touch) => touch[key]);
    const index = (key) => indexOf(extentsOf(axes, key), of(key));
    const tap = of("tap");
    return {
      grid: of("grid"),
      image: of("image"),
      tap,
      row: index("grid"),
      column: index("image"),
      weight: indexOf(extentsOf(axes, "kernel"), tap),
    };
  });
}

/** The taps that join a cell to nothing, in the kernel's order, and why, for the first axis on which it is so. */
export function droppedOf(axes, side, position) {
  const reason = side === "grid" ? outside : unreached;
  const dropped = [];
  for (const tap of tuples(axes.map((axis) => [...Array(axis.kernel).keys()]))) {
    const reasons = axes.map((axis, a) => reason(axis, position[a], tap[a]));
    const first = reasons.findIndex((text) => text !== "");
    if (first >= 0) {
      dropped.push({ tap, reason: `on axis ${first} it ${reasons[first]}` });
    }
  }
  return dropped;
}

function outside(axis, grid, tap) {
  const image = imagePosition(axis, grid, tap);
  return image >= 0 && image < axis.image ? "" : `touches ${image}, outside 0..${axis.image - 1}`;
}

function unreached(axis, image, tap) {
  const first = imagePosition(axis, 0, tap);
  const last = imagePosition(axis, axis.grid - 1, tap);
  if (image < first) {
    return `touches ${first} at the least, from grid position 0`;
  }
  if (image > last) {
    return `touches ${last} at the most, from grid position ${axis.grid - 1}`;
  }
  return (image - first) % axis.stride === 0
    ? ""
    : `touches ${first}, ${imagePosition(axis, 1, tap)}, ..., not ${image}`;
}
