package org.convmat.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.convmat.spi.DenseMatrix;
import org.convmat.spi.Execution;
import org.convmat.spi.Feature;
import org.convmat.spi.Multiplier;
import org.junit.jupiter.api.BeforeEach;

/** Chapter 5: many threads calling, and threads that are lent. */
abstract class ThreadRules extends Chapter {

  private static final int CALLERS = 4;
  private static final int ROUNDS = 10;

  /** Libraries with threads of their own use them from here on. */
  private static final int LARGE = 80;

  ThreadRules(MatmulBackendTck kit) {
    super(kit);
  }

  @BeforeEach
  void usable() {
    assumeUsable();
  }

  /** One product, to be repeated. */
  private record Task(Product product, Multiplier multiplier) {
    void repeat(int times) {
      for (int i = 0; i < times; i++) {
        product.again().by(multiplier).requireEntries();
      }
    }
  }

  private static Task task(Samples samples, Sample a, boolean transposed, Multiplier multiplier) {
    DenseMatrix x = samples.x(a, transposed, Layout.COLUMN_MAJOR, 7);
    return new Task(Product.of(a, transposed, x), multiplier);
  }

  @EachKind
  @IfThisFails(
      check =
          "for scratch memory that is a field of the multiplier: allocate it in the call, or keep"
              + " one for each thread")
  void required_spec501_oneMultiplierServesManyThreads(Feature kind) throws InterruptedException {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    Sample a = samples.one();
    for (int round = 0; round < ROUNDS; round++) {
      // A new one each time: what is made at the first product is made by all threads at once.
      try (Multiplier multiplier = prepare(a)) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
          tasks.add(task(samples, a, i % 2 == 1, multiplier));
        }
        Pools.together(CALLERS, i -> tasks.get(i).repeat(ROUNDS));
      }
    }
  }

  @EachKind
  @IfThisFails(check = "for static or shared fields that prepare() and the products write")
  void required_spec502_manyThreadsPrepareAtOnce(Feature kind) throws InterruptedException {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    List<Sample> matrices = new ArrayList<>();
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      matrices.add(samples.one());
      tasks.add(task(samples, matrices.get(i), i % 2 == 1, prepare(matrices.get(i))));
    }
    Pools.together(
        CALLERS,
        i -> {
          for (int round = 0; round < 20; round++) {
            Task task = tasks.get(i);
            try (Multiplier own = prepare(matrices.get(i))) {
              new Task(task.product(), own).repeat(2);
            }
            task.repeat(2);
          }
        });
  }

  @EachKind
  @IfThisFails(
      check =
          "for the library's own multi-threading: switch it off call by call, or multiply in pieces"
              + " below its threshold; threads come from Execution alone")
  void required_spec503_noThreadsOfItsOwn(Feature kind) {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    Sample a = Sample.isStructured(kind) ? samples.one() : samples.matrix(LARGE, LARGE);
    List<Product> products = new ArrayList<>();
    for (boolean transposed : BOTH_WAYS) {
      DenseMatrix x = samples.x(a, transposed, Layout.COLUMN_MAJOR, LARGE);
      products.add(Product.of(a, transposed, x));
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
    long fewestStarted = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 3; attempt++) {
      long started = threads.getTotalStartedThreadCount();
      try (Multiplier multiplier = prepare(a)) {
        products.forEach(product -> product.by(multiplier));
      }
      fewestStarted = Math.min(fewestStarted, threads.getTotalStartedThreadCount() - started);
    }
    Set<Thread> after = new HashSet<>(Thread.getAllStackTraces().keySet());
    after.removeAll(before);
    assertTrue(
        after.isEmpty(), () -> "sequential multiplication left these threads running: " + after);
    // One attempt without a new thread is proof enough: the virtual machine starts some of its own.
    assertEquals(0, fewestStarted, "every sequential multiplication started new threads");
  }

  @EachKind
  @IfThisFails(
      check =
          "that tasks handed to Execution.forEach write disjoint parts of y and never wait for one"
              + " another: any of them may run late, in order, or all in the calling thread")
  void required_spec504_anyExecutorWillDo(Feature kind) throws InterruptedException {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    ExecutorService pool = Executors.newFixedThreadPool(3);
    ExecutorService single = Executors.newSingleThreadExecutor();
    Map<String, Executor> executors =
        Map.of(
            "a pool",
            pool,
            "the calling thread",
            Runnable::run,
            "an executor that never runs anything",
            ignored -> {},
            "an executor that refuses",
            ignored -> {
              throw new RejectedExecutionException("full");
            });
    try {
      for (Sample a : List.of(samples.one(), samples.some().get(0), samples.some().get(1))) {
        executors.values().forEach(executor -> withThreads(samples, a, executor));
        Pools.within(single, () -> withThreads(samples, a, single));
      }
    } finally {
      Pools.stop(pool);
      Pools.stop(single);
    }
  }

  private void withThreads(Samples samples, Sample a, Executor executor) {
    for (int threads = 2; threads <= 5; threads++) {
      try (Multiplier multiplier = prepare(a, Execution.on(executor, threads))) {
        for (boolean transposed : BOTH_WAYS) {
          task(samples, a, transposed, multiplier).repeat(2);
        }
      }
    }
  }

  @EachKind
  @IfThisFails(check = "for waits that react to interruption, and for Thread.interrupted()")
  void required_spec505_interruptionIsLeftAlone(Feature kind) throws InterruptedException {
    assumeDeclared(kind);
    Samples samples = samples(kind, Numbers.INTEGERS);
    Sample a = samples.one();
    Pools.together(
        1,
        ignored -> {
          Thread.currentThread().interrupt();
          try (Multiplier multiplier = prepare(a)) {
            task(samples, a, false, multiplier).repeat(1);
          }
          assertTrue(
              Thread.interrupted(), "the calling thread was interrupted before, not any more");
        });
  }
}
