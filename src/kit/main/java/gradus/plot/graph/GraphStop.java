package gradus.plot.graph;

import gradus.scalar.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A place in a column of a drawn graph: a value, or where a long wire passes the column. */
public final class GraphStop {
  /** A piece of wire from one column to the next, ending at one of the operands of a gate. */
  public record Link(GraphStop from, GraphStop to, int operand) {
    /** From −1, the upmost operand of a gate, to 1, the lowest. */
    private double port() {
      int operands = to.scalar.map(scalar -> scalar.inputs().size()).orElse(1);
      return operands == 1 ? 0 : 2.0 * operand / (operands - 1) - 1;
    }

    /** How far from the middle of a gate it arrives. */
    public double rise() {
      return PORT * port();
    }

    /** The height at which it arrives. */
    public double arrival() {
      return to.y + rise();
    }

    /** Whether its value goes other ways too. */
    public boolean oneOfSeveral() {
      return from.targets.size() > 1
          || from.sources.stream().anyMatch(link -> from.scalar.isEmpty() && link.oneOfSeveral());
    }

    /** Whether a straight line can be drawn through both of its stops. */
    boolean alone() {
      return from.targets.size() == 1 && to.sources.size() == 1;
    }
  }

  /** What a value needs above and below its wire for its numbers, and a wire for itself. */
  private static final double VALUE_ROOM = 29;

  private static final double WIRE_ROOM = 11;

  /** How far apart the outer operands of a gate are from its middle. */
  static final double PORT = 9;

  private final Optional<Scalar> scalar;
  private final List<Link> sources = new ArrayList<>();
  private final List<Link> targets = new ArrayList<>();
  private double y;

  private GraphStop(Optional<Scalar> scalar) {
    this.scalar = scalar;
  }

  static GraphStop of(Scalar scalar) {
    return new GraphStop(Optional.of(scalar));
  }

  static GraphStop passing() {
    return new GraphStop(Optional.empty());
  }

  void connect(GraphStop to, int operand) {
    var link = new Link(this, to, operand);
    targets.add(link);
    to.sources.add(link);
  }

  /** The value; none where only a wire passes. */
  public Optional<Scalar> scalar() {
    return scalar;
  }

  public List<Link> sources() {
    return Collections.unmodifiableList(sources);
  }

  public List<Link> targets() {
    return Collections.unmodifiableList(targets);
  }

  public double room() {
    return scalar.isPresent() ? VALUE_ROOM : WIRE_ROOM;
  }

  public double y() {
    return y;
  }

  void moveTo(double newY) {
    y = newY;
  }
}
