package gradus.kernel;

import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.MessageType;

/** The reply to a cell that is not run because one before it failed or was interrupted. */
final class Aborted implements ContentType<Aborted> {
  @SuppressWarnings("UnusedVariable") // written as JSON
  private final String status = "aborted";

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // the type is the library's, the content ours
  public MessageType<Aborted> getType() {
    return (MessageType) MessageType.EXECUTE_REPLY;
  }
}
