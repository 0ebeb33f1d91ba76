package org.convmat.cli;

import java.util.ArrayList;
import java.util.List;

/** Ascending numbers in few words: {@code 1, 5, 16 to 64 in steps of 16}. */
final class NumberRuns {

  /** Fewer numbers than this are listed. */
  private static final int WORTH_WORDS = 4;

  private NumberRuns() {}

  static String text(List<Integer> numbers) {
    List<String> words = new ArrayList<>();
    for (int begin = 0, end; begin < numbers.size(); begin = end) {
      end = end(numbers, begin);
      if (end - begin < WORTH_WORDS) {
        end = begin + 1;
        words.add(numbers.get(begin).toString());
      } else {
        int step = numbers.get(begin + 1) - numbers.get(begin);
        String steps = step == 1 ? "" : " in steps of " + step;
        words.add(numbers.get(begin) + " to " + numbers.get(end - 1) + steps);
      }
    }
    return words.isEmpty() ? "none" : String.join(", ", words);
  }

  /** One past the last number of the run of equal steps that begins here. */
  private static int end(List<Integer> numbers, int begin) {
    int end = Math.min(begin + 2, numbers.size());
    while (end < numbers.size()
        && numbers.get(end) - numbers.get(end - 1) == numbers.get(begin + 1) - numbers.get(begin)) {
      end++;
    }
    return end;
  }
}
