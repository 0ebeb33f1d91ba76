// What a framework refuses. The table of what each takes is written into the page by the Java library (Abilities);
// the checks and their words are those of its classes AxisRequest and Strictness.

/** A layer that cannot be, with the numbers and what would be right. */
export class Refusal extends Error {}

export function refuse(text) {
  throw new Refusal(text);
}

/** The frameworks' own sentences for what they refuse. */
const WORDS = {
  pytorch: {
    outputPadding: "output padding must be smaller than either stride or dilation",
    negativeOutputPadding: "negative output_padding is not supported",
    negativePadding: "negative padding is not supported",
  },
  onnx: { outputPadding: "output_padding must be less than the corresponding stride/dilation dimension" },
  keras: {
    outputPadding: "`output_padding` must be strictly less than `strides`",
    strideAndDilation: "`strides > 1` not supported in conjunction with `dilation_rate > 1`",
    numbers: "`padding` must be either 'valid' or 'same'",
    keyword: "`padding` must be either 'valid' or 'same'",
  },
  jax: { keyword: "String padding is not implemented for transposed convolution" },
  onednn: {
    negativePadding: "left padding value must be non-negative",
    endPadding: "right padding and stride must sum up to a positive value",
  },
};

/** The parameters of each axis, checked for sense in every framework. */
export function axisRequests(request, dialect) {
  return request.extents.map((extent, axis) => {
    const stated = request.dilation[axis];
    const least = dialect.noDilation;
    if (stated < least) {
      refuse(`dilation on axis ${axis} is ${stated}, must be at least ${least}`);
    }
    const dilation = stated + 1 - dialect.noDilation;
    const kernel = request.kernel[axis];
    const stride = request.stride[axis];
    atLeastOne("extent", extent, axis);
    atLeastOne("kernel extent", kernel, axis);
    atLeastOne("stride", stride, axis);
    const span = dilation * (kernel - 1) + 1;
    const [begin, end] = request.auto ? [0, 0] : request.padding[axis];
    return {
      axis,
      extent,
      kernel,
      stride,
      dilation,
      auto: request.auto,
      begin,
      end,
      outputPadding: request.outputPadding.length ? request.outputPadding[axis] : null,
      extra: request.outputPadding.length ? request.outputPadding[axis] : 0,
      outputSize: request.outputSize.length ? request.outputSize[axis] : null,
      span,
      full: (extent - 1) * stride + span,
    };
  });
}

function atLeastOne(what, value, axis) {
  if (value < 1) {
    refuse(`${what} on axis ${axis} is ${value}, must be at least 1`);
  }
}

/** Refuses what the framework's table does not have. */
export function checkStrict(request, dialect, requests) {
  const able = request.transposed ? dialect.transposed : dialect.convolution;
  const layer = request.transposed ? "transposed convolution" : "convolution";
  const no = (numbers, kind) => {
    const words = WORDS[dialect.id]?.[kind];
    refuse(`${dialect.id} refuses this ${layer}: ${words === undefined ? "" : `${words}: `}${numbers}`);
  };
  const axes = requests.length;
  if (axes < able.fewestAxes || axes > able.mostAxes) {
    no(`it takes ${able.fewestAxes} to ${able.mostAxes} spatial axes, not ${axes}`);
  }
  requests.forEach((r) => checkAxis(r, able, no));
  const strided = requests.some((r) => r.stride > 1);
  const dilated = requests.some((r) => r.dilation > 1);
  if (dilated && able.dilation === "NONE") {
    no("it has no dilation");
  }
  if (strided && dilated && able.dilation === "WITHOUT_STRIDE") {
    const list = (key) => `[${requests.map((r) => r[key]).join(", ")}]`;
    no(`strides ${list("stride")} with dilations ${list("dilation")}`, "strideAndDilation");
  }
}

function checkAxis(r, able, no) {
  if (r.auto) {
    if (!able.keywords.includes(r.auto)) {
      no(`it has no padding ${r.auto}`, "keyword");
    }
  } else if (!takesPadding(r, able)) {
    const kind = able.explicit === "NONE" ? "numbers" : r.begin < 0 ? "negativePadding" : "endPadding";
    no(`padding ${r.begin}:${r.end} on axis ${r.axis} is not among its paddings in numbers (${able.explicit})`, kind);
  }
  if (r.outputSize !== null && !able.outputSize) {
    no("the size of its result cannot be asked for");
  }
  const limit = outputPaddingLimit(able.outputPadding, r.stride, r.dilation);
  if (r.outputPadding !== null && (r.outputPadding < 0 || r.outputPadding >= limit)) {
    no(
      `output padding ${r.outputPadding} on axis ${r.axis} must be at least 0 and below ${limit}` +
        ` (stride ${r.stride}, dilation ${r.dilation})`,
      r.outputPadding < 0 ? "negativeOutputPadding" : "outputPadding",
    );
  }
}

function takesPadding(r, able) {
  switch (able.explicit) {
    case "NONE":
      return r.begin === 0 && r.end === 0 && able.keywords.includes("VALID");
    case "SYMMETRIC":
      return r.begin === r.end && r.begin >= 0;
    case "BOTH_ENDS":
      return r.begin >= 0 && r.end >= 0;
    case "END_ABOVE_MINUS_STRIDE":
      return r.begin >= 0 && r.end + r.stride > 0;
    default:
      return true;
  }
}

function outputPaddingLimit(rule, stride, dilation) {
  return { NONE: 1, BELOW_STRIDE: stride, BELOW_STRIDE_OR_DILATION: Math.max(stride, dilation) }[rule];
}

/** The size asked for, or the smallest plus output padding, within PyTorch's limits. */
export function imageExtent(r, smallest) {
  if (r.outputSize !== null) {
    if (r.outputPadding !== null) {
      refuse("give either output size or output padding, not both");
    }
    if (r.outputSize < smallest || r.outputSize > smallest + r.stride - 1) {
      refuse(
        `output size ${r.outputSize} on axis ${r.axis} cannot be had: valid sizes range from ${smallest} to ` +
          `${smallest + r.stride - 1}`,
      );
    }
    return r.outputSize;
  }
  if (r.extra < 0 || r.extra >= Math.max(r.stride, r.dilation)) {
    refuse(
      `output padding ${r.extra} on axis ${r.axis} must be at least 0 and smaller than the stride ${r.stride} or the` +
        ` dilation ${r.dilation}`,
    );
  }
  return smallest + r.extra;
}

/** An extent that an array can have. */
export function arrayExtent(side, value, r) {
  const most = 2147483647;
  if (value < 1 || value > most) {
    refuse(
      `the ${side} would have extent ${value} on axis ${r.axis}, must be 1 to ${most} (kernel ${r.kernel}, stride ` +
        `${r.stride}, dilation ${r.dilation}, padding ${r.auto || `${r.begin}:${r.end}`})`,
    );
  }
  return value;
}
