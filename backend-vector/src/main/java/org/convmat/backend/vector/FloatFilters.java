package org.convmat.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.convmat.spi.Elements;

/** The transforms for floats. */
final class FloatFilters extends FilterLoops {

  static final FloatFilters INSTANCE = new FloatFilters();

  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = S.length();
  private static final float A = (float) FilterPoints.A;
  private static final float B = (float) FilterPoints.B;
  private static final float AA = A * A;
  private static final float BB = B * B;

  private FloatFilters() {}

  @Override
  void forward(int points, Elements x, int[] in, Pieces pieces, Elements y, int to, int stride) {
    switch (points) {
      case 6 -> forward6(x.floats(), in, pieces, y.floats(), to, stride);
      case 5 -> forward5(x.floats(), in, pieces, y.floats(), to, stride);
      case 4 -> forward4(x.floats(), in, pieces, y.floats(), to, stride);
      case 3 -> forward3(x.floats(), in, pieces, y.floats(), to, stride);
      default -> forward1(x.floats(), in[0], pieces, y.floats(), to);
    }
  }

  private static void forward1(float[] x, int in, Pieces pieces, float[] y, int to) {
    for (int n = 0; n < pieces.size; n++) {
      int from = in + pieces.starts[n];
      int at = to + pieces.places[n];
      int count = pieces.counts[n];
      for (int i = 0; i < count; i += L) {
        FloatVector.fromArray(S, x, from + i).intoArray(y, at + i);
      }
    }
  }

  private static void forward3(float[] x, int[] in, Pieces pieces, float[] y, int to, int stride) {
    int in0 = in[0];
    int in1 = in[1];
    int in2 = in[2];
    for (int n = 0; n < pieces.size; n++) {
      int from = pieces.starts[n];
      int at = to + pieces.places[n];
      int end = from + pieces.counts[n];
      for (; from < end; from += L) {
        FloatVector x0 = FloatVector.fromArray(S, x, in0 + from);
        FloatVector x1 = FloatVector.fromArray(S, x, in1 + from);
        FloatVector x2 = FloatVector.fromArray(S, x, in2 + from);
        x1.sub(x0).intoArray(y, at);
        x1.intoArray(y, at + stride);
        x2.sub(x1).intoArray(y, at + 2 * stride);
        at += L;
      }
    }
  }

  private static void forward4(float[] x, int[] in, Pieces pieces, float[] y, int to, int stride) {
    int in0 = in[0];
    int in1 = in[1];
    int in2 = in[2];
    int in3 = in[3];
    for (int n = 0; n < pieces.size; n++) {
      int from = pieces.starts[n];
      int at = to + pieces.places[n];
      int end = from + pieces.counts[n];
      for (; from < end; from += L) {
        FloatVector x0 = FloatVector.fromArray(S, x, in0 + from);
        FloatVector x1 = FloatVector.fromArray(S, x, in1 + from);
        FloatVector x2 = FloatVector.fromArray(S, x, in2 + from);
        FloatVector x3 = FloatVector.fromArray(S, x, in3 + from);
        x2.sub(x0).intoArray(y, at);
        x2.add(x1).intoArray(y, at + stride);
        x2.sub(x1).intoArray(y, at + 2 * stride);
        x3.sub(x1).intoArray(y, at + 3 * stride);
        at += L;
      }
    }
  }

  private static void forward5(float[] x, int[] in, Pieces pieces, float[] y, int to, int stride) {
    FloatVector minusAa = FloatVector.broadcast(S, -AA);
    FloatVector minusB = FloatVector.broadcast(S, -B);
    FloatVector a = FloatVector.broadcast(S, A);
    int in0 = in[0];
    int in1 = in[1];
    int in2 = in[2];
    int in3 = in[3];
    int in4 = in[4];
    for (int n = 0; n < pieces.size; n++) {
      int from = pieces.starts[n];
      int at = to + pieces.places[n];
      int end = from + pieces.counts[n];
      for (; from < end; from += L) {
        FloatVector x0 = FloatVector.fromArray(S, x, in0 + from);
        FloatVector x1 = FloatVector.fromArray(S, x, in1 + from);
        FloatVector x2 = FloatVector.fromArray(S, x, in2 + from);
        FloatVector x3 = FloatVector.fromArray(S, x, in3 + from);
        FloatVector x4 = FloatVector.fromArray(S, x, in4 + from);
        FloatVector odd = minusB.fma(x1, x2);
        FloatVector even = minusB.fma(x2, x3);
        minusAa.fma(minusB.fma(x0, x1), even).intoArray(y, at);
        FloatVector scaled = a.mul(odd);
        even.add(scaled).intoArray(y, at + stride);
        even.sub(scaled).intoArray(y, at + 2 * stride);
        minusAa.fma(x1, x3).intoArray(y, at + 3 * stride);
        minusAa.fma(odd, minusB.fma(x3, x4)).intoArray(y, at + 4 * stride);
        at += L;
      }
    }
  }

