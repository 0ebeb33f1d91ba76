// The cells of one side, or the taps of a kernel, as a table that a pointer, a keyboard and a screen reader can walk.
import { indexOf, imagePosition, positionOf, sizeOf } from "./geometry.js";
import { byId, element, mixed, paint, readableOn, shortly, themeColour } from "./elements.js";

const LARGEST = 42;
const SMALLEST = 13;

/** Rows and columns of a shape; one axis is one row. */
const planeOf = (extents) => (extents.length === 1 ? [1, extents[0]] : extents);

/** How many cells before and after the image taps reach; none where that would swamp it. */
export function marginOf(axes) {
  const margin = axes.map((axis) => [
    Math.max(0, -imagePosition(axis, 0, 0)),
    Math.max(0, imagePosition(axis, axis.grid - 1, axis.kernel - 1) - axis.image + 1),
  ]);
  return margin.some(([before, after]) => before + after > 16) ? axes.map(() => [0, 0]) : margin;
}

/** A table of cells. `on` may have peek(position or null) and pick(position); without it the table only shows. */
export class Board {
  constructor(container, on) {
    this.container = container;
    this.on = on;
    this.cells = new Map();
  }

  /** Builds the table. Each value is shown; `describe` names a cell for a screen reader. */
  build({ label, extents, margin, values, describe }) {
    this.extents = extents;
    this.plane = planeOf(extents);
    this.margin = margin.length === 1 ? [[0, 0], margin[0]] : margin;
    this.values = values;
    this.describe = describe;
    this.cells.clear();
    const role = this.on ? { role: "grid" } : {};
    this.table = element("table", { class: "board", "aria-label": label, ...role });
    const [[top, bottom], [left, right]] = this.margin;
    this.columns = this.plane[1] + left + right;
    this.table.append(this.head(left, right));
    const body = element("tbody");
    for (let r = -top; r < this.plane[0] + bottom; r++) {
      body.append(this.row(r, left, right));
    }
    this.table.append(body);
    this.container.replaceChildren(this.table);
    if (this.on) {
      this.listen();
    }
  }

  head(left, right) {
    const row = element("tr", { "aria-hidden": "true" }, element("td", { class: "corner" }));
    row.firstChild.style.cssText = "width:auto;min-width:0;height:auto;background:none";
    for (let c = -left; c < this.plane[1] + right; c++) {
      row.append(element("th", {}, c >= 0 && c < this.plane[1] ? `${c}` : ""));
    }
    return element("thead", {}, row);
  }

  row(r, left, right) {
    const within = r >= 0 && r < this.plane[0];
    const label = this.extents.length === 1 || !within ? "" : `${r}`;
    const row = element("tr", {}, element("th", { "aria-hidden": "true" }, label));
    for (let c = -left; c < this.plane[1] + right; c++) {
      const cell = within && c >= 0 && c < this.plane[1] ? this.cell([r, c]) : this.outside();
      this.cells.set(`${r},${c}`, cell);
      row.append(cell);
    }
    if (!within) {
      row.setAttribute("aria-hidden", "true");
    }
    return row;
  }

  cell([r, c]) {
    const position = this.extents.length === 1 ? [c] : [r, c];
    const value = this.values[indexOf(this.extents, position)];
    const role = this.on ? { role: "gridcell", tabindex: "-1", "aria-selected": "false" } : {};
    const cell = element("td", { "aria-label": this.describe(position, value), ...role });
    cell.append(element("b", {}, shortly(value)));
    cell.dataset.index = indexOf(this.extents, position);
    return cell;
  }

  outside() {
    return element("td", { class: "margin", "aria-hidden": "true" });
  }

  /** The element of a position, which may lie in the margin; undefined if there is none. */
  at(position) {
    return this.cells.get((position.length === 1 ? [0, ...position] : position).join(","));
  }

  listen() {
    const positionAt = (event) => {
      const cell = event.target.closest("td[data-index]");
      return cell ? positionOf(this.extents, Number(cell.dataset.index)) : null;
    };
    this.table.addEventListener("pointerover", (e) => e.pointerType !== "touch" && this.on.peek(positionAt(e)));
    this.table.addEventListener("pointerleave", () => this.on.peek(null));
    this.table.addEventListener("click", (e) => positionAt(e) && this.on.pick(positionAt(e)));
    this.table.addEventListener("focusin", (e) => {
      if (e.target.matches("td:focus-visible")) {
        this.on.pick(positionAt(e));
      }
    });
    this.table.addEventListener("keydown", (e) => this.key(e, positionAt(e)));
  }

