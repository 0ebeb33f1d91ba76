// From a framework's parameters to the six integers of each axis: the Java library's package dialect, ported; a test
// holds the two equal, refusals included. docs/dialects.md has the rules in words.
import { Refusal, arrayExtent, axisRequests, checkStrict, imageExtent, refuse } from "./strictness.js";

/**
 * The axes of a layer. A request is {transposed, strict, extents, kernel, stride, dilation, auto, padding,
 * outputPadding, outputSize}: lists with a value for each axis (outputPadding and outputSize may be empty), padding as
 * pairs [begin, end], auto null or one of SAME_UPPER, SAME_LOWER, VALID. Throws a Refusal.
 */
export function axesOf(request, dialect) {
  if (!request.transposed && (request.outputSize.length || request.outputPadding.some((p) => p !== 0))) {
    refuse(
      "output padding and output size belong to the transposed convolution; the grid of a" +
        " convolution follows from image, kernel, stride, dilation and padding",
    );
  }
  const requests = axisRequests(request, dialect);
  if (request.strict) {
    checkStrict(request, dialect, requests);
    (REFUSES[dialect.id] ?? (() => {}))(request, requests);
  }
  return requests.map((r) => {
    const window = request.transposed ? transposedWindow(dialect, r, request.strict) : forwardWindow(r);
    const [image, grid] = request.transposed ? [window.extent, r.extent] : [r.extent, window.extent];
    return {
      image: arrayExtent("image", image, r),
      grid: arrayExtent("grid", grid, r),
      kernel: r.kernel,
      stride: r.stride,
      dilation: r.dilation,
      offset: window.begin,
    };
  });
}

/** What a strict dialect refuses beside its table. */
const REFUSES = {
  pytorch(request, requests) {
    if (request.auto === "SAME_UPPER" && requests.some((r) => r.stride !== 1)) {
      refuse("pytorch refuses this convolution: padding='same' is not supported for strided convolutions");
    }
  },
  onnx(request, requests) {
    for (const r of requests) {
      if (r.outputSize !== null && (r.begin !== 0 || r.end !== 0)) {
        refuse(
          "onnx refuses this transposed convolution: with output_shape the pads are worked out, so leave out pads" +
            ` ${r.begin}:${r.end} on axis ${r.axis}`,
        );
      }
    }
  },
};

const isSame = (r) => r.auto === "SAME_UPPER" || r.auto === "SAME_LOWER";

/** The padding of a convolution and its grid. */
function forwardWindow(r) {
  const [begin, end] = r.auto ? samePadding(r, r.extent) : [r.begin, r.end];
  const room = r.extent + begin + end - r.span;
  if (room < 0) {
    refuse(
      `the kernel does not fit the image on axis ${r.axis}: kernel ${r.kernel} with dilation ${r.dilation} spans ` +
        `${r.span}, the image has ${r.extent} + padding ${begin} + ${end} = ${room + r.span}`,
    );
  }
  return { begin, extent: Math.floor(room / r.stride) + 1 };
}

/** The padding that a keyword means for an image of this extent. */
function samePadding(r, image) {
  if (r.auto === "VALID") {
    return [0, 0];
  }
  const grid = Math.ceil(image / r.stride);
  const total = Math.max(0, (grid - 1) * r.stride + r.span - image);
  const smaller = Math.floor(total / 2);
  return r.auto === "SAME_LOWER" ? [total - smaller, smaller] : [smaller, total - smaller];
}

/** What a transposed convolution crops at the begin, and its image. */
function transposedWindow(dialect, r, strict) {
  return (TRANSPOSED[dialect.id] ?? sharedTransposed)(r, strict);
}

function sharedTransposed(r) {
  if (!r.auto) {
    return { begin: r.begin, extent: imageExtent(r, r.full - r.begin - r.end) };
  }
  if (r.outputSize !== null || r.extra !== 0) {
    refuse(
      "auto-pad fixes the size of the result already; leave out output size and output" +
        " padding, or give the padding in numbers",
    );
  }
  if (r.auto === "VALID") {
    return { begin: 0, extent: r.full };
  }
  const image = r.extent * r.stride;
  return { begin: samePadding(r, image)[0], extent: image };
}