  private static void forward6(float[] x, int[] in, Pieces pieces, float[] y, int to, int stride) {
    FloatVector minusAa = FloatVector.broadcast(S, -AA);
    FloatVector minusBb = FloatVector.broadcast(S, -BB);
    FloatVector product = FloatVector.broadcast(S, AA * BB);
    FloatVector minusSum = FloatVector.broadcast(S, -(AA + BB));
    FloatVector a = FloatVector.broadcast(S, A);
    FloatVector b = FloatVector.broadcast(S, B);
    int in0 = in[0];
    int in1 = in[1];
    int in2 = in[2];
    int in3 = in[3];
    int in4 = in[4];
    int in5 = in[5];
    for (int n = 0; n < pieces.size; n++) {
      int from = pieces.starts[n];
      int at = to + pieces.places[n];
      int end = from + pieces.counts[n];
      for (; from < end; from += L) {
        FloatVector x1 = FloatVector.fromArray(S, x, in1 + from);
        FloatVector x2 = FloatVector.fromArray(S, x, in2 + from);
        FloatVector x3 = FloatVector.fromArray(S, x, in3 + from);
        FloatVector x4 = FloatVector.fromArray(S, x, in4 + from);
        FloatVector x0 = FloatVector.fromArray(S, x, in0 + from);
        product.fma(x0, minusSum.fma(x2, x4)).intoArray(y, at);
        FloatVector even = minusBb.fma(x2, x4);
        FloatVector odd = a.mul(minusBb.fma(x1, x3));
        even.add(odd).intoArray(y, at + stride);
        even.sub(odd).intoArray(y, at + 2 * stride);
        even = minusAa.fma(x2, x4);
        odd = b.mul(minusAa.fma(x1, x3));
        even.add(odd).intoArray(y, at + 3 * stride);
        even.sub(odd).intoArray(y, at + 4 * stride);
        FloatVector x5 = FloatVector.fromArray(S, x, in5 + from);
        product.fma(x1, minusSum.fma(x3, x5)).intoArray(y, at + 5 * stride);
        at += L;
      }
    }
  }

  @Override
  void inverse(
      int points,
      int outputs,
      Elements x,
      int from,
      int xStride,
      Elements y,
      int to,
      int yStride,
      int count) {
    float[] u = x.floats();
    float[] v = y.floats();
    switch (points) {
      case 6 -> {
        if (outputs >= 4) {
          inverse6Long(u, from, xStride, v, to, yStride, outputs, count);
        } else {
          inverse6Short(u, from, xStride, v, to, yStride, outputs, count);
        }
      }
      case 5 -> inverse5(u, from, xStride, v, to, yStride, outputs, count);
      case 4 -> inverse4(u, from, xStride, v, to, yStride, outputs, count);
      case 3 -> inverse3(u, from, xStride, v, to, yStride, count);
      default -> {
        for (int k = 0; k < count; k += L) {
          int i = Math.min(k, count - L);
          FloatVector.fromArray(S, u, from + i).intoArray(v, to + i);
        }
      }
    }
  }

  private static void inverse3(
      float[] x, int from, int xStride, float[] y, int to, int yStride, int count) {
    for (int k = 0; k < count; k += L) {
      int i = Math.min(k, count - L); // the last vector may overlap
      FloatVector z0 = FloatVector.fromArray(S, x, from + i);
      FloatVector z1 = FloatVector.fromArray(S, x, from + xStride + i);
      FloatVector z2 = FloatVector.fromArray(S, x, from + 2 * xStride + i);
      z0.add(z1).intoArray(y, to + i);
      z1.add(z2).intoArray(y, to + yStride + i);
    }
  }

