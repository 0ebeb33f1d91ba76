// The formula of a size, with the numbers in it: the library's SizeFormula, ported.

/** The formula without numbers. */
export function sizeInWords(transposed) {
  return transposed
    ? "(input - 1)*stride - begin - end + dilation*(kernel - 1) + 1 + output_padding"
    : "floor((input + begin + end - dilation*(kernel - 1) - 1) / stride) + 1";
}

/** How far the last tap's last place reaches past the image; negative where it falls short. */
function overhang(axis) {
  const reach = (axis.grid - 1) * axis.stride + axis.dilation * (axis.kernel - 1) + 1;
  return reach - axis.offset - axis.image;
}

/** Of the paddings at the end that give the same size, the one nearest to that at the begin. */
export function likelyEnd(axis) {
  const least = overhang(axis);
  return Math.min(Math.max(axis.offset, least), least + axis.stride - 1);
}

/** The formula of one axis with its numbers and the result; end is the padding at the end. */
export function sizeWithNumbers(axis, transposed, end) {
  const signed = (value) => (value < 0 ? `(${value})` : `${value}`);
  const { stride, dilation, kernel } = axis;
  const begin = signed(axis.offset);
  return transposed
    ? `(${axis.grid} - 1)*${stride} - ${begin} - ${signed(end)} + ${dilation}*(${kernel} - 1) + 1 + ` +
        `${end - overhang(axis)} = ${axis.image}`
    : `floor((${axis.image} + ${begin} + ${signed(end)} - ${dilation}*(${kernel} - 1) - 1) / ${stride}) + 1 = ` +
        `${axis.grid}`;
}

/** The padding at the end of axis a: as it was given, or as a rule worked it out. */
export function endOf(layer, a) {
  const { state } = layer;
  const axis = layer.axes[a];
  if (state.auto) {
    return state.auto === "VALID" ? 0 : Math.max(0, overhang(axis));
  }
  const padsDilatedGrid = state.transposed && state.dialect === "jax";
  return padsDilatedGrid ? axis.dilation * (axis.kernel - 1) - state.padding[a][1] : state.padding[a][1];
}
