package org.convmat.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutionTest {

  private final ExecutorService pool = Executors.newFixedThreadPool(2);

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }

  @Test
  void everyTaskRunsOnce() {
    AtomicIntegerArray runs = new AtomicIntegerArray(1000);
    Execution.on(pool, 3).forEach(1000, runs::incrementAndGet);
    for (int i = 0; i < 1000; i++) {
      assertEquals(1, runs.get(i));
    }
    Execution.on(pool, 3).forEach(0, i -> runs.incrementAndGet(-1));
  }

  @Test
  void sequentialStaysInTheCallingThreadAndInOrder() {
    AtomicInteger next = new AtomicInteger();
    Thread caller = Thread.currentThread();
    Execution.sequential()
        .forEach(
            5,
            i -> {
              assertEquals(next.getAndIncrement(), i);
              assertSame(caller, Thread.currentThread());
            });
    assertSame(Execution.sequential(), Execution.on(pool, 1));
  }

  @Test
  void noMoreThreadsThanAllowedAndReallyAtTheSameTime() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch both = new CountDownLatch(2);
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () ->
            Execution.on(pool, 2)
                .forEach(
                    2,
                    i -> {
                      threads.add(Thread.currentThread());
                      both.countDown();
                      try {
                        both.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }));
    assertEquals(2, threads.size());
  }

  @Test
  void theFirstFailureComesOutAndTheRestIsSkipped() {
    AtomicInteger runs = new AtomicInteger();
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () ->
                Execution.on(pool, 2)
                    .forEach(
                        100_000,
                        i -> {
                          runs.incrementAndGet();
                          throw new IllegalStateException("task " + i);
                        }));
    assertTrue(String.valueOf(e.getMessage()).startsWith("task"));
    assertTrue(runs.get() < 100_000, runs + " tasks ran after a failure");
  }

  /** Every thread of the pool waits inside a task that itself shares out tasks on the pool. */
  @Test
  void nestedCallsOnASaturatedPoolDoNotDeadlock() {
    Execution execution = Execution.on(pool, 3);
    AtomicInteger inner = new AtomicInteger();
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> execution.forEach(8, i -> execution.forEach(8, j -> inner.incrementAndGet())));
    assertEquals(64, inner.get());
  }

  @Test
  void aRefusingExecutorLeavesTheWorkToTheCaller() {
    AtomicInteger runs = new AtomicInteger();
    Execution.on(
            task -> {
              throw new RejectedExecutionException("shut down");
            },
            4)
        .forEach(10, i -> runs.incrementAndGet());
    assertEquals(10, runs.get());
    assertThrows(IllegalArgumentException.class, () -> Execution.on(pool, 0));
  }
}
