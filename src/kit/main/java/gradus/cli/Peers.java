package gradus.cli;

import gradus.bench.ParticipantCommand;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The libraries that the benchmark compares with: fetched when they are first asked for, into a
 * folder of their own, so that no notebook ever sees them.
 */
final class Peers {
  private final Kit kit;
  private final int threads;
  private final Path pixels;
  private final PrintWriter out;

  Peers(Kit kit, int threads, Path pixels, PrintWriter out) {
    this.kit = kit;
    this.threads = threads;
    this.pixels = pixels;
    this.out = out;
  }

  /** A library to compare with. */
  enum Peer {
    PYTORCH("PyTorch"),
    EJML("EJML"),
    DJL("DJL"),
    DEEPLEARNING4J("Deeplearning4j");

    private final String label;

    Peer(String label) {
      this.label = label;
    }

    /** As it calls itself. */
    @Override
    public String toString() {
      return label;
    }
  }

  /** The commands of the libraries that could be made ready; prints why others are left out. */
  List<ParticipantCommand> ready(List<Peer> wanted) throws IOException, InterruptedException {
    List<ParticipantCommand> commands = new ArrayList<>();
    for (Peer peer : wanted) {
      try {
        List<String> command = peer == Peer.PYTORCH ? python() : java(peer);
        command.add(pixels.toString());
        commands.add(
            new ParticipantCommand(
                peer.toString(), command, ParticipantCommand.environment(threads)));
      } catch (MissingException missing) {
        out.printf("%s is left out. %s%n", peer, missing.getMessage());
      }
    }
    return commands;
  }

  private List<String> python() throws IOException, InterruptedException, MissingException {
    Path venv = kit.peerLibraries().resolve("python");
    Path python = Jupyter.inVenv(venv);
    if (!Files.exists(python) || Jupyter.ask(python, "import torch, numpy").isEmpty()) {
      new MavenLibraries(kit, out).announce("PyTorch", venv);
      Jupyter.run(
          List.of(Jupyter.recentPython().toString(), "-m", "venv", "--clear", venv.toString()),
          "Python's venv is missing. On Debian or Ubuntu: apt-get install python3-venv");
      installPyTorch(python);
    }
    Path program = kit.peerPrograms().resolve("python/torch_peer.py");
    return new ArrayList<>(List.of(python.toString(), program.toString()));
  }

  /** The small wheel without code for graphics cards where pip finds it, else the large one. */
  private static void installPyTorch(Path python)
      throws IOException, InterruptedException, MissingException {
    for (String wheel : List.of("torch==2.13.0+cpu", "torch")) {
      List<String> command =
          List.of(python.toString(), "-m", "pip", "install", "-qq", "numpy", wheel);
      if (Jupyter.ask(command).isPresent()) {
        return;
      }
    }
    throw new MissingException("pip could not install torch; check the network and start again.");
  }

  private List<String> java(Peer peer) throws IOException, InterruptedException, MissingException {
    Path libraries = peer == Peer.EJML ? kit.lib() : fromMaven(peer);
    Path program = kit.peerPrograms().resolve("java/gradus/peer/" + peer + "Peer.java");
    return new ArrayList<>(
        List.of(
            Jupyter.java(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            libraries + File.separator + "*",
            program.toString()));
  }

  /** A profile of the peers' own pom.xml lists what each needs. */
  private Path fromMaven(Peer peer) throws IOException, InterruptedException, MissingException {
    String profile = peer.name().toLowerCase(Locale.ROOT);
    return new MavenLibraries(kit, out)
        .fetch(
            peer.toString(),
            profile,
            kit.peerPrograms().resolve("pom.xml"),
            List.of("-P", profile));
  }
}
