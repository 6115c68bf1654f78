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
 * One case, run by several libraries in turns. Each warms up alone; then they alternate for some
 * rounds, every other one in reverse order. While one works, the rest wait.
 *
 * <p>A library that fails is left out from then on, and the result says why.
 */
final class Race implements AutoCloseable {
  private static final double WARM_UP_RUN_SECONDS = 0.1;

  /** Seconds after which a warm-up ends even on a busy machine. */
  private static final double PATIENCE = 60;

  private final Case contest;
  private final MeasurementPlan plan;
  private final Map<Participant, Measurements> running = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private Work work = new Work(0, 0, 0);

  private Race(Case contest, MeasurementPlan plan) {
    this.contest = contest;
    this.plan = plan;
  }

  /**
   * Runs a race.
   *
   * @param libraries the libraries; the first says how much work the case is
   * @param logs the folder for the standard error of their processes
   */
  static Result run(
      Case contest, List<ParticipantCommand> libraries, MeasurementPlan plan, Path logs)
      throws IOException {
    try (var race = new Race(contest, plan)) {
      for (ParticipantCommand command : libraries) {
        race.enter(command.start(logs));
      }
      double others = race.rounds();
      return new Result(contest, race.work, race.lines(), race.failures, others);
    }
  }

  /** Where the time of this kit's steps goes: after a warm-up, for as long as all rounds take. */
  static Profile profile(Case contest, ParticipantCommand command, MeasurementPlan plan, Path logs)
      throws IOException {
    try (Participant participant = command.start(logs)) {
      var race = new Race(contest, plan);
      var measurements = new Measurements();
      participant.prepare(contest.id());
      race.warmUp(participant, measurements);
      int steps = stepsIn(plan.rounds() * plan.roundSeconds(), measurements.last());
      return Profile.parse(participant.ask("profile " + steps, "profile"));
    }
  }

  private void enter(Participant participant) {
    running.put(participant, new Measurements());
    attempt(
        participant,
        measurements -> {
          work = participant.prepare(contest.id()).orElse(work);
          warmUp(participant, measurements);
        });
  }

  /** An operation of a participant that may fail. */
  @FunctionalInterface
  private interface Attempt {
    void make(Measurements measurements) throws IOException;
  }

  private void attempt(Participant participant, Attempt attempt) {
    Measurements measurements = running.getOrDefault(participant, new Measurements());
    try {
      attempt.make(measurements);
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
  private void warmUp(Participant participant, Measurements measurements) throws IOException {
    int steps = 1;
    double seconds = 0;
    double processorSeconds = 0;
    while (Math.min(seconds, processorSeconds) < plan.warmUpSeconds() && seconds < PATIENCE) {
      Run run = participant.run(steps);
      measurements.addWarmUp(run);
      seconds += run.seconds();
      processorSeconds += run.processorSeconds();
      steps = stepsIn(WARM_UP_RUN_SECONDS, run);
    }
  }

  /** The number of steps that take this time on an otherwise idle machine. */
  private static int stepsIn(double seconds, Run run) {
    double all = run.processorSeconds() > 0 ? run.processorSeconds() : run.seconds();
    double undisturbed = Math.min(run.seconds(), all) / run.steps();
    return Math.clamp(Math.round(seconds / undisturbed), 1, 1_000_000);
  }

  /** Returns the share of the machine that was busy with something else meanwhile. */
  private double rounds() throws IOException {
    long start = System.nanoTime();
    double busy = MachineLoad.busySeconds();
    double own = processorSeconds();
    for (int round = 0; round < plan.rounds(); round++) {
      List<Participant> order = new ArrayList<>(running.keySet());
      for (Participant participant : round % 2 == 0 ? order : order.reversed()) {
        attempt(
            participant, measurements -> measurements.addRound(round(participant, measurements)));
      }
    }
    double others = MachineLoad.busySeconds() - busy - (processorSeconds() - own);
    double all = (System.nanoTime() - start) / 1e9 * Runtime.getRuntime().availableProcessors();
    return Math.max(0, others / all);
  }

  private Run round(Participant participant, Measurements measurements) throws IOException {
    return participant.run(stepsIn(plan.roundSeconds(), measurements.last()));
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
