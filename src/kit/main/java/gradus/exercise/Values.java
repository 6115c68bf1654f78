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
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by name: what an exercise gives, and what a method answers.
 *
 * <p>Everything is copied on its way in and out and kept in double precision, so a method may
 * change what it was given without affecting others.
 */
public final class Values {
  static final String ANSWER = "answer";

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

  /**
   * What a method returned: a number, a truth value, labels, a row of numbers, a matrix, a tensor,
   * or several of them by name. A single one is named {@code answer}.
   *
   * @throws AssertionError if it is null, or nothing
   * @throws IllegalArgumentException if it is anything else
   */
  static Values ofAnswer(@Nullable Object result) {
    return switch (result) {
      case null -> throw new AssertionError("the method returned null; return what it computes");
      case Values values when values.names().isEmpty() ->
          throw new AssertionError("the check received no values; name at least one");
      case Values values -> values.and(none());
      case Number number -> of(ANSWER, number.doubleValue());
      case Boolean truth -> of(ANSWER, truth ? 1 : 0);
      case int[] labels -> of(ANSWER, labels);
      case double[] vector -> of(ANSWER, vector);
      case DMatrixRMaj matrix -> of(ANSWER, matrix);
      case Tensor tensor -> of(ANSWER, tensor);
      default ->
          throw new IllegalArgumentException(
              "received a %s, expected a number, labels, double[], DMatrixRMaj, Tensor or Values"
                  .formatted(result.getClass().getSimpleName()));
    };
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

  /** These and others; a value of the same name is replaced. */
  public Values and(Values others) {
    Map<String, Tensor> more = new LinkedHashMap<>(byName);
    more.putAll(others.byName);
    return new Values(more);
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

  /** For example {@code W 4×3, widths[3], reg 0.1}. */
  @Override
  public String toString() {
    return byName.entrySet().stream()
        .map(entry -> entry.getKey() + summary(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String summary(Tensor tensor) {
    if (tensor.size() == 1) {
      return " " + ValueComparison.digits(tensor.get(0));
    }
    return tensor.shape().rank() == 1 ? "[%d]".formatted(tensor.size()) : " " + tensor.shape();
  }
}
