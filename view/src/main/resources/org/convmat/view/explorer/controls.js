// The form: from the state to its fields, and from a changed field to the next state.
import { byId, element } from "./elements.js";
import { EXAMPLES } from "./examples.js";
import { sizeOf } from "./geometry.js";
import { dialectOf } from "./layer.js";
import { arrayOf, stateOf } from "./reading.js";
import { sampleOf, withAxes, withDialect, withDirection, withInputSize, withKernelSize } from "./state.js";
import { refuse } from "./strictness.js";

/** The rows of the table: how each reads its values from a state and puts them in. */
const ROWS = [
  {
    id: "input",
    name: "Input size",
    get: (s) => s.input.shape,
    set: (s, values, book) => withInputSize(s, eachAtLeastOne("input size", values), book),
  },
  {
    id: "kernel",
    name: "Kernel size",
    get: (s) => s.kernel.shape,
    set: (s, values, book) => withKernelSize(s, eachAtLeastOne("kernel size", values), book),
  },
  { id: "stride", name: "Stride", get: (s) => s.stride, set: (s, stride) => ({ ...s, stride }) },
  { id: "dilation", name: "Dilation", get: (s) => s.dilation, set: (s, dilation) => ({ ...s, dilation }) },
  {
    id: "begin",
    name: "Padding begin",
    get: (s) => (s.auto ? s.padding.map(() => null) : s.padding.map(([begin]) => begin)),
    set: (s, values) => ({ ...s, auto: null, padding: s.padding.map(([, end], a) => [values[a], end]) }),
  },
  {
    id: "end",
    name: "Padding end",
    get: (s) => (s.auto ? s.padding.map(() => null) : s.padding.map(([, end]) => end)),
    set: (s, values) => ({ ...s, auto: null, padding: s.padding.map(([begin], a) => [begin, values[a]]) }),
  },
  optional("outputPadding", "Output padding", 0),
  optional("outputSize", "Output size", 1),
];

/** A row that may be left empty, and belongs to the transposed convolution. */
function optional(key, name, filler) {
  return {
    id: key,
    name,
    empty: true,
    get: (s) => (s[key].length ? s[key] : s.stride.map(() => null)),
    set: (s, values) => ({ ...s, [key]: values.every((v) => v === null) ? [] : values.map((v) => v ?? filler) }),
  };
}

function eachAtLeastOne(what, values) {
  return values.some((v) => v < 1) ? refuse(`the ${what} is ${values.join("x")}, each must be at least 1`) : values;
}

/** The form. `change(next)` is told a function from the state to the next; what it throws is shown by the page. */
export class Controls {
  constructor(book, change) {
    this.book = book;
    this.change = change;
    byId("dialect").append(...book.dialects.map((d) => element("option", { value: d.id }, d.id)));
    byId("example").append(...EXAMPLES.map(([name, link]) => element("option", { value: link }, name)));
    byId("axis-rows").append(...ROWS.map((row) => this.row(row)));
    this.listen();
  }

  row({ id, name, empty }) {
    const inputs = ["rows", "columns"].map((axis, a) => {
      const input = element("input", {
        type: "number",
        id: `${id}-${a}`,
        inputmode: "numeric",
        step: "1",
        "aria-label": `${name}, ${axis}`,
        ...(empty ? { placeholder: "\u2013" } : {}),
      });
      return element("td", { "data-column": a }, input);
    });
    return element("tr", { id: `row-${id}` }, element("th", { scope: "row" }, name), ...inputs);
  }

  listen() {
    for (const row of ROWS) {
      [0, 1].forEach((axis) => byId(`${row.id}-${axis}`).addEventListener("input", (e) => this.typed(row, axis, e.target)));
    }
    byId("example").addEventListener("change", (e) => this.example(e.target));
    this.chosen("direction", (s, word) => withDirection(s, word === "transposed", this.book));
    this.chosen("axes", (s, word) => withAxes(s, Number(word), this.book));
    byId("dialect").addEventListener("change", (e) => this.change((s) => withDialect(s, e.target.value, this.book)));
    byId("strict").addEventListener("change", (e) => this.change((s) => ({ ...s, strict: e.target.checked })));
    byId("flip").addEventListener("change", (e) => this.change((s) => ({ ...s, flip: e.target.checked })));
    byId("auto").addEventListener("change", (e) => this.change((s) => ({ ...s, auto: e.target.value || null })));
    byId("alike").addEventListener("change", (e) => e.target.checked && this.change((s) => this.alike(s)));
    byId("x-text").addEventListener("input", (e) => this.text(e.target, "x", "input"));
    byId("w-text").addEventListener("input", (e) => this.text(e.target, "w", "kernel"));
    for (const button of document.querySelectorAll("[data-kernel]")) {
      button.addEventListener("click", () => this.change((s) => withKernel(s, button.dataset.kernel, this.book)));
    }
  }

