// The matrix C, or its transpose, on a canvas: the entries in the colour of their tap, one line of it brought out.
import { byId, mixed, readableOn, shortly, tapColour, themeColour } from "./elements.js";
import { isNarrow } from "./grids.js";
import { weightOf } from "./layer.js";

const LABELS = 26;
const DIGIT = 6.5;
const FONT = 'system-ui, "Liberation Sans", sans-serif';

/** Draws the matrix. `on` has peek(line or null, column) and pick(line), lines being those of what is drawn. */
export class MatrixView {
  constructor(book, on) {
    this.book = book;
    this.on = on;
    this.box = byId("matrix");
    this.base = byId("matrix-base");
    this.over = byId("matrix-over");
    this.listen();
  }

  /** Draws all entries. */
  draw(layer, showTransposed, colours) {
    this.layer = layer;
    this.colours = colours;
    this.turned = showTransposed;
    [this.rows, this.columns] = showTransposed ? [layer.columns, layer.rows] : [layer.rows, layer.columns];
    this.entries = layer.entries.map((e) => ({
      row: showTransposed ? e.column : e.row,
      column: showTransposed ? e.row : e.column,
      value: weightOf(layer, e.weight),
      colour: tapColour(this.book, e.weight),
    }));
    this.measure();
    this.paintBase();
  }

  measure() {
    this.left = Math.max(LABELS, `${this.rows - 1}`.length * DIGIT + 8);
    const width = this.box.clientWidth - this.left - 14;
    const tallest = this.rows <= 40 ? Math.max(480, this.rows * 17) : isNarrow() ? 420 : 480;
    const fit = Math.min(width / this.columns, tallest / this.rows, 30);
    this.step = fit >= 3 ? Math.floor(fit) : fit;
    this.numbers = !this.colours && this.step >= 17 && this.entries.every((e) => shortly(e.value).length < 4);
    this.width = Math.ceil(this.left + this.columns * this.step) + 14;
    this.height = Math.ceil(LABELS + this.rows * this.step) + 2;
    const scale = window.devicePixelRatio || 1;
    for (const canvas of [this.base, this.over]) {
      canvas.width = this.width * scale;
      canvas.height = this.height * scale;
      canvas.style.width = `${this.width}px`;
      canvas.style.height = `${this.height}px`;
      canvas.getContext("2d").setTransform(scale, 0, 0, scale, 0, 0);
    }
  }

  paintBase() {
    const context = this.base.getContext("2d");
    context.clearRect(0, 0, this.width, this.height);
    this.theme = { cell: themeColour("--cell"), card: themeColour("--card"), text: themeColour("--text"), muted: themeColour("--muted") };
    context.fillStyle = this.theme.cell;
    context.fillRect(this.left, LABELS, this.columns * this.step, this.rows * this.step);
    if (this.step < 3) {
      this.paintSmall(context);
    } else {
      this.paintGrid(context);
      this.entries.forEach((entry) => this.paintEntry(context, entry, this.colours ? 1 : this.step < 8 ? 0.8 : 0.34));
    }
    this.paintLabels(context);
  }

  /** Where an entry is less than three pixels wide: one pixel each, then scaled. */
  paintSmall(context) {
    const small = new OffscreenCanvas(this.columns, this.rows);
    const pixels = small.getContext("2d");
    for (const { row, column, colour } of this.entries) {
      pixels.fillStyle = colour;
      pixels.fillRect(column, row, 1, 1);
    }
    context.drawImage(small, this.left, LABELS, this.columns * this.step, this.rows * this.step);
  }

  paintGrid(context) {
    if (this.step < 8) {
      return;
    }
    context.fillStyle = this.theme.card;
    for (let c = 0; c <= this.columns; c++) {
      context.fillRect(this.left + c * this.step - 0.5, LABELS, 1, this.rows * this.step);
    }
    for (let r = 0; r <= this.rows; r++) {
      context.fillRect(this.left, LABELS + r * this.step - 0.5, this.columns * this.step, 1);
    }
  }

