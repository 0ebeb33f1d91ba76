package org.convmat.benchmarks.timing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Memory that work takes from the heap, in the calling thread. */
public final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** Bytes that one call allocates. */
  public static long bytes(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** Bytes that a call allocates on average, once it has been compiled. */
  public static double bytesPerCall(Runnable work, int calls) {
    repeat(work, calls);
    return (double) bytes(() -> repeat(work, calls)) / calls;
  }

  private static void repeat(Runnable work, int calls) {
    for (int i = 0; i < calls; i++) {
      work.run();
    }
  }
}