  private static void inverse4(
      float[] x, int from, int xStride, float[] y, int to, int yStride, int outputs, int count) {
    int infinity = to + (outputs - 1) * yStride;
    for (int k = 0; k < count; k += L) {
      int i = Math.min(k, count - L); // the last vector may overlap
      FloatVector z0 = FloatVector.fromArray(S, x, from + i);
      FloatVector z1 = FloatVector.fromArray(S, x, from + xStride + i);
      FloatVector z2 = FloatVector.fromArray(S, x, from + 2 * xStride + i);
      FloatVector z3 = FloatVector.fromArray(S, x, from + 3 * xStride + i);
      FloatVector sum = z1.add(z2);
      z0.add(sum).intoArray(y, to + i);
      z1.sub(z2).intoArray(y, to + yStride + i);
      if (outputs == 3) {
        sum.intoArray(y, to + 2 * yStride + i);
      }
      FloatVector.fromArray(S, y, infinity + i).add(z3).intoArray(y, infinity + i);
    }
  }

  private static void inverse5(
      float[] x, int from, int xStride, float[] y, int to, int yStride, int outputs, int count) {
    FloatVector a = FloatVector.broadcast(S, A);
    FloatVector aa = FloatVector.broadcast(S, AA);
    FloatVector b = FloatVector.broadcast(S, B);
    int infinity = to + (outputs - 1) * yStride;
    for (int k = 0; k < count; k += L) {
      int i = Math.min(k, count - L); // the last vector may overlap
      FloatVector z1 = FloatVector.fromArray(S, x, from + xStride + i);
      FloatVector z2 = FloatVector.fromArray(S, x, from + 2 * xStride + i);
      FloatVector single = FloatVector.fromArray(S, x, from + 3 * xStride + i);
      FloatVector even = z1.add(z2);
      FloatVector odd = z1.sub(z2).mul(a);
      FloatVector.fromArray(S, x, from + i).add(even).add(single).intoArray(y, to + i);
      single = single.mul(b);
      odd.add(single).intoArray(y, to + yStride + i);
      if (outputs > 2) {
        single = single.mul(b);
        aa.fma(even, single).intoArray(y, to + 2 * yStride + i);
        if (outputs > 3) {
          aa.fma(odd, single.mul(b)).intoArray(y, to + 3 * yStride + i);
        }
      }
      FloatVector z4 = FloatVector.fromArray(S, x, from + 4 * xStride + i);
      FloatVector.fromArray(S, y, infinity + i).add(z4).intoArray(y, infinity + i);
    }
  }

  /** Two or three outputs of six points. */
  private static void inverse6Short(
      float[] x, int from, int xStride, float[] y, int to, int yStride, int outputs, int count) {
    FloatVector a = FloatVector.broadcast(S, A);
    FloatVector b = FloatVector.broadcast(S, B);
    FloatVector aa = FloatVector.broadcast(S, AA);
    FloatVector bb = FloatVector.broadcast(S, BB);
    int infinity = to + (outputs - 1) * yStride;
    for (int k = 0; k < count; k += L) {
      int i = Math.min(k, count - L); // the last vector may overlap
      FloatVector z1 = FloatVector.fromArray(S, x, from + xStride + i);
      FloatVector z2 = FloatVector.fromArray(S, x, from + 2 * xStride + i);
      FloatVector z3 = FloatVector.fromArray(S, x, from + 3 * xStride + i);
      FloatVector z4 = FloatVector.fromArray(S, x, from + 4 * xStride + i);
      FloatVector evenA = z1.add(z2);
      FloatVector evenB = z3.add(z4);
      FloatVector z0 = FloatVector.fromArray(S, x, from + i);
      z0.add(evenA).add(evenB).intoArray(y, to + i);
      a.mul(z1.sub(z2)).add(b.mul(z3.sub(z4))).intoArray(y, to + yStride + i);
      if (outputs == 3) {
        aa.mul(evenA).add(bb.mul(evenB)).intoArray(y, to + 2 * yStride + i);
      }
      FloatVector z5 = FloatVector.fromArray(S, x, from + 5 * xStride + i);
      FloatVector.fromArray(S, y, infinity + i).add(z5).intoArray(y, infinity + i);
    }
  }

