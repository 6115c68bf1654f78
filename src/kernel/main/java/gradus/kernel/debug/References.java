package gradus.kernel.debug;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The lists of variables that a front end can ask for by a number. */
final class References {
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, List<Values.Part>> lists = new ConcurrentHashMap<>();

  int add(List<Values.Part> parts) {
    int reference = last.incrementAndGet();
    lists.put(reference, parts);
    return reference;
  }

  List<Values.Part> get(int reference) {
    return lists.getOrDefault(reference, List.of());
  }

  /** Forgets all lists, and releases the objects in them. */
  void clear() {
    lists.clear();
  }
}
