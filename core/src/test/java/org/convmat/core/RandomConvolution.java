package org.convmat.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.convmat.core.dialect.Padding;
import org.convmat.core.dialect.Padding.Ends;
import org.convmat.core.failure.InvalidInputException;
import org.convmat.core.geometry.Boundary;
import org.convmat.core.geometry.Geometry;
import org.convmat.core.matrix.ConvolutionMatrix;
import org.convmat.core.tensor.Shape;
import org.convmat.core.tensor.Tensor;
import org.convmat.spi.ElementType;
import org.convmat.spi.Elements;

/** A random convolution that a seed replays: 1 to 3 axes, everything else random too. */
final class RandomConvolution {

  /** Seed, convolution, batch and whether all numbers are small integers (sums are then exact). */
  record Case(
      long seed, String text, Convolution convolution, int batch, boolean integers, Random random) {

    /** Random numbers in the kernel's element type. */
    Tensor fill(Shape shape) {
      return RandomConvolution.fill(random, convolution.matrix().weights().type(), shape, integers);
    }
  }

  private RandomConvolution() {}

  static Case of(long seed) {
    Random random = new Random(seed);
    while (true) {
      try {
        return draw(seed, random);
      } catch (InvalidInputException e) {
        // a kernel larger than its image, or padding that eats the result: draw again
      }
    }
  }

  /** The same matrix with a boundary. */
  static ConvolutionMatrix with(Boundary boundary, ConvolutionMatrix matrix) {
    Geometry g = matrix.geometry();
    Geometry bounded =
        new Geometry(g.axes(), g.gridChannels(), g.imageChannels(), g.groups(), boundary);
    return new ConvolutionMatrix(bounded, matrix.weights());
  }

  private static Case draw(long seed, Random random) {
    int axes = 1 + random.nextInt(3);
    int largest = axes == 1 ? 40 : axes == 2 ? 10 : 5;
    boolean plain = axes <= 2 && random.nextInt(4) == 0;
    int groups = plain ? 1 : 1 + random.nextInt(3);
    int[] extents = ints(random, axes, 1, largest);
    int[] kernel = ints(random, axes, 1, axes == 3 ? 3 : 5);
    int[] stride = ints(random, random.nextBoolean() ? 1 : axes, 1, 4);
    int[] dilation = ints(random, random.nextBoolean() ? 1 : axes, 1, 3);
    List<Integer> shape = new ArrayList<>();
    if (!plain) {
      shape.add(groups * (1 + random.nextInt(3)));
      shape.add(1 + random.nextInt(3));
    }
    for (int k : kernel) {
      shape.add(k);
    }
    ElementType type = random.nextBoolean() ? ElementType.FLOAT : ElementType.DOUBLE;
    boolean integers = random.nextBoolean();
    Shape kernelShape = Shape.of(shape.stream().mapToInt(i -> i).toArray());
    List<Ends> ends = new ArrayList<>();
    for (int a = 0; a < axes; a++) {
      ends.add(new Ends(random.nextInt(6) - 1, random.nextInt(6) - 1));
    }
    ConvolutionBuilder builder =
        Convolution.of(fill(random, type, kernelShape, integers))
            .stride(stride)
            .dilation(dilation)
            .groups(groups)
            .padding(new Padding.Explicit(ends));
    if (random.nextInt(8) == 0) {
      builder = builder.flip();
    }
    Convolution convolution =
        random.nextBoolean()
            ? builder.forImage(extents)
            : builder.outputPadding(random.nextInt(3)).forGrid(extents);
    int batch = plain ? 1 : 1 + random.nextInt(3);
    if (convolution.geometry().rows() * convolution.geometry().columns() > 200_000) {
      throw new InvalidInputException("larger than a test needs");
    }
    String text =
        convolution.geometry() + ", batch " + batch + ", " + type + (integers ? ", integers" : "");
    return new Case(seed, text, convolution, batch, integers, random);
  }

  private static int[] ints(Random random, int count, int from, int to) {
    return random.ints(count, from, to + 1).toArray();
  }

  static Tensor fill(Random random, ElementType type, Shape shape, boolean integers) {
    Elements elements = Elements.allocate(type, shape.size());
    for (int i = 0; i < elements.length(); i++) {
      elements.set(i, integers ? random.nextInt(17) - 8 : random.nextGaussian());
    }
    return Tensor.wrap(elements, shape);
  }
}
