package gradus.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Opens JupyterLab at the first lesson. */
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    description =
        "Opens JupyterLab at the first lesson; options such as --no-browser or --port=9000 are"
            + " handed on to it. In a kit that you may only read it opens copies in ~/gradus.")
final class LabCommand implements Callable<Integer> {
  private static final String FIRST_LESSON = "notebooks/lessons/00-welcome.ipynb";

  @Parameters(
      paramLabel = "NOTEBOOK",
      arity = "0..1",
      description = "What to open instead of lesson 00, as a path in the kit.")
  private String notebook = FIRST_LESSON;

  @Unmatched private List<String> options = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Kit kit = Kit.current();
    List<String> words = new ArrayList<>(List.of("-m", "jupyterlab"));
    words.add("--ServerApp.root_dir=" + OwnNotebooks.of(kit));
    words.add("--LabApp.default_url=/lab/tree/" + notebook);
    if (System.getProperty("user.name").equals("root")) {
      System.out.println(
          "You are root, and so will be all that the notebooks run; this is right in a container"
              + " and nowhere else.");
      words.add("--allow-root");
    }
    words.addAll(options);
    Process lab = Jupyter.ready(kit).command(kit, words).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(lab::destroy));
    return lab.waitFor();
  }
}
