// The page: holds the state and shows it. A change makes a new state; everything that is seen follows from it.
import { Controls } from "./controls.js";
import { byId, paint, shortly, tapColour } from "./elements.js";
import { imagePosition, indexOf, positionOf, sizeOf, tuples } from "./geometry.js";
import { Board, fitBoards, isNarrow, marginOf } from "./grids.js";
import { kernelIndex, layerOf, lineOf, nameOf } from "./layer.js";
import { commandsOf, linkOf } from "./link.js";
import { MatrixView } from "./matrix.js";
import { Player } from "./player.js";
import { stateOf } from "./reading.js";
import { cellWithin } from "./state.js";
import { Refusal } from "./strictness.js";
import { explanationOf, inWords, lineInWords, showExplanation, showSizes } from "./sums.js";

const book = JSON.parse(byId("book").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");

class Page {
  constructor() {
    const side = (which) => ({
      peek: (position) => this.peek(position && { side: this.layer[which], position }),
      pick: (position) => this.pick({ side: this.layer[which], position }),
    });
    this.input = new Board(byId("input"), side("inputSide"));
    this.output = new Board(byId("output"), side("outputSide"));
    this.kernel = new Board(byId("kernel"), null);
    this.matrix = new MatrixView(book, {
      peek: (at) => this.peekMatrix(at),
      pick: (line) => this.pick(this.cellOfLine(line)),
    });
    this.player = new Player({
      size: () => sizeOf(this.extents(this.chosenSide())),
      index: () => indexOf(this.extents(this.chosenSide()), this.state.cell),
      go: (index) => this.pick({ side: this.chosenSide(), position: positionOf(this.extents(this.chosenSide()), index) }),
      stopped: () => this.announce(),
    });
    this.controls = new Controls(book, (next, field) => this.change(next, field));
    this.listen();
    this.open();
  }

  /** The side of the cell that was chosen: outputs are gathered, inputs scattered. */
  chosenSide() {
    return this.state.scatter ? this.layer.inputSide : this.layer.outputSide;
  }

  extents(side) {
    return side === this.layer.inputSide ? this.layer.inputExtents : this.layer.outputExtents;
  }

  /** The cell of a row of the matrix as it is drawn. */
  cellOfLine(line) {
    const side = this.state.showTransposed ? "image" : "grid";
    return { side, position: positionOf(this.extents(side), line) };
  }

  /** Opens what the link says, else what the page was made with. */
  open() {
    const link = location.hash.slice(1);
    let state = book.start;
    let problem = "";
    try {
      state = link === "" ? state : stateOf(decodeURIComponent(link), book);
    } catch (e) {
      problem = e instanceof Refusal ? e.message : "the link is no link of this page: it cannot be decoded";
    }
    this.set(state, true);
    if (problem) {
      this.refuse(`${problem}. The page shows what it was made with.`, true);
    }
  }

  /** Makes a change; a refused one is said, and the field that holds it marked. */
  change(next, field = null) {
    this.player.stop();
    document.querySelectorAll("[aria-invalid]").forEach((node) => node.removeAttribute("aria-invalid"));
    try {
      this.set(next(this.state), field === null, field);
    } catch (e) {
      if (!(e instanceof Refusal)) {
        throw e;
      }
      field?.setAttribute("aria-invalid", "true");
      this.refuse(e.message, true);
    }
  }

  /** Shows a state. */
  set(state, everything, field = null) {
    this.state = state;
    const theme = state.theme || (dark.matches ? "dark" : "light");
    document.documentElement.dataset.theme = theme;
    byId("theme").textContent = theme === "dark" ? "Light" : "Dark";
    try {
      this.layer = layerOf(state, book);
    } catch (e) {
      if (!(e instanceof Refusal)) {
        throw e;
      }
      this.controls.show(state, everything);
      this.writeLink();
      field?.setAttribute("aria-invalid", "true");
      this.refuse(e.message, false);
      return;
    }
    this.state = { ...state, cell: cellWithin(state, this.extents(this.chosenSide())) };
    this.refuse("", true);
    this.controls.show(this.state, everything);
    this.build();
    this.showChosen();
    this.announce();
  }

  /** Says what is wrong; the picture stays only where it still shows the state. */
  refuse(message, keep) {
    byId("refusal").hidden = message === "";
    const hint = document.createElement("small");
    hint.textContent = "Unticked, \u201crefuse what it refuses\u201d lets through what still has a meaning.";
    byId("refusal").replaceChildren(message, ...(!keep && this.state.strict ? [hint] : []));
    byId("picture").hidden = !keep;
    byId("commands-card").hidden = !keep;
  }

  /** Draws the layer. */
  build() {
    const { layer, state } = this;
    const { transposed } = layer;
    const shape = (extents) => (extents.length === 1 ? `${extents[0]} cells` : extents.join("\u00d7"));
    const [from, to] = transposed ? ["grid", "image"] : ["image", "grid"];
    byId("cap-input").textContent = `x, the ${from}: ${shape(layer.inputExtents)}`;
    byId("cap-output").textContent = `${transposed ? "U, the image" : "Y, the grid"}: ${shape(layer.outputExtents)}`;
    byId("cap-kernel").textContent = `w, the kernel: ${shape(layer.kernelExtents)}${layer.mirrored ? ", mirrored" : ""}`;
    byId("sign").replaceChildren("\u2217", ...(transposed ? [sup("T")] : []));
    byId("lede").replaceChildren(...lede(transposed, state.scatter));
    byId("figures").classList.toggle("flat", layer.axes.length === 1);
    const margins = { image: marginOf(layer.axes), grid: layer.axes.map(() => [0, 0]) };
    const board = (side) => ({
      label: `${side === layer.inputSide ? "Input" : "Output"}, the ${side}`,
      extents: this.extents(side),
      margin: margins[side],
      values: side === layer.inputSide ? state.input.values : layer.output,
      describe: (position, value) => `${nameOf(layer, side, position)} = ${shortly(value)}`,
    });
    this.input.build(board(layer.inputSide));
    this.output.build(board(layer.outputSide));
    this.kernel.build({
      label: "Kernel",
      extents: layer.kernelExtents,
      margin: layer.axes.map(() => [0, 0]),
      values: state.kernel.values,
      describe: (position, value) => `w[${position.join(",")}] = ${shortly(value)}`,
    });
    this.input.makeStop(layer.inputExtents.map(() => 0));
    this.output.makeStop(layer.outputExtents.map(() => 0));
    showSizes(layer);
    byId("terms-scroll").style.setProperty("--most", mostTerms(layer, this.chosenSide()));
    byId("h-matrix").replaceChildren(...(state.showTransposed ? ["C", sup("T"), ", "] : ["C, "]),
      state.showTransposed ? `${layer.columns}\u00d7${layer.rows}` : `${layer.rows}\u00d7${layer.columns}`);
    byId("matrix-lede").replaceChildren(...matrixLede(layer, state.showTransposed));
    byId("panel-text").textContent = `${state.dialect}${transposed ? ", transposed" : ""}`;
    this.check("view", state.scatter ? "scatter" : "gather");
    this.check("show", state.colours ? "colours" : "numbers");
    this.check("matrix", state.showTransposed ? "Ct" : "C");
    this.resize();
  }

  check(name, value) {
    document.querySelector(`input[name="${name}"][value="${value}"]`).checked = true;
  }

  /** Fits everything that is drawn to the width of the page. */
  resize() {
    const boards = [this.input, this.kernel, this.output];
    fitBoards(boards);
    [this.input, this.output].forEach((board) => board.shade(board.tiny || this.state.colours));
    byId("note").textContent = this.notes().join(" ");
    byId("pair").classList.toggle("tall-matrix", this.state.showTransposed ? this.layer.columns > this.layer.rows : this.layer.rows > this.layer.columns);
    this.matrix.draw(this.layer, this.state.showTransposed, this.state.colours);
  }

  /** What has to be said of how the cells are drawn. */
  notes() {
    const tiny = [this.input, this.output].some((board) => board.tiny) && !this.state.colours;
    const margin = marginOf(this.layer.axes).flat().some((cells) => cells > 0);
    return [
      ...(margin ? ["Dashed places lie outside the image: what falls on them is dropped."] : []),
      ...(tiny ? ["Too small for numbers, the cells show shades; point at one, or step to it."] : []),
    ];
  }

  /** Looks at a cell for as long as the pointer is on it; null goes back to the chosen one. */
  peek(cell) {
    if (!this.player.playing()) {
      cell ? this.look(cell.side, cell.position) : this.look(this.chosenSide(), this.state.cell);
    }
  }

  peekMatrix(at) {
    byId("entry").textContent = "";
    this.peek(at && this.cellOfLine(at.row));
    if (at && at.column >= 0) {
      const entry = this.matrix.entries.find((e) => e.row === at.row && e.column === at.column);
      const name = this.state.showTransposed ? "C\u1d40" : "C";
      const other = this.state.showTransposed ? "grid" : "image";
      const cell = nameOf(this.layer, other, positionOf(this.extents(other), at.column));
      byId("entry").textContent = `${name}[${at.row},${at.column}] = ${entry ? shortly(entry.value) : 0}; column ${at.column} is ${cell}`;
    }
  }

  /** Chooses a cell. */
  pick({ side, position }) {
    const scatter = side === this.layer.inputSide;
    const turned = scatter !== this.state.scatter;
    this.state = { ...this.state, cell: position, scatter };
    if (turned) {
      this.check("view", scatter ? "scatter" : "gather");
      byId("lede").replaceChildren(...lede(this.layer.transposed, scatter));
    }
    this.showChosen();
    if (!this.player.playing()) {
      this.announce();
    }
  }

  showChosen() {
    const side = this.chosenSide();
    const { cell } = this.state;
    (this.state.scatter ? this.input : this.output).makeStop(cell);
    this.look(side, cell);
    byId("position").textContent = `cell ${this.explanation.index + 1} of ${sizeOf(this.extents(side))}`;
    byId("commands").textContent = commandsOf(this.state, book);
    this.writeLink();
  }

  writeLink() {
    history.replaceState(null, "", `#${linkOf(this.state, book)}`);
  }

  /** Marks a cell and all that belongs to it, everywhere. */
  look(side, position) {
    const { layer } = this;
    const boards = { [layer.inputSide]: this.input, [layer.outputSide]: this.output };
    const explanation = explanationOf(layer, side, position);
    this.explanation = explanation;
    [this.input, this.output, this.kernel].forEach((board) => board.clear());
    this.paintKernel();
    boards[side].choose(position);
    const other = boards[explanation.other];
    for (const t of explanation.terms) {
      const words = explanation.gather ? `\u00d7${shortly(t.weighed)}` : `${t.product < 0 ? "" : "+"}${shortly(t.product)}`;
      other.light(t[explanation.other], tapColour(book, t.weight), words);
      this.useTap(t.weight);
    }
    if (side === "grid") {
      this.lightMargin(other, position);
    }
    showExplanation(explanation, book);
    const isRow = (side === "grid") !== this.state.showTransposed;
    this.matrix.bringOut(explanation.index, isRow);
    this.showSlider(explanation, isRow);
  }

  /** Each tap in its colour; those that are used are filled. */
  paintKernel() {
    for (let weight = 0; weight < sizeOf(this.layer.kernelExtents); weight++) {
      const place = positionOf(this.layer.kernelExtents, kernelIndex(this.layer, weight));
      paint(this.kernel.at(place), tapColour(book, weight)).classList.add("tap");
    }
  }

  useTap(weight) {
    const cell = this.kernel.at(positionOf(this.layer.kernelExtents, kernelIndex(this.layer, weight)));
    cell.classList.add("used");
    this.kernel.marked.push(cell);
  }

  /** The taps that fall outside the image, where the margin shows them. */
  lightMargin(board, grid) {
    const { axes, kernelExtents } = this.layer;
    for (const tap of tuples(kernelExtents.map((extent) => [...Array(extent).keys()]))) {
      const image = axes.map((axis, a) => imagePosition(axis, grid[a], tap[a]));
      if (image.some((i, a) => i < 0 || i >= axes[a].image)) {
        board.light(image, tapColour(book, indexOf(kernelExtents, tap)));
      }
    }
  }

  showSlider(explanation, isRow) {
    const box = byId("matrix");
    const lines = this.matrix.rows;
    const value = isRow ? explanation.index : Math.min(Number(box.getAttribute("aria-valuenow") ?? 0), lines - 1);
    const attributes = {
      "aria-valuemin": 0,
      "aria-valuemax": lines - 1,
      "aria-valuenow": value,
      "aria-valuetext": lineInWords(explanation),
      "aria-label": `Rows of ${this.state.showTransposed ? "the transpose of C" : "C"}`,
    };
    Object.entries(attributes).forEach(([name, text]) => box.setAttribute(name, text));
  }

  /** Tells a screen reader of the chosen cell, once nothing has changed for a moment. */
  announce() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => (byId("live").textContent = inWords(this.explanation)), 250);
  }

  listen() {
    this.controls.chosen("view", (s, word) => ({ ...s, scatter: word === "scatter", cell: s.cell.map(() => 0) }));
    this.controls.chosen("show", (s, word) => ({ ...s, colours: word === "colours" }));
    this.controls.chosen("matrix", (s, word) => ({ ...s, showTransposed: word === "Ct" }));
    byId("reset").addEventListener("click", () => this.change(() => book.start));
    byId("theme").addEventListener("click", () =>
      this.change((s) => ({ ...s, theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" })),
    );
    dark.addEventListener("change", () => this.change((s) => s));
    byId("skip").addEventListener("click", () => byId("output").querySelector("[tabindex='0']")?.focus());
    byId("copy-link").addEventListener("click", () => this.copy(location.href, "Link copied."));
    byId("copy-commands").addEventListener("click", () => this.copy(byId("commands").textContent, "Commands copied."));
    addEventListener("hashchange", () => this.open());
    let width = innerWidth;
    addEventListener("resize", () => {
      if (innerWidth !== width && !byId("picture").hidden) {
        width = innerWidth;
        this.resize();
        this.showChosen();
      }
    });
    byId("panel").open = !isNarrow();
  }

  async copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      byId("live").textContent = done;
    } catch {
      getSelection().selectAllChildren(byId("commands"));
      byId("live").textContent = "Not allowed to copy; the commands are selected, the link is in the address bar.";
    }
  }
}

const sup = (text) => {
  const node = document.createElement("sup");
  node.textContent = text;
  return node;
};

/** What the picture shows, in a sentence. */
function lede(transposed, scatter) {
  if (scatter) {
    return transposed
      ? ["Each cell of x puts the whole kernel, times its number, into U: a row of C, standing up as a column of C", sup("T"), "."]
      : ["Each cell of x is scattered to the cells of Y whose window holds it: a column of C."];
  }
  return transposed
    ? ["Each cell of U gathers from the cells of x that reach it: a row of C", sup("T"), ", times x."]
    : ["Each cell of Y gathers the cells of x under the kernel: a row of C, times x."];
}

/** The most terms that a cell of a side has. */
function mostTerms(layer, side) {
  const counts = new Map();
  for (const entry of layer.entries) {
    const line = lineOf(entry, side);
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

function matrixLede(layer, turned) {
  const grid = `a cell of ${layer.transposed ? "x" : "Y"}`;
  const image = `a cell of ${layer.transposed ? "U" : "x"}`;
  const entries = `${layer.entries.length} entries, each in the colour of its tap.`;
  return turned ? [`A row is ${image}, a column ${grid}; ${entries}`] : [`A row is ${grid}, a column ${image}; ${entries}`];
}

new Page();