  chosen(name, next) {
    for (const radio of document.querySelectorAll(`input[name="${name}"]`)) {
      radio.addEventListener("change", () => this.change((s) => next(s, radio.value)));
    }
  }

  /** Opens an example in the present theme; the list is a menu and goes back to its title. */
  example(list) {
    const link = list.value;
    list.value = "";
    if (link) {
      this.change((s) => ({ ...stateOf(link, this.book), colours: s.colours, theme: s.theme }));
    }
  }

  typed(row, axis, input) {
    const word = input.value.trim();
    const missing = word === "" && !input.validity.badInput;
    const value = missing ? null : Number(word);
    const { cells, step, padding } = this.book.limits;
    const most = { input: cells, kernel: cells, outputSize: cells, begin: padding, end: padding }[row.id] ?? step;
    const bad = missing ? !row.empty : !/^-?\d+$/.test(word) || Math.abs(value) > most;
    this.change((state) => {
      if (bad) {
        refuse(`${row.name.toLowerCase()} must be a whole number${row.empty ? " or empty" : ""}, ${-most} to ${most}`);
      }
      const alike = byId("alike").checked;
      const values = row.get(state).map((old, a) => (a === axis || alike ? value : old ?? (row.empty ? null : 0)));
      return row.set(state, values, this.book);
    }, input);
  }

  text(area, name, key) {
    this.change((state) => {
      const flat = state.stride.length === 1;
      const array = arrayOf(flat ? area.value.trim() : area.value, name, this.book);
      const plane = flat ? { shape: array.shape.slice(1), values: array.values } : array;
      if (flat && array.shape[0] !== 1) {
        refuse(`${name} has ${array.shape[0]} rows, must have 1: there is one axis`);
      }
      const sized = key === "input" ? withInputSize(state, plane.shape, this.book) : withKernelSize(state, plane.shape, this.book);
      return { ...sized, [key]: plane };
    }, area);
  }

  /** The state with the first axis's values on both. */
  alike(state) {
    return ROWS.reduce((s, row) => {
      const values = row.get(s);
      return values[0] === null ? s : row.set(s, values.map(() => values[0]), this.book);
    }, state);
  }

  /** Fills the form; a field that is being typed in is left alone, unless everything is new. */
  show(state, everything) {
    const typing = everything ? null : document.activeElement;
    const fill = (node, value) => node !== typing && (node.value = value ?? "");
    this.check("direction", state.transposed ? "transposed" : "conv");
    this.check("axes", `${state.stride.length}`);
    byId("dialect").value = state.dialect;
    byId("strict").checked = state.strict;
    byId("flip").checked = state.flip;
    byId("auto").value = state.auto ?? "";
    for (const row of ROWS) {
      row.get(state).forEach((value, a) => fill(byId(`${row.id}-${a}`), value));
    }
    ["outputPadding", "outputSize"].forEach((id) => (byId(`row-${id}`).hidden = !state.transposed));
    document.querySelectorAll("[data-column='1']").forEach((node) => (node.hidden = state.stride.length === 1));
    byId("alike-label").hidden = state.stride.length === 1;
    if (everything) {
      byId("alike").checked = ROWS.every((row) => new Set(row.get(state)).size === 1);
    }
    fill(byId("x-text"), textOf(state.input));
    fill(byId("w-text"), textOf(state.kernel));
    const counted = dialectOf(state, this.book).noDilation;
    byId("row-dilation").firstChild.textContent = counted === 0 ? "Dilation, from 0" : "Dilation";
  }

  check(name, value) {
    document.querySelector(`input[name="${name}"][value="${value}"]`).checked = true;
  }
}

/** An array as a person types it. */
function textOf({ shape, values }) {
  const width = shape[shape.length - 1];
  const rows = Array.from({ length: values.length / width }, (_, r) => values.slice(r * width, (r + 1) * width).join(" "));
  return rows.join("\n");
}

/** The state with another kernel of the same size; the bilinear one interpolates by the stride. */
function withKernel(state, name, book) {
  const { shape } = state.kernel;
  if (name === "bilinear") {
    const kernel = shape.map((_, a) => Math.min(2 * state.stride[a] - (state.stride[a] % 2), book.limits.kernel));
    const lines = kernel.map((extent, a) => {
      const [factor, centre] = [Math.ceil(extent / 2), (extent - 1) / 2];
      return Array.from({ length: extent }, (_, t) => 1 - Math.abs(t - centre) / Math.max(factor, state.stride[a]));
    });
    const values = lines.reduce((all, line) => all.flatMap((v) => line.map((w) => v * w)), [1]);
    return { ...state, kernel: { shape: kernel, values } };
  }
  const values = name === "ones" ? Array(sizeOf(shape)).fill(1) : sampleOf(book.samples.kernel, shape);
  return { ...state, kernel: { shape, values } };
}
