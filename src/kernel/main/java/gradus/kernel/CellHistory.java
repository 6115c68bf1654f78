package gradus.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.history.HistoryEntry;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;

/** The cells that this session has run, in order. */
final class CellHistory implements HistoryManager {
  private static final int SESSION = 1;

  private final List<HistoryEntry> entries = new ArrayList<>();

  /** The reply in the protocol's form, a list for each cell; the library's own writes objects. */
  private static final class Reply implements ContentType<Reply> {
    @SuppressWarnings("UnusedVariable") // written as JSON
    private final List<List<Object>> history;

    Reply(List<HistoryEntry> entries) {
      history =
          entries.stream()
              .map(e -> List.<Object>of(e.getSession(), e.getCellNumber(), e.getInput()))
              .toList();
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the type is the library's, the content ours
    public MessageType<Reply> getType() {
      return (MessageType) MessageType.HISTORY_REPLY;
    }
  }

  /** Answers a request of a front end. */
  void answer(ShellReplyEnvironment env, HistoryRequest request) {
    List<HistoryEntry> found =
        switch (request) {
          case HistoryRequest.Tail tail -> lookupTail(tail.getMaxReturnLength(), Set.of());
          case HistoryRequest.Range range ->
              lookupRange(range.getSessionIndex(), range.getStart(), range.getStop(), Set.of());
          case HistoryRequest.Search search ->
              search(search.getPattern(), search.getMaxReturnLength(), Set.of());
          default -> List.of();
        };
    env.reply(new Reply(found));
  }

  synchronized void add(int cell, String source) {
    entries.add(new HistoryEntry(SESSION, cell, source, null));
  }

  @Override
  public synchronized List<HistoryEntry> lookupRange(
      int session, int start, int end, Set<ResultFlag> flags) {
    return entries.stream()
        .filter(e -> e.getCellNumber() >= start && e.getCellNumber() < end)
        .toList();
  }

  @Override
  public synchronized List<HistoryEntry> lookupTail(int length, Set<ResultFlag> flags) {
    return last(entries, length);
  }

  /** The last entries that match a pattern: * stands for any text, ? for one character. */
  @Override
  public synchronized List<HistoryEntry> search(String pattern, int length, Set<ResultFlag> flags) {
    String expression =
        pattern
            .chars()
            .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
            .collect(Collectors.joining());
    Pattern compiled = Pattern.compile(expression, Pattern.DOTALL);
    Stream<HistoryEntry> found =
        entries.stream().filter(e -> compiled.matcher(e.getInput()).matches());
    return last(found.toList(), length);
  }

  private static List<HistoryEntry> last(List<HistoryEntry> all, int length) {
    return List.copyOf(all.subList(Math.max(0, all.size() - length), all.size()));
  }
}
