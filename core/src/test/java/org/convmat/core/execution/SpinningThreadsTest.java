package org.convmat.core.execution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.convmat.spi.Execution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class SpinningThreadsTest {

  private static SpinningThreads threads(int count, long spinMicros) {
    return new SpinningThreads(count, Duration.ofNanos(spinMicros * 1000));
  }

  /** Waits without help from the threads under test. */
  private static void await(BooleanSupplier condition, String what) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - start < 30_000_000_000L, what);
      Thread.onSpinWait();
    }
  }

  /** When to stop on a machine that has no processors to spare. */
  private static long end() {
    return System.nanoTime() + 5_000_000_000L;
  }

  private static void spin(long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      Thread.onSpinWait();
    }
  }

  /** The pauses end before, while and after the threads go to sleep. */
  @ParameterizedTest
  @ValueSource(longs = {0, 2, 20, 100_000})
  void noTaskIsForgotten(long spinMicros) {
    Random random = new Random(spinMicros);
    AtomicInteger done = new AtomicInteger();
    int count = spinMicros > 1000 ? 1 : 2; // this thread spins, too
    try (SpinningThreads threads = threads(count, spinMicros)) {
      long end = end();
      for (int i = 1; i <= 30_000 && System.nanoTime() - end < 0; i++) {
        int handedOver = i;
        threads.execute(done::incrementAndGet);
        await(() -> done.get() == handedOver, "task " + i + " never began");
        spin(random.nextInt(2_000 * (int) Math.min(spinMicros + 1, 21)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5, 20_000})
  void severalCallersShareTheThreads(long spinMicros) throws InterruptedException {
    int callers = 3;
    int calls = 3_000;
    AtomicIntegerArray sums = new AtomicIntegerArray(4 * callers);
    try (SpinningThreads threads = threads(2, spinMicros)) {
      Execution execution = threads.execution();
      assertEquals(3, execution.threads());
      List<Thread> all = new ArrayList<>();
      for (int c = 0; c < callers; c++) {
        int from = 4 * c;
        Runnable caller =
            () -> {
              for (int i = 0; i < calls; i++) {
                execution.forEach(4, task -> sums.incrementAndGet(from + task));
              }
            };
        all.add(new Thread(caller));
      }
      all.forEach(Thread::start);
      for (Thread thread : all) {
        thread.join();
      }
    }
    int[] each = new int[4 * callers];
    for (int i = 0; i < each.length; i++) {
      each[i] = sums.get(i);
    }
    int[] expected = new int[each.length];
    java.util.Arrays.fill(expected, calls);
    assertArrayEquals(expected, each);
  }

  /** All the threads, each held by a task until every one has come. */
  private static Set<Thread> all(SpinningThreads threads, int count) {
    Set<Thread> all = ConcurrentHashMap.newKeySet();
    CyclicBarrier barrier = new CyclicBarrier(count);
    for (int i = 0; i < count; i++) {
      threads.execute(
          () -> {
            try {
              barrier.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            all.add(Thread.currentThread());
          });
    }
    await(() -> all.size() == count, "only " + all + " work at once");
    return all;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1000})
  void theyWorkAtOnceSleepWhenIdleAndEndWhenClosed(long spinMicros) throws InterruptedException {
    SpinningThreads threads = threads(3, spinMicros);
    Set<Thread> all = all(threads, 3);
    for (Thread thread : all) {
      assertTrue(thread.isDaemon());
      await(() -> thread.getState() == Thread.State.WAITING, "does not sleep: " + thread);
    }
    assertEquals(all, all(threads, 3));
    threads.close();
    threads.close();
    for (Thread thread : all) {
      thread.join(30_000);
      assertFalse(thread.isAlive());
    }
    assertThrows(RejectedExecutionException.class, () -> threads.execute(() -> {}));
    AtomicInteger done = new AtomicInteger();
    threads.execution().forEach(5, task -> done.incrementAndGet());
    assertEquals(5, done.get());
  }

  @Test
  void aTaskThatThrowsEndsNothingElse() throws InterruptedException {
    try (SpinningThreads threads = threads(2, 100)) {
      Set<Thread> before = all(threads, 2);
      AtomicReference<Throwable> reported = new AtomicReference<>();
      before.forEach(thread -> thread.setUncaughtExceptionHandler((t, e) -> reported.set(e)));
      for (Throwable failure : List.of(new IllegalStateException("no"), new AssertionError("no"))) {
        threads.execute(() -> throwIt(failure));
        await(() -> reported.get() == failure, "not reported: " + failure);
      }
      CountDownLatch handlerFails = new CountDownLatch(1);
      before.forEach(
          thread ->
              thread.setUncaughtExceptionHandler(
                  (t, e) -> {
                    handlerFails.countDown();
                    throw new IllegalStateException("the handler, too");
                  }));
      threads.execute(() -> throwIt(new IllegalStateException("no")));
      assertTrue(handlerFails.await(30, TimeUnit.SECONDS));
      assertEquals(before, all(threads, 2));
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class,
              () ->
                  threads
                      .execution()
                      .forEach(
                          9,
                          task -> {
                            throw new IllegalStateException("task");
                          }));
      assertEquals("task", e.getMessage());
    }
  }

  private static void throwIt(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @Test
  void anInterruptionIsOfItsTaskOnly() {
    try (SpinningThreads threads = threads(1, 0)) {
      Thread only = all(threads, 1).iterator().next();
      AtomicReference<Boolean> later = new AtomicReference<>();
      threads.execute(() -> Thread.currentThread().interrupt());
      threads.execute(() -> later.set(Thread.currentThread().isInterrupted()));
      await(() -> later.get() != null, "the second task never began");
      assertEquals(false, later.get());
      await(() -> only.getState() == Thread.State.WAITING, "does not sleep");
      only.interrupt();
      assertEquals(Set.of(only), all(threads, 1));
    }
  }

  /** Whatever was accepted is done, whatever was not is refused, at any moment of closing. */
  @ParameterizedTest
  @ValueSource(longs = {0, 3, 1000})
  void closingLosesNothing(long spinMicros) throws InterruptedException {
    long end = end();
    for (int round = 0; round < 1000 && System.nanoTime() - end < 0; round++) {
      SpinningThreads threads = threads(2, spinMicros);
      AtomicInteger accepted = new AtomicInteger();
      AtomicInteger done = new AtomicInteger();
      CountDownLatch started = new CountDownLatch(1);
      Thread caller =
          new Thread(
              () -> {
                started.countDown();
                while (true) {
                  try {
                    threads.execute(done::incrementAndGet);
                  } catch (RejectedExecutionException e) {
                    return;
                  }
                  accepted.incrementAndGet();
                }
              });
      caller.start();
      started.await();
      spin(round % 50 * 1000L);
      threads.close();
      caller.join();
      await(() -> done.get() == accepted.get(), "accepted and never done");
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> threads(0, 1));
    assertThrows(IllegalArgumentException.class, () -> threads(1, -1));
    try (SpinningThreads threads = new SpinningThreads(1, Duration.ofSeconds(Long.MAX_VALUE))) {
      assertThrows(NullPointerException.class, () -> threads.execute(null));
    }
  }
}
