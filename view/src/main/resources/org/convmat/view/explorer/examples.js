// Layers worth a look, as links: the tutorial's, the kinds of padding and stride that courses draw, an uneven overlap.
const ones = (count) => Array(count).fill(1).join(",");

export const EXAMPLES = [
  ["The tutorial\u2019s convolution", "input-size=4x4&kernel-size=3x3&at=0,1"],
  ["The tutorial\u2019s up-sampling", "input-size=2x2&kernel-size=3x3&transposed&at=1,2"],
  ["Half (same) padding", "input-size=5x5&kernel-size=3x3&padding=1&at=0,0"],
  ["Full padding", "input-size=4x4&kernel-size=3x3&padding=2&at=0,2"],
  ["Stride 2", "input-size=5x5&kernel-size=3x3&stride=2&padding=1&at=1,1"],
  ["Dilation 2", "input-size=7x7&kernel-size=3x3&dilation=2&at=1,1"],
  ["Stride 2, transposed", "input-size=3x3&kernel-size=3x3&transposed&stride=2&padding=1&at=2,2"],
  ["The odd size: output padding 1", "input-size=3x3&kernel-size=3x3&transposed&stride=2&padding=1&output-padding=1&at=5,5"],
  [
    "Bilinear up-sampling by 2",
    "input-size=4&kernel-size=4&transposed&stride=2&padding=1&w=0.25,0.75,0.75,0.25&at=3",
  ],
  ["A checkerboard: kernel 3, stride 2", `input-size=4&kernel-size=3&transposed&stride=2&x=${ones(4)}&w=${ones(3)}&at=2`],
  ["No checkerboard: kernel 4, stride 2", `input-size=4&kernel-size=4&transposed&stride=2&x=${ones(4)}&w=${ones(4)}&at=2`],
];
