// From words back to a state: a link, the numbers that a person typed. Every refusal says what would be right.
import { dialectOf, requireFits } from "./layer.js";
import { inputSample, requireKernelFits, sampleOf } from "./state.js";
import { refuse } from "./strictness.js";

const AUTO = ["same_upper", "same_lower", "valid"];

const NAMES = [
  ...["transposed", "flip", "dialect", "strict", "stride", "dilation", "padding", "auto-pad", "output-padding"],
  ...["output-size", "input-size", "kernel-size", "x", "w", "at", "from", "matrix", "show", "theme"],
];

/** The state of a link. Throws a Refusal that says what is wrong with it. */
export function stateOf(link, book) {
  const words = new Map();
  for (const part of link.split("&").filter((text) => text !== "")) {
    const [name, value = ""] = part.split(/=(.*)/s);
    if (!NAMES.includes(name)) {
      refuse(`the link has "${name.slice(0, 40)}", which is none of ${NAMES.join(", ")}`);
    }
    words.set(name, value);
  }
  return new Reading(words, book).state();
}

/** Reads the words of a link. */
class Reading {
  constructor(words, book) {
    this.words = words;
    this.book = book;
  }

  state() {
    const { words, book } = this;
    const transposed = this.flag("transposed");
    const input = this.shape("input-size", transposed ? [2, 2] : [4, 4]);
    const kernel = this.shape("kernel-size", input.length === 1 ? [3] : [3, 3]);
    if (input.length !== kernel.length || input.length > 2) {
      refuse(`the link has an input of ${input.length} and a kernel of ${kernel.length} axes; both must be 1, or 2`);
    }
    requireFits("input", input, book.limits);
    requireKernelFits(kernel, book.limits);
    this.axes = input.length;
    const dialect = this.choice("dialect", "pytorch", book.dialects.map((d) => d.id));
    const auto = this.choice("auto-pad", "", AUTO).toUpperCase() || null;
    const { noDilation } = dialectOf({ dialect }, book);
    const scatter = words.has("from");
    return {
      transposed,
      dialect,
      strict: words.has("dialect") && this.choice("strict", "true", ["true", "false"]) === "true",
      flip: this.flag("flip"),
      stride: this.list("stride", [1], book.limits.step),
      dilation: this.list("dilation", [noDilation], book.limits.step),
      padding: this.padding(auto),
      auto,
      outputPadding: this.list("output-padding", [], book.limits.step),
      outputSize: words.has("output-size") ? this.shape("output-size") : [],
      input: this.array("x", input, inputSample(transposed, book)),
      kernel: this.array("w", kernel, book.samples.kernel),
      scatter,
      cell: this.numbers(scatter ? "from" : "at", book.limits.cells) ?? input.map(() => 0),
      showTransposed: this.choice("matrix", transposed ? "Ct" : "C", ["C", "Ct"]) === "Ct",
      colours: this.choice("show", "numbers", ["numbers", "colours"]) === "colours",
      theme: this.choice("theme", "", ["light", "dark"]),
    };
  }

  flag(name) {
    if (this.words.has(name) && this.words.get(name) !== "") {
      refuse(`the link has ${name}=${this.words.get(name)}; ${name} takes no value`);
    }
    return this.words.has(name);
  }

  choice(name, otherwise, all) {
    const word = this.words.get(name) ?? otherwise;
    if (word !== otherwise && !all.includes(word)) {
      refuse(`the link has ${name}=${word}, must be one of ${all.join(", ")}`);
    }
    return word;
  }

  whole(name, word, most) {
    const value = Number(word);
    if (!/^-?\d{1,9}$/.test(word) || Math.abs(value) > most) {
      refuse(`the link has "${word}" in ${name}, must be a whole number from ${-most} to ${most}`);
    }
    return value;
  }

  /** Numbers between commas; null if the link has none. */
  numbers(name, most) {
    const word = this.words.get(name);
    return word === undefined ? null : word.split(",").map((n) => this.whole(name, n, most));
  }

  /** A value for each axis. */
  spread(name, values) {
    if (values.length > 1 && values.length !== this.axes) {
      refuse(`the link has ${values.length} values of ${name} for ${this.axes} axes`);
    }
    return values.length === 1 ? Array(this.axes).fill(values[0]) : values;
  }

  list(name, otherwise, most) {
    return this.spread(name, this.numbers(name, most) ?? otherwise);
  }

  shape(name, otherwise) {
    const word = this.words.get(name);
    const shape = word === undefined ? otherwise : word.split("x").map((n) => this.whole(name, n, this.book.limits.cells));
    if (shape.some((extent) => extent < 1) || (this.axes && shape.length !== this.axes)) {
      refuse(`the link has ${name}=${word}, must be ${this.axes === 1 ? "N" : "NxN"} with each at least 1`);
    }
    return shape;
  }

  padding(auto) {
    if (auto && this.words.has("padding")) {
      refuse("the link has both padding and auto-pad; one of them");
    }
    const ends = (this.words.get("padding") ?? "0").split(",").map((word) => {
      const parts = word.split(":").map((n) => this.whole("padding", n, this.book.limits.padding));
      return parts.length > 2 ? refuse(`the link has padding ${word}, must be begin:end`) : [parts[0], parts.at(-1)];
    });
    return this.spread("padding", ends);
  }

  array(name, shape, sample) {
    const word = this.words.get(name);
    return word === undefined ? { shape, values: sampleOf(sample, shape) } : arrayOf(word, name, this.book, shape);
  }
}

/** The array of a text: rows by lines or semicolons, numbers by commas or blanks. Of this shape, or of its own. */
export function arrayOf(text, name, book, shape) {
  const rows = text.split(/[;\n]/).filter((row) => row.trim() !== "").map((row) => row.trim().split(/[\s,]+/));
  const values = rows.flat().map((word) => {
    const value = Number(word);
    if (!/^[-+.\deE]+$/.test(word) || !Number.isFinite(value) || Math.abs(value) > book.limits.value) {
      refuse(`${name} has "${word.slice(0, 40)}", must be a number from ${-book.limits.value} to ${book.limits.value}`);
    }
    return value === 0 ? 0 : value;
  });
  const wanted = shape ?? [rows.length, rows[0]?.length ?? 0];
  const width = wanted[wanted.length - 1];
  if (values.length === 0 || rows.length !== (wanted.length === 1 ? 1 : wanted[0]) || rows.some((r) => r.length !== width)) {
    const lengths = [...new Set(rows.map((row) => row.length))].join(" and ");
    refuse(`${name} has ${rows.length} rows of ${lengths || 0} numbers, must have ${shape ? wanted.join("x") : "rows of one length"}`);
  }
  return { shape: wanted, values };
}
