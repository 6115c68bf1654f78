package gradus.sandbox;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import gradus.datasets.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A kernel in its own process that runs cells one after the other, within limits. */
public final class KernelProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  /**
   * A loop sees an interrupt in its next iteration; code that has not seen it by then never will.
   */
  private static final Duration LAST_CHANCE = Duration.ofSeconds(1);

  private static final int PATIENCE = 3;
  private static final int POLL_MILLISECONDS = 100;
  private static final int MOST_WAITING_ANSWERS = 16;

  /** The code with which a JVM ends that was told to end when its memory is full. */
  private static final int OUT_OF_MEMORY = 3;

  private final Process process;
  private final Writer requests;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>(MOST_WAITING_ANSWERS);
  private final String word = new BigInteger(160, new SecureRandom()).toString(36);
  private final Limits limits;
  private final Path scratch;
  private volatile Usage usage = Usage.NOTHING;

  /** Starts a kernel in a folder, which is all that it sees beside the library. */
  public KernelProcess(Isolation isolation, Limits limits, Path folder)
      throws IOException, InterruptedException {
    this.limits = limits;
    scratch = Files.createTempDirectory("gradus-kernel");
    scratch.toFile().deleteOnExit();
    ProcessBuilder builder = isolation.process(JavaCommand.kernel(limits), folder, scratch);
    process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    requests = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name("answers").start(this::readAnswers);
    if (!isReady()) {
      close();
      throw new IOException(
          "the kernel did not start (%s); try the command in a terminal: %s"
              .formatted(isolation, String.join(" ", builder.command())));
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      send(word);
      return !await(START).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** Keeps only lines that begin with the secret word, and cuts overlong ones. */
  private void readAnswers() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      var lines = new BoundedLines(reader);
      for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
        if (line.startsWith(word)) {
          answers.put(line.substring(word.length()));
        }
      }
      answers.put("");
    } catch (IOException e) {
      answers.add("");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The next answer, empty if there is none in time or the kernel used more than it may.
   *
   * <p>Processor time counts, so that a busy machine treats every submission alike. Three times as
   * much on the clock counts as late, too, since a cell may sleep.
   */
  private String await(Duration time) throws InterruptedException {
    long start = System.nanoTime();
    Duration used = usage.processor();
    while (usage.processor().minus(used).compareTo(time) <= 0
        && System.nanoTime() - start <= PATIENCE * time.toNanos()) {
      String answer = answers.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
      usage = Usage.of(process);
      if (limits.excess(usage).isPresent()) {
        close();
        return "";
      }
      if (answer != null) {
        return answer.strip();
      }
    }
    return "";
  }

  /** The processor's time that was spent until the last cell ended. */
  public Duration processorTime() {
    return usage.processor();
  }

  /** Sends a line, within a time: a cell may have seen to it that nobody reads it. */
  private void send(String line) throws IOException, InterruptedException {
    var sent =
        new FutureTask<Optional<Void>>(
            () -> {
              requests.write(line + "\n");
              requests.flush();
              return Optional.empty();
            });
    Thread.ofPlatform().daemon().name("requests").start(sent);
    try {
      sent.get(PATIENCE * limits.time().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      close();
      throw new IOException("the kernel reads no request", e);
    } catch (ExecutionException e) {
      throw new IOException("the kernel reads no request", e);
    }
  }

  /** Runs a cell; never throws because of what the cell does. */
  public Outcome run(int number, String source) throws InterruptedException {
    JsonObject request = new JsonObject();
    request.addProperty("cell", number);
    request.addProperty("source", source);
    try {
      send(request.toString());
      String answer = await(limits.time());
      return answer.isEmpty() ? late() : outcome(answer);
    } catch (IOException e) {
      return dead();
    }
  }

  /** A line that was cut, or that a submission wrote in the kernel's place, may be no answer. */
  private static Outcome outcome(String answer) {
    try {
      return Outcome.of(new Gson().fromJson(answer, JsonObject.class));
    } catch (RuntimeException e) {
      return Outcome.failed(
          Outcome.UNREADABLE_ANSWER,
          "what the cell printed or returned is too long to be read",
          false);
    }
  }

  private Outcome late() throws IOException, InterruptedException {
    Optional<Outcome> excess = limits.excess(usage);
    if (excess.isPresent()) {
      return excess.get();
    }
    if (!process.isAlive()) {
      return dead();
    }
    send("{\"interrupt\": true}");
    boolean gone = await(LAST_CHANCE).isEmpty();
    if (gone && !process.isAlive()) {
      return dead();
    }
    return Outcome.failed(
        Outcome.TIME_LIMIT,
        "the cell was still running after %d seconds; is there a loop that never ends?"
            .formatted(limits.time().toSeconds()),
        gone);
  }

  private Outcome dead() throws InterruptedException {
    process.waitFor(LAST_CHANCE.toMillis(), TimeUnit.MILLISECONDS);
    int code = process.isAlive() ? 0 : process.exitValue();
    return code == OUT_OF_MEMORY
        ? limits.outOfMemory()
        : Outcome.failed(
            Outcome.KERNEL_ENDED, "the cell ended its own kernel; is there a Runtime.halt?", true);
  }

  @Override
  public void close() {
    List<ProcessHandle> inside = process.descendants().toList();
    inside.forEach(ProcessHandle::destroyForcibly);
    try {
      if (!inside.isEmpty()) {
        // An isolation that has started the kernel tidies up after it.
        process.waitFor(LAST_CHANCE.toMillis(), TimeUnit.MILLISECONDS);
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.onExit().get(LAST_CHANCE.toMillis(), TimeUnit.MILLISECONDS);
      Folders.delete(scratch);
    } catch (IOException | UncheckedIOException | ExecutionException | TimeoutException e) {
      // Left to the system's own cleaning; what is in it was the submission's.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