  paintEntry(context, { row, column, value, colour }, strength) {
    const fill = mixed(this.theme.card, colour, strength);
    const gap = this.step < 8 ? 0 : 0.5;
    const [x, y] = [this.left + column * this.step, LABELS + row * this.step];
    context.fillStyle = fill;
    context.fillRect(x + gap, y + gap, this.step - 2 * gap, this.step - 2 * gap);
    if (this.numbers) {
      const text = shortly(value);
      context.fillStyle = readableOn(fill);
      context.font = `${Math.min(13, this.step * 0.55, (this.step * 1.5) / text.length)}px ${FONT}`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(text, x + this.step / 2, y + this.step / 2 + 0.5);
    }
  }

  paintLabels(context) {
    context.fillStyle = this.theme.muted;
    context.font = `10.5px ${FONT}`;
    context.textBaseline = "middle";
    const every = (room) => [1, 2, 5, 10, 20, 50, 100, 200, 500].find((n) => n * this.step >= room) ?? 1000;
    context.textAlign = "right";
    for (let r = 0; r < this.rows; r += every(16)) {
      context.fillText(`${r}`, this.left - 4, LABELS + (r + 0.5) * this.step);
    }
    context.textAlign = "center";
    for (let c = 0; c < this.columns; c += every(`${this.columns - 1}`.length * DIGIT + 6)) {
      context.fillText(`${c}`, this.left + (c + 0.5) * this.step, LABELS / 2 + 4);
    }
  }

  /** Brings out a row or a column of what is drawn. */
  bringOut(line, isRow) {
    const context = this.over.getContext("2d");
    context.clearRect(0, 0, this.width, this.height);
    const thick = Math.max(this.step, 3);
    const [x, y, w, h] = isRow
      ? [this.left, LABELS + line * this.step, this.columns * this.step, thick]
      : [this.left + line * this.step, LABELS, thick, this.rows * this.step];
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--band");
    context.fillRect(x, y, w, h);
    if (this.step >= 3) {
      this.entries
        .filter((entry) => (isRow ? entry.row : entry.column) === line)
        .forEach((entry) => this.paintEntry(context, entry, 1));
    }
    context.strokeStyle = this.theme.text;
    context.lineWidth = this.step >= 8 ? 2 : 1;
    context.strokeRect(x - 0.5, y - 0.5, w + 1, h + 1);
    context.fillStyle = this.theme.text;
    context.font = `bold 11px ${FONT}`;
    context.textBaseline = "middle";
    context.textAlign = isRow ? "right" : "center";
    const label = isRow ? [0, y + thick / 2 - 8, this.left - 1, 16] : [x + thick / 2 - 13, 4, 26, LABELS - 5];
    context.save();
    context.fillStyle = this.theme.card;
    context.fillRect(...label);
    context.restore();
    context.fillText(`${line}`, isRow ? this.left - 4 : x + thick / 2, isRow ? y + thick / 2 : LABELS / 2 + 4);
  }

  listen() {
    const at = (event) => {
      const box = this.over.getBoundingClientRect();
      const row = Math.floor((event.clientY - box.top - LABELS) / this.step);
      const column = Math.floor((event.clientX - box.left - this.left) / this.step);
      return row >= 0 && row < this.rows && column < this.columns ? { row, column } : null;
    };
    this.box.addEventListener("pointermove", (e) => e.pointerType !== "touch" && this.on.peek(at(e)));
    this.box.addEventListener("pointerleave", () => this.on.peek(null));
    this.box.addEventListener("click", (e) => at(e) && this.on.pick(at(e).row));
    this.box.addEventListener("keydown", (e) => {
      const now = Number(this.box.getAttribute("aria-valuenow"));
      const to = { ArrowUp: now - 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowRight: now + 1, PageUp: now - 10, PageDown: now + 10, Home: 0, End: this.rows - 1 }[e.key];
      if (to !== undefined) {
        e.preventDefault();
        this.on.pick(Math.min(Math.max(to, 0), this.rows - 1));
      }
    });
  }
}