/** The frameworks whose transposed convolution has rules of its own. */
const TRANSPOSED = {
  onnx(r, strict) {
    const full = r.full + r.extra;
    if (!isSame(r) && r.outputSize === null) {
      return { begin: r.begin, extent: full - r.begin - r.end };
    }
    if (strict && r.outputSize !== null) {
      requireOneGrid(r, full);
    }
    const image = r.outputSize ?? r.extent * r.stride;
    const half = Math.floor((full - image) / 2);
    return { begin: r.auto === "SAME_UPPER" ? half : full - image - half, extent: image };
  },
  keras(r, strict) {
    if (r.outputSize !== null || r.begin !== 0 || r.end !== 0) {
      return sharedTransposed(r, strict);
    }
    const grown = (r.extent - 1) * r.stride;
    const given = r.outputPadding !== null;
    if (!isSame(r)) {
      return { begin: 0, extent: grown + (given ? r.span + r.extra : Math.max(r.span, r.stride)) };
    }
    const odd = r.span % 2;
    const length = given ? r.span + odd - 2 + r.extra : r.stride + r.span - 2;
    const half = Math.floor((length + (r.auto === "SAME_UPPER" ? 1 : 0)) / 2);
    const low = Math.min(half, r.span - 1);
    return { begin: r.span - 1 - low, extent: grown + (given ? odd + r.extra : r.stride) };
  },
  jax(r, strict) {
    const most = r.span - 1;
    if (!r.auto) {
      const crops = 2 * most - r.begin - r.end;
      return { begin: most - r.begin, extent: imageExtent(r, r.full - crops) };
    }
    if (r.outputSize !== null || r.extra !== 0) {
      return sharedTransposed(r, strict);
    }
    if (r.auto === "VALID") {
      return { begin: 0, extent: (r.extent - 1) * r.stride + Math.max(r.span, r.stride) };
    }
    const length = r.stride + r.span - 2;
    const half = Math.floor((length + (r.auto === "SAME_UPPER" ? 1 : 0)) / 2);
    return { begin: most - (r.stride > most ? most : half), extent: r.extent * r.stride };
  },
  onednn(r, strict) {
    const source = Math.floor((r.outputSize - r.span + r.begin + r.end) / r.stride) + 1;
    if (strict && r.outputSize !== null && source !== r.extent) {
      refuse(
        `onednn refuses this deconvolution: mismatch between actual and computed src dims on axis ${r.axis}: src ` +
          `(${r.extent}) != (dst(${r.outputSize}) - ker(${r.span}) + pad_l(${r.begin}) + pad_r(${r.end}))/ ` +
          `str(${r.stride}) + 1 = ${source}`,
      );
    }
    return sharedTransposed(r, strict);
  },
  dl4j(r, strict) {
    return r.auto === "SAME_UPPER" && r.outputSize === null && r.extra === 0
      ? { begin: Math.trunc((r.span - r.stride) / 2), extent: r.extent * r.stride }
      : sharedTransposed(r, strict);
  },
  matlab(r, strict) {
    if (strict && r.auto === "SAME_UPPER" && r.span < r.stride) {
      refuse(
        `matlab refuses this transposed convolution: 'same' would crop ${r.span - r.stride} on axis ${r.axis}, and` +
          " cropping cannot be negative",
      );
    }
    return sharedTransposed(r, strict);
  },
};

/** ONNX Runtime's check: the convolution of this result has as many outputs as there are inputs. */
function requireOneGrid(r, full) {
  const room = r.outputSize + Math.max(0, full - r.outputSize) - r.span;
  const grid = Math.floor(room / r.stride) + 1;
  if (grid !== r.extent) {
    refuse(
      `onnx refuses this transposed convolution: output_shape ${r.outputSize} on axis ${r.axis} is inconsistent:` +
        ` expected input size ${grid}, got ${r.extent} (kernel spans ${r.span}, stride ${r.stride}, output_padding` +
        ` ${r.extra})`,
    );
  }
}

/** The axes, or the words of the refusal. */
export function tryAxes(request, dialect) {
  try {
    return { axes: axesOf(request, dialect) };
  } catch (e) {
    if (e instanceof Refusal) {
      return { refusal: e.message };
    }
    throw e;
  }
}
