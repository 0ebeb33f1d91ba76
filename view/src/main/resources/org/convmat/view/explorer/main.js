// The page: holds the state and shows it. A change makes a new state; everything that is seen follows from it.
import { Controls } from "./controls.js";
import { byId, shortly } from "./elements.js";
import { indexOf, positionOf, sizeOf } from "./geometry.js";
import { Board, fitBoards, isNarrow, marginOf } from "./grids.js";
import { layerOf, nameOf } from "./layer.js";
import { commandsOf, linkOf } from "./link.js";
import { MatrixView } from "./matrix.js";
import { Player } from "./player.js";
import { stateOf } from "./reading.js";
import { Spotlight } from "./spotlight.js";
import { cellWithin } from "./state.js";
import { Refusal } from "./strictness.js";
import { explanationOf, inWords, showExplanation, showSizes } from "./sums.js";
import { lede, matrixLede, mostTerms, notes, sup } from "./words.js";

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
    this.spotlight = new Spotlight(this, book);
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
    const tiny = [this.input, this.output].some((board) => board.tiny) && !this.state.colours;
    byId("note").textContent = notes(this.layer, tiny);
    const { rows, columns } = this.layer;
    const [tall, wide] = this.state.showTransposed ? [columns, rows] : [rows, columns];
    byId("pair").classList.toggle("tall-matrix", tall > wide);
    byId("pair").classList.toggle("wide-matrix", wide > 30 && wide >= 2 * tall);
    this.matrix.draw(this.layer, this.state.showTransposed, this.state.colours);
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
    const explanation = explanationOf(this.layer, side, position);
    this.explanation = explanation;
    this.spotlight.on(explanation, this.state.showTransposed);
    showExplanation(explanation, book);
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

new Page();