  /** Four or five outputs of six points. */
  private static void inverse6Long(
      float[] x, int from, int xStride, float[] y, int to, int yStride, int outputs, int count) {
    FloatVector aa = FloatVector.broadcast(S, AA);
    FloatVector bb = FloatVector.broadcast(S, BB);
    int infinity = to + (outputs - 1) * yStride;
    for (int k = 0; k < count; k += L) {
      int i = Math.min(k, count - L); // the last vector may overlap
      FloatVector z1 = FloatVector.fromArray(S, x, from + xStride + i);
      FloatVector z2 = FloatVector.fromArray(S, x, from + 2 * xStride + i);
      FloatVector z3 = FloatVector.fromArray(S, x, from + 3 * xStride + i);
      FloatVector z4 = FloatVector.fromArray(S, x, from + 4 * xStride + i);
      FloatVector evenA = z1.add(z2);
      FloatVector evenB = z3.add(z4);
      FloatVector oddA = z1.sub(z2).mul(A);
      FloatVector oddB = z3.sub(z4).mul(B);
      FloatVector z0 = FloatVector.fromArray(S, x, from + i);
      z0.add(evenA).add(evenB).intoArray(y, to + i);
      oddA.add(oddB).intoArray(y, to + yStride + i);
      evenA = evenA.mul(aa);
      evenB = evenB.mul(bb);
      evenA.add(evenB).intoArray(y, to + 2 * yStride + i);
      oddA.mul(aa).add(oddB.mul(bb)).intoArray(y, to + 3 * yStride + i);
      if (outputs == 5) {
        evenA.mul(aa).add(evenB.mul(bb)).intoArray(y, to + 4 * yStride + i);
      }
      FloatVector z5 = FloatVector.fromArray(S, x, from + 5 * xStride + i);
      FloatVector.fromArray(S, y, infinity + i).add(z5).intoArray(y, infinity + i);
    }
  }

  @Override
  void write(
      int outputs, Elements from, int stride, FilterRuns runs, Elements target, int to, int step) {
    float[] x = from.floats();
    float[] y = target.floats();
    int[] places = runs.runs;
    for (int n = 0; n < runs.runsEnd; n += 3) {
      int count = places[n + 2];
      if (outputs * step == 1) {
        System.arraycopy(x, places[n], y, to + places[n + 1], count);
        continue;
      }
      int j = 0;
      for (; j + 4 <= outputs; j += 4) {
        int source = places[n] + j * stride;
        write4(x, source, stride, y, to + places[n + 1] + j * step, step, outputs * step, count);
      }
      for (; j + 2 <= outputs; j += 2) {
        int source = places[n] + j * stride;
        write2(x, source, stride, y, to + places[n + 1] + j * step, step, outputs * step, count);
      }
      if (j < outputs) {
        int source = places[n] + j * stride;
        int at = to + places[n + 1] + j * step;
        for (int i = 0; i < count; i++) {
          y[at + i * outputs * step] = x[source + i];
        }
      }
    }
    int[] singles = runs.singles;
    for (int n = 0; n < runs.singlesEnd; n += 2) {
      y[to + singles[n + 1]] = x[singles[n]];
    }
  }

  private static void write4(
      float[] x, int from, int stride, float[] y, int to, int step, int tile, int count) {
    int from1 = from + stride;
    int from2 = from1 + stride;
    int from3 = from2 + stride;
    for (int i = 0; i < count; i++) {
      y[to] = x[from + i];
      y[to + step] = x[from1 + i];
      y[to + 2 * step] = x[from2 + i];
      y[to + 3 * step] = x[from3 + i];
      to += tile;
    }
  }

  private static void write2(
      float[] x, int from, int stride, float[] y, int to, int step, int tile, int count) {
    int from1 = from + stride;
    for (int i = 0; i < count; i++) {
      y[to] = x[from + i];
      y[to + step] = x[from1 + i];
      to += tile;
    }
  }
}
