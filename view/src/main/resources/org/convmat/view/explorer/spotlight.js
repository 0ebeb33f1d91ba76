// Marks a cell and all that belongs to it: on both boards, on the kernel, in the matrix.
import { byId, paint, shortly, tapColour } from "./elements.js";
import { imagePosition, indexOf, positionOf, sizeOf, tuples } from "./geometry.js";
import { kernelIndex } from "./layer.js";
import { lineInWords } from "./sums.js";

export class Spotlight {
  /** On the boards {input, output, kernel} and the {matrix}. */
  constructor({ input, output, kernel, matrix }, book) {
    this.boards = { input, output, kernel };
    this.matrix = matrix;
    this.book = book;
  }

  /** Marks what an explanation is of, instead of what was marked before. */
  on(explanation, showTransposed) {
    const { layer, side, position, gather, terms } = explanation;
    const { input, output, kernel } = this.boards;
    const [here, there] = side === layer.inputSide ? [input, output] : [output, input];
    [input, output, kernel].forEach((board) => board.clear());
    this.paintKernel(layer);
    here.choose(position);
    for (const t of terms) {
      const words = gather ? `\u00d7${shortly(t.weighed)}` : `${t.product < 0 ? "" : "+"}${shortly(t.product)}`;
      there.light(t[explanation.other], tapColour(this.book, t.weight), words);
      this.useTap(layer, t.weight);
    }
    if (side === "grid") {
      this.lightMargin(layer, there, position);
    }
    const isRow = (side === "grid") !== showTransposed;
    this.matrix.bringOut(explanation.index, isRow);
    this.showSlider(explanation, isRow, showTransposed);
  }

  /** Each tap in its colour; those that are used are filled. */
  paintKernel(layer) {
    for (let weight = 0; weight < sizeOf(layer.kernelExtents); weight++) {
      paint(this.tapCell(layer, weight), tapColour(this.book, weight)).classList.add("tap");
    }
  }

  useTap(layer, weight) {
    const cell = this.tapCell(layer, weight);
    cell.classList.add("used");
    this.boards.kernel.marked.push(cell);
  }

  tapCell(layer, weight) {
    return this.boards.kernel.at(positionOf(layer.kernelExtents, kernelIndex(layer, weight)));
  }

  /** The taps that fall outside the image, where the margin shows them. */
  lightMargin({ axes, kernelExtents }, board, grid) {
    for (const tap of tuples(kernelExtents.map((extent) => [...Array(extent).keys()]))) {
      const image = axes.map((axis, a) => imagePosition(axis, grid[a], tap[a]));
      if (image.some((i, a) => i < 0 || i >= axes[a].image)) {
        board.light(image, tapColour(this.book, indexOf(kernelExtents, tap)));
      }
    }
  }

  /** The matrix is a slider over its rows for whoever does not point. */
  showSlider(explanation, isRow, showTransposed) {
    const box = byId("matrix");
    const last = this.matrix.rows - 1;
    const attributes = {
      "aria-valuemin": 0,
      "aria-valuemax": last,
      "aria-valuenow": isRow ? explanation.index : Math.min(Number(box.getAttribute("aria-valuenow") ?? 0), last),
      "aria-valuetext": lineInWords(explanation),
      "aria-label": `Rows of ${showTransposed ? "the transpose of C" : "C"}`,
    };
    Object.entries(attributes).forEach(([name, text]) => box.setAttribute(name, text));
  }
}
