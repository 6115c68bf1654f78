package gradus.exercise;

import gradus.tensor.Precision;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/**
 * Numbers by name: what an exercise gives, and what a method answers.
 *
 * <p>Everything is copied on its way in and out and kept in double precision, so a method may
 * change what it was given without affecting others.
 */
public final class Values {
  private final Map<String, Tensor> byName;

  private Values(Map<String, Tensor> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  /** Nothing yet. */
  public static Values none() {
    return new Values(new LinkedHashMap<>());
  }

  /** A number. */
  public static Values of(String name, double number) {
    return none().and(name, number);
  }

  /** Labels, or other whole numbers. */
  public static Values of(String name, int[] labels) {
    return none().and(name, labels);
  }

  /** A row of numbers. */
  public static Values of(String name, double[] vector) {
    return none().and(name, vector);
  }

  /** A matrix. */
  public static Values of(String name, DMatrixRMaj matrix) {
    return none().and(name, matrix);
  }

  /** A tensor. */
  public static Values of(String name, Tensor tensor) {
    return none().and(name, tensor);
  }

  /** These and a number. */
  public Values and(String name, double number) {
    return and(name, Tensor.of(Shape.of(1), number));
  }

  /** These and labels. */
  public Values and(String name, int[] labels) {
    requireThere(name, labels);
    return and(name, Arrays.stream(labels).asDoubleStream().toArray());
  }

  /** These and a row of numbers. */
  public Values and(String name, double[] vector) {
    requireThere(name, vector);
    return and(name, Tensor.of(Shape.of(vector.length), vector));
  }

  /** These and a matrix. */
  public Values and(String name, DMatrixRMaj matrix) {
    requireThere(name, matrix);
    return and(name, Tensor.of(matrix));
  }

  /** These and a tensor; a value of the same name is replaced. */
  public Values and(String name, Tensor tensor) {
    requireThere(name, tensor);
    Map<String, Tensor> more = new LinkedHashMap<>(byName);
    more.put(name, tensor.to(Precision.DOUBLE).copy());
    return new Values(more);
  }

  private static void requireThere(String name, Object value) {
    if (value == null) {
      throw new AssertionError(name + " is null; return what the method computes");
    }
  }

  /** These, one of which is changed. */
  public Values with(String name, UnaryOperator<Tensor> change) {
    return and(name, change.apply(tensor(name)));
  }

  /** These and others; a value of the same name is replaced. */
  public Values and(Values others) {
    Map<String, Tensor> more = new LinkedHashMap<>(byName);
    more.putAll(others.byName);
    return new Values(more);
  }

  /** Only the values of these names. */
  public Values only(String... names) {
    Values chosen = none();
    for (String name : names) {
      chosen = chosen.and(name, tensor(name));
    }
    return chosen;
  }

  /** The names, in order. */
  public Set<String> names() {
    return byName.keySet();
  }

  /** Whether there is a value of this name. */
  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /**
   * The tensor of this name, a copy.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public Tensor tensor(String name) {
    return known(name).copy();
  }

  /** The numbers of this name as a tensor of one row, a copy. */
  public Tensor row(String name) {
    Tensor tensor = tensor(name);
    return tensor.reshape(1, tensor.size());
  }

  /** The matrix of this name, a copy; a row of numbers is a matrix of one row. */
  public DMatrixRMaj matrix(String name) {
    return (DMatrixRMaj) tensor(name).matrix();
  }

  /** The numbers of this name, row by row. */
  public double[] vector(String name) {
    return known(name).toArray();
  }

  /** The labels of this name. */
  public int[] labels(String name) {
    return Arrays.stream(vector(name)).mapToInt(x -> (int) x).toArray();
  }

  /** The number of this name. */
  public double number(String name) {
    Tensor tensor = known(name);
    if (tensor.size() != 1) {
      throw new IllegalArgumentException(
          "%s has shape %s and is no single number; use matrix, vector or tensor"
              .formatted(name, tensor.shape()));
    }
    return tensor.get(0);
  }

  /** The whole number of this name. */
  public int whole(String name) {
    return (int) number(name);
  }

  private Tensor known(String name) {
    Tensor tensor = byName.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "there is no %s; there are %s".formatted(name, List.copyOf(names())));
    }
    return tensor;
  }

  /** For example {@code W 4×3, X 5×4, reg 0.1}. */
  @Override
  public String toString() {
    return byName.entrySet().stream()
        .map(entry -> entry.getKey() + " " + summary(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String summary(Tensor tensor) {
    return tensor.size() == 1 ? String.valueOf(tensor.get(0)) : tensor.shape().toString();
  }
}
