package gradus.bench;

import gradus.bench.Participant.Run;
import gradus.bench.Participant.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One case, done by several libraries in turns: each warms up alone, then they alternate for some
 * rounds, of which every other one goes the other way round. While one works, the rest wait.
 *
 * <p>A library that fails is left out from then on, and the result says why.
 */
final class Race implements AutoCloseable {
  private static final double WARM_UP_RUN_SECONDS = 0.1;

  /** Seconds after which a warm-up ends however busy the machine is. */
  private static final double PATIENCE = 60;

  private final Case contest;
  private final Pace pace;
  private final Map<Participant, Entry> running = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private Work work = new Work(0, 0, 0);

  private Race(Case contest, Pace pace) {
    this.contest = contest;
    this.pace = pace;
  }

  /**
   * Runs a race.
   *
   * @param starts the libraries; the first says how much work the case is
   * @param logs the folder for what their processes complain of
   */
  static Result run(Case contest, List<Start> starts, Pace pace, Path logs) throws IOException {
    try (var race = new Race(contest, pace)) {
      for (Start start : starts) {
        race.enter(start.in(logs));
      }
      double others = race.rounds();
      return new Result(contest, race.work, race.lines(), race.failures, others);
    }
  }

  /** Where the time of this kit's steps goes: after a warm-up, for as long as all rounds take. */
  static Profile profile(Case contest, Start start, Pace pace, Path logs) throws IOException {
    try (Participant participant = start.in(logs)) {
      var race = new Race(contest, pace);
      var entry = new Entry();
      participant.prepare(contest.id());
      race.warmUp(participant, entry);
      int steps = stepsIn(pace.rounds() * pace.roundSeconds(), entry.last());
      return Profile.parse(participant.ask("profile " + steps, "profile"));
    }
  }

  private void enter(Participant participant) {
    running.put(participant, new Entry());
    attempt(
        participant,
        entry -> {
          work = participant.prepare(contest.id()).orElse(work);
          warmUp(participant, entry);
        });
  }

  /** Something that a participant does, and may fail at. */
  @FunctionalInterface
  private interface Attempt {
    void make(Entry entry) throws IOException;
  }

  private void attempt(Participant participant, Attempt attempt) {
    Entry entry = running.getOrDefault(participant, new Entry());
    try {
      attempt.make(entry);
    } catch (IOException failure) {
      failures.add(failure.getMessage());
      leaveOut(participant);
    } catch (UnsupportedOperationException notCompared) {
      leaveOut(participant);
    }
  }

  private void leaveOut(Participant participant) {
    running.remove(participant);
    participant.close();
  }

  /**
   * Short runs, so that it can be seen when the speed becomes steady. On a busy machine they go on
   * until the library has had the processor for long enough, too.
   */
  private void warmUp(Participant participant, Entry entry) throws IOException {
    int steps = 1;
    double seconds = 0;
    double processorSeconds = 0;
    while (Math.min(seconds, processorSeconds) < pace.warmUpSeconds() && seconds < PATIENCE) {
      Run run = participant.run(steps);
      entry.addWarmUp(run);
      seconds += run.seconds();
      processorSeconds += run.processorSeconds();
      steps = stepsIn(WARM_UP_RUN_SECONDS, run);
    }
  }

  /** How many steps take so long, once others leave the processors alone. */
  private static int stepsIn(double seconds, Run run) {
    double all = run.processorSeconds() > 0 ? run.processorSeconds() : run.seconds();
    double undisturbed = Math.min(run.seconds(), all) / run.steps();
    return Math.clamp(Math.round(seconds / undisturbed), 1, 1_000_000);
  }

  /** Returns the share of the machine that was busy with something else meanwhile. */
  private double rounds() throws IOException {
    long start = System.nanoTime();
    double busy = Machine.busySeconds();
    double own = processorSeconds();
    for (int round = 0; round < pace.rounds(); round++) {
      List<Participant> order = new ArrayList<>(running.keySet());
      for (Participant participant : round % 2 == 0 ? order : order.reversed()) {
        attempt(participant, entry -> entry.addRound(round(participant, entry)));
      }
    }
    double others = Machine.busySeconds() - busy - (processorSeconds() - own);
    double all = (System.nanoTime() - start) / 1e9 * Runtime.getRuntime().availableProcessors();
    return Math.max(0, others / all);
  }

  private Run round(Participant participant, Entry entry) throws IOException {
    return participant.run(stepsIn(pace.roundSeconds(), entry.last()));
  }

  private double processorSeconds() {
    return running.keySet().stream().mapToDouble(Participant::processorSeconds).sum();
  }

  private List<Result.Line> lines() throws IOException {
    List<Result.Line> lines = new ArrayList<>();
    for (var each : running.entrySet()) {
      Participant participant = each.getKey();
      lines.add(
          new Result.Line(participant.name(), each.getValue(), participant.memoryHighWaterMark()));
    }
    return lines;
  }

  /** Ends all processes. */
  @Override
  public void close() {
    running.keySet().forEach(Participant::close);
  }
}