  key(event, position) {
    const index = position ? indexOf(this.extents, position) : 0;
    const [width, size] = [this.plane[1], sizeOf(this.extents)];
    const lineStart = index - (index % width);
    const wholly = event.ctrlKey || event.metaKey;
    const to = {
      ArrowLeft: index % width === 0 ? index : index - 1,
      ArrowRight: (index + 1) % width === 0 ? index : index + 1,
      ArrowUp: index - width,
      ArrowDown: index + width,
      Home: wholly ? 0 : lineStart,
      End: wholly ? size - 1 : lineStart + width - 1,
    }[event.key];
    if (to === undefined) {
      return;
    }
    event.preventDefault();
    if (to >= 0 && to < size) {
      const next = positionOf(this.extents, to);
      this.makeStop(next);
      this.at(next).focus();
      this.on.pick(next);
    }
  }

  /** Makes a cell the one that Tab stops at. */
  makeStop(position) {
    this.stop?.setAttribute("tabindex", "-1");
    this.stop = this.at(position);
    this.stop.setAttribute("tabindex", "0");
  }

  /** Gives the cells a size that fits into so many pixels. */
  fit(width) {
    const size = Math.max(SMALLEST, Math.min(LARGEST, Math.floor((width - 26) / this.columns) - 2));
    const longest = Math.max(...this.values.map((v) => shortly(v).length));
    const font = Math.min(size * 0.4, (size * 0.92) / (0.6 * longest));
    this.table.style.setProperty("--size", `${size}px`);
    this.table.style.setProperty("--font", `${Math.max(font, 9).toFixed(1)}px`);
    this.table.classList.toggle("tight", size < 26);
    this.tiny = font < 9;
    const every = size >= 18 ? 1 : 5;
    this.table.querySelectorAll("th").forEach((th) => {
      th.style.visibility = Number(th.textContent) % every === 0 ? "" : "hidden";
    });
    this.roomForSmall = size >= 34 && font * longest * 0.6 < size * 0.62;
  }

  /** Shows the values as numbers, or as shades. */
  shade(colours) {
    this.shaded = colours;
    this.table.classList.toggle("mute", colours);
    const [least, most] = [Math.min(...this.values), Math.max(...this.values)];
    const [pale, strong] = [themeColour("--cell"), themeColour("--heat")];
    this.values.forEach((value, index) => {
      const cell = this.at(positionOf(this.extents, index));
      const part = most > least ? (value - least) / (most - least) : 0.5;
      const shade = mixed(pale, strong, part);
      cell.style.background = colours ? shade : "";
      cell.style.color = colours ? readableOn(shade) : "";
    });
  }

  /** Takes every mark off. */
  clear() {
    for (const cell of this.marked ?? []) {
      cell.classList.remove("lit", "chosen", "used", "with-small");
      cell.querySelector("small")?.remove();
      if (cell.hasAttribute("aria-selected")) {
        cell.setAttribute("aria-selected", "false");
      }
      if (cell.dataset.shade) {
        cell.style.background = cell.dataset.shade;
        delete cell.dataset.shade;
      }
    }
    this.marked = [];
  }

  /** Marks the cell that is looked at. */
  choose(position) {
    const cell = this.at(position);
    cell.classList.add("chosen");
    cell.setAttribute("aria-selected", "true");
    this.marked.push(cell);
  }

  /** Marks a cell that a tap joins, with a few words in its corner; does nothing where none is drawn. */
  light(position, colour, words = "") {
    const cell = this.at(position);
    if (!cell) {
      return;
    }
    paint(cell, colour);
    cell.classList.add("lit");
    if (cell.style.background) {
      cell.dataset.shade = cell.style.background;
      cell.style.background = "";
      cell.style.color = "";
    }
    if (words && this.roomForSmall && !this.table.classList.contains("mute")) {
      cell.classList.add("with-small");
      cell.append(element("small", { "aria-hidden": "true" }, words));
    }
    this.marked.push(cell);
  }
}

/** Whether the page is a narrow one. */
export const isNarrow = () => !matchMedia("(min-width: 900px)").matches;

/** Fits the three boards into the room that they share: abreast, or one below the other where that shows more. */
export function fitBoards(boards) {
  const width = byId("figures").clientWidth;
  if (isNarrow()) {
    boards.forEach((board) => board.fit(width));
    return;
  }
  const columns = boards.reduce((sum, board) => sum + board.columns, 0);
  const abreast = Math.floor((width - 3 * 30 - 4 * 18 - 30) / columns);
  const widest = Math.floor((width - 26) / Math.max(...boards.map((board) => board.columns)));
  const rows = Math.max(...boards.map((board) => board.plane[0]));
  const stacked = rows === 1 ? LARGEST : rows <= 16 ? 26 : 0;
  const cell = Math.max(SMALLEST + 2, abreast, abreast < 34 ? Math.min(widest, stacked) : 0);
  const [input, kernel, output] = boards;
  [input, output].forEach((board) => board.fit(Math.min(width, cell * board.columns + 26)));
  kernel.fit(Math.max(cell, 26) * kernel.columns + 26);
}
