package gradus.layer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The parameters of a network in a fixed order, each with a name such as {@code 0.body.1.weight}.
 *
 * <p>A parameter that is shared by several layers is there once, under its first name.
 */
public final class Parameters implements Iterable<Map.Entry<String, Parameter>> {
  private static final Parameters NONE = new Parameters(new LinkedHashMap<>());

  private final Map<String, Parameter> byName;

  private Parameters(Map<String, Parameter> byName) {
    this.byName = Collections.unmodifiableMap(byName);
  }

  /** No parameters. */
  public static Parameters none() {
    return NONE;
  }

  /** One parameter. */
  public static Parameters of(String name, Parameter parameter) {
    return none().and(name, parameter);
  }

  /**
   * These and one more.
   *
   * @throws IllegalArgumentException if another parameter has the name already
   */
  public Parameters and(String name, Parameter parameter) {
    return and("", of(List.of(Map.entry(name, parameter))));
  }

  /**
   * These and those of a part of the network, each under {@code part.name}.
   *
   * @throws IllegalArgumentException if another parameter has one of the names already
   */
  public Parameters andPart(String part, Parameters others) {
    return and(part.isEmpty() ? "" : part + ".", others);
  }

  private static Parameters of(List<Map.Entry<String, Parameter>> entries) {
    Map<String, Parameter> map = new LinkedHashMap<>();
    entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
    return new Parameters(map);
  }

  private Parameters and(String prefix, Parameters others) {
    Map<String, Parameter> all = new LinkedHashMap<>(byName);
    for (var entry : others) {
      String name = prefix + entry.getKey();
      if (!all.containsValue(entry.getValue()) && all.put(name, entry.getValue()) != null) {
        throw new IllegalArgumentException(
            "two parameters are called " + name + "; give each a name of its own");
      }
    }
    return new Parameters(all);
  }

  /**
   * The parameter of this name.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public Parameter get(String name) {
    Parameter parameter = byName.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException(
          "no parameter is called %s; there are %s".formatted(name, byName.keySet()));
    }
    return parameter;
  }

  /** The names in order. */
  public Collection<String> names() {
    return byName.keySet();
  }

  /** Those that an optimizer changes, in order. */
  public Parameters trainable() {
    List<Map.Entry<String, Parameter>> entries = new ArrayList<>();
    forEach(
        entry -> {
          if (entry.getValue().trainable()) {
            entries.add(entry);
          }
        });
    return of(entries);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return byName.isEmpty();
  }

  /** How many numbers are learned. */
  public long count() {
    long count = 0;
    for (Parameter parameter : trainable().byName.values()) {
      count += parameter.value().size();
    }
    return count;
  }

  /**
   * A checksum (CRC-32C) of all values in single precision, learned or not, as eight hexadecimal
   * digits: after the same training it tells whether two networks are equal to the bit.
   */
  public String checksum() {
    var sum = new CRC32C();
    for (Parameter parameter : byName.values()) {
      for (float number : parameter.value().toFloatArray()) {
        int bits = Float.floatToRawIntBits(number);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
          sum.update(bits >>> shift);
        }
      }
    }
    return "%08x".formatted(sum.getValue());
  }

  /** Sets all gradients to zero. */
  public void clearGradients() {
    byName.values().forEach(Parameter::clearGradient);
  }

  /** Sets all gradients to zero and lets the next ones be written over them. */
  public void releaseGradients() {
    byName.values().forEach(Parameter::releaseGradient);
  }

  @Override
  public Iterator<Map.Entry<String, Parameter>> iterator() {
    return byName.entrySet().iterator();
  }

  /** A line for each: name, shape, role. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    forEach(
        entry ->
            lines.append(
                "%-24s %12s  %s%n"
                    .formatted(
                        entry.getKey(),
                        entry.getValue().value().shape(),
                        entry.getValue().role().name())));
    return lines.toString();
  }
}
