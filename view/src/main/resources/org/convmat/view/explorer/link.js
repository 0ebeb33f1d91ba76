// The state as words: the options of the command line, the link that restores it, the commands that compute it.
import { dialectOf } from "./layer.js";
import { inputSample, sampleOf } from "./state.js";

/** One value where all are alike, else one for each axis. */
function perAxis(values, separator = ",") {
  const words = values.map((v) => (Array.isArray(v) ? (v[0] === v[1] ? `${v[0]}` : `${v[0]}:${v[1]}`) : `${v}`));
  return separator === "," && words.every((word) => word === words[0]) ? words[0] : words.join(separator);
}

/** The options that say the layer, beside the arrays: pairs of a name and a value, "" for a flag. */
function layerOptions(state, book) {
  const dialect = dialectOf(state, book);
  const options = [];
  const add = (wanted, name, value) => wanted && options.push([name, value]);
  add(state.transposed, "transposed", "");
  add(state.flip, "flip", "");
  add(state.strict || state.dialect !== "pytorch", "dialect", state.dialect);
  add(!state.strict && state.dialect !== "pytorch", "strict", "false");
  add(state.stride.some((s) => s !== 1), "stride", perAxis(state.stride));
  add(state.dilation.some((d) => d !== dialect.noDilation), "dilation", perAxis(state.dilation));
  add(!state.auto && state.padding.some(([b, e]) => b !== 0 || e !== 0), "padding", perAxis(state.padding));
  add(state.auto, "auto-pad", (state.auto ?? "").toLowerCase());
  add(state.outputPadding.length, "output-padding", perAxis(state.outputPadding));
  add(state.outputSize.length, "output-size", perAxis(state.outputSize, "x"));
  return options;
}

const isSample = (array, sample) => sampleOf(sample, array.shape).every((v, i) => v === array.values[i]);

/** Rows as 1,2;3,4. */
function rowsText(array) {
  const width = array.shape[array.shape.length - 1];
  const rows = [];
  for (let i = 0; i < array.values.length; i += width) {
    rows.push(array.values.slice(i, i + width).join(","));
  }
  return rows.join(";");
}

/** The part of a link after #. */
export function linkOf(state, book) {
  const parts = [["input-size", state.input.shape.join("x")], ["kernel-size", state.kernel.shape.join("x")]];
  parts.push(...layerOptions(state, book));
  if (!isSample(state.input, inputSample(state.transposed, book))) {
    parts.push(["x", rowsText(state.input)]);
  }
  if (!isSample(state.kernel, book.samples.kernel)) {
    parts.push(["w", rowsText(state.kernel)]);
  }
  parts.push([state.scatter ? "from" : "at", state.cell.join(",")]);
  if (state.showTransposed !== state.transposed) {
    parts.push(["matrix", state.showTransposed ? "Ct" : "C"]);
  }
  if (state.colours) {
    parts.push(["show", "colours"]);
  }
  if (state.theme) {
    parts.push(["theme", state.theme]);
  }
  return parts.map(([name, value]) => (value === "" ? name : `${name}=${value}`)).join("&");
}

/** The array as JSON, as convmat reads it. */
function json(array) {
  const rows = rowsText(array).split(";").map((row) => `[${row}]`);
  return array.shape.length === 1 ? rows[0] : `[${rows.join(",")}]`;
}

/** The commands that compute what the page shows: two files, the whole product, the present cell. */
export function commandsOf(state, book) {
  const words = (all) => all.map(([name, value]) => ` --${name}${value === "" ? "" : `=${value}`}`).join("");
  const options = layerOptions(state, book);
  const product = options.filter(([name]) => name !== "transposed");
  return [
    `echo '${json(state.input)}' > x.json`,
    `echo '${json(state.kernel)}' > w.json`,
    `./convmat ${state.transposed ? "tconv" : "conv"} x.json --kernel w.json${words(product)}`,
    `./convmat explain x.json --kernel w.json${words(options)} --${state.scatter ? "from" : "at"} ${state.cell.join(",")}`,
  ].join("\n");
}
