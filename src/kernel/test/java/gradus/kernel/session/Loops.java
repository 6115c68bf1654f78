package gradus.kernel.session;

/** Code for {@link InterruptInstrumenterTest}: loops that end, and some that do not. */
final class Loops {
  private static long turns;

  private Loops() {}

  static long sum(int n) {
    long sum = 0;
    for (int i = 1; i <= n; i++) {
      sum += i % 3 == 0 ? -i : i;
    }
    return sum;
  }

  static long fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }

  static long digits(int n) {
    long digits = 0;
    do {
      digits = 31 * digits + n % 10;
      n /= 10;
    } while (n > 0);
    return digits;
  }

  static long tries(int n) {
    long caught = 0;
    outer:
    for (int i = 0; i < n; i++) {
      for (int j = 0; ; j++) {
        try {
          if (j == 3) {
            continue outer;
          }
          caught += 10 / (j - 1);
        } catch (ArithmeticException e) {
          caught += 100;
        } finally {
          caught++;
        }
      }
    }
    return caught;
  }

  static long texts(int n) {
    var text = new StringBuilder();
    for (String word : new String[] {"a", "bb", "ccc"}) {
      switch (word) {
        case "a" -> text.append(n);
        case "bb" -> text.append(word.repeat(n));
        default -> java.util.stream.IntStream.range(0, n).forEach(text::append);
      }
    }
    return text.toString().hashCode();
  }

  static void whileTrue() {
    while (true) {
      turns++;
    }
  }

  static void doWhile() {
    do {
      turns++;
    } while (turns != -1);
  }

  static void counted() {
    for (long i = 0; i >= 0; i++) {
      turns += i;
    }
  }

  static void catchesEverything() {
    while (true) {
      try {
        turns += (long) Math.sqrt(turns);
      } catch (Throwable t) {
        turns++;
      }
    }
  }

  static void callsItself() {
    while (true) {
      fibonacci(20);
    }
  }
}
