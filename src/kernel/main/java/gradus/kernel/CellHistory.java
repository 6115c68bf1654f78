package gradus.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;

/** The cells that this session has run, in order. */
final class CellHistory {
  private static final int SESSION = 1;

  private final List<HistoryEntry> entries = new ArrayList<>();

  /** The reply to a request, in the protocol's form: a list for each cell. */
  synchronized List<List<Object>> answer(HistoryRequest request) {
    List<HistoryEntry> found =
        switch (request) {
          case HistoryRequest.Tail tail -> tail(tail.getMaxReturnLength());
          case HistoryRequest.Range range ->
              range(range.getSessionIndex(), range.getStart(), range.getStop());
          case HistoryRequest.Search search ->
              search(
                  Objects.requireNonNullElse(search.getPattern(), "*"),
                  search.getMaxReturnLength(),
                  search.filterUnique());
          default -> List.of();
        };
    return found.stream().map(entry -> listed(entry, request.includeOutput())).toList();
  }

  private static List<Object> listed(HistoryEntry entry, boolean output) {
    Object text = output ? List.of(entry.getInput(), outputOf(entry)) : entry.getInput();
    return List.of(entry.getSession(), entry.getCellNumber(), text);
  }

  private static String outputOf(HistoryEntry entry) {
    return entry.hasOutput() ? entry.getOutput() : "";
  }

  synchronized void add(int cell, String source) {
    entries.add(new HistoryEntry(SESSION, cell, source, null));
  }

  /** Adds to a cell the text of its value. */
  synchronized void addOutput(int cell, String text) {
    entries.replaceAll(
        e ->
            e.getCellNumber() == cell
                ? new HistoryEntry(e.getSession(), cell, e.getInput(), text)
                : e);
  }

  /** Cells by number; without an end, all from the start. Session 0 is the one that runs. */
  synchronized List<HistoryEntry> range(int session, int start, int end) {
    return entries.stream()
        .filter(e -> session == 0 || session == e.getSession())
        .filter(e -> e.getCellNumber() >= start && (end <= 0 || e.getCellNumber() < end))
        .toList();
  }

  synchronized List<HistoryEntry> tail(int length) {
    return last(entries, length);
  }

  /** The last entries that match a pattern: * stands for any text, ? for one character. */
  synchronized List<HistoryEntry> search(String pattern, int length, boolean unique) {
    String expression =
        pattern
            .codePoints()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    Pattern compiled = Pattern.compile(expression, Pattern.DOTALL);
    Stream<HistoryEntry> found =
        entries.stream().filter(e -> compiled.matcher(e.getInput()).matches());
    List<HistoryEntry> all = found.toList();
    return last(unique ? latestOfEach(all) : all, length);
  }

  private static List<HistoryEntry> latestOfEach(List<HistoryEntry> all) {
    Map<String, HistoryEntry> latest = new LinkedHashMap<>();
    for (HistoryEntry entry : all) {
      latest.remove(entry.getInput());
      latest.put(entry.getInput(), entry);
    }
    return List.copyOf(latest.values());
  }

  /** All where the request names no number. */
  private static List<HistoryEntry> last(List<HistoryEntry> all, int length) {
    return length <= 0
        ? List.copyOf(all)
        : List.copyOf(all.subList(Math.max(0, all.size() - length), all.size()));
  }
}
