package gradus.optimizer;

import gradus.layer.Parameter;
import gradus.layer.Parameters;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Several rules at once, each for a part of the parameters, at a rate and with a weight decay of
 * its own.
 *
 * <p>A parameter belongs to the first group that takes it. The rate of a group at a step is its
 * schedule's, times the learning rate that {@link #step} is given: train with a rate of 1 to leave
 * the rates to the groups.
 */
public final class ParameterGroups implements Optimizer {
  private final List<Group> groups;
  private final Parameter steps = Parameter.buffer(Tensor.of(Shape.of(1, 1), 0));

  /**
   * A part of the parameters and how it learns.
   *
   * @param name what its state is called, such as {@code filters}
   * @param members whether it takes a parameter, by name and parameter
   * @param optimizer its rule
   * @param rate its learning rate, by steps from 0
   * @param decay its weight decay
   */
  public record Group(
      String name,
      BiPredicate<String, Parameter> members,
      Optimizer optimizer,
      Schedule rate,
      WeightDecay decay) {
    /** Without weight decay. */
    public Group(
        String name, BiPredicate<String, Parameter> members, Optimizer optimizer, Schedule rate) {
      this(name, members, optimizer, rate, WeightDecay.none());
    }

    @Override
    public String toString() {
      return "%s: %s, rate %s, decay %s".formatted(name, optimizer, rate, decay);
    }
  }

  /**
   * These groups, which together take every parameter.
   *
   * @throws IllegalArgumentException if there is none, two have the same name, or the weights of
   *     one would decay twice
   */
  public ParameterGroups(Group... groups) {
    this.groups = List.of(groups);
    long names = this.groups.stream().map(Group::name).distinct().count();
    if (groups.length == 0 || names < groups.length) {
      throw new IllegalArgumentException(
          "parameter groups need at least one group, each with a name of its own; got "
              + this.groups.stream().map(Group::name).toList());
    }
    for (Group group : groups) {
      if (group.optimizer().decaysWeights() && group.decay().strength() > 0) {
        throw new IllegalArgumentException(
            "%s decays the weights itself, and so would the decay of its group; leave out one of them"
                .formatted(group.optimizer()));
      }
    }
  }

  /**
   * Lets each group take its step.
   *
   * @throws IllegalArgumentException if a trainable parameter belongs to no group, with nothing
   *     changed
   */
  @Override
  public void step(Parameters parameters, double learningRate) {
    List<Parameters> parts = parts(parameters);
    long step = (long) steps.value().get(0);
    for (int i = 0; i < groups.size(); i++) {
      Group group = groups.get(i);
      double rate = learningRate * group.rate().at(step);
      group.decay().addGradients(parts.get(i));
      group.decay().shrink(parts.get(i), rate);
      group.optimizer().step(parts.get(i), rate);
    }
    steps.value().set(0, step + 1.0);
  }

  private List<Parameters> parts(Parameters parameters) {
    List<Parameters> parts = new ArrayList<>();
    groups.forEach(group -> parts.add(Parameters.none()));
    for (var entry : parameters.trainable()) {
      int group = groupOf(entry.getKey(), entry.getValue());
      parts.set(group, parts.get(group).and(entry.getKey(), entry.getValue()));
    }
    return parts;
  }

  private int groupOf(String name, Parameter parameter) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).members().test(name, parameter)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "the parameter %s belongs to none of the groups %s; add one that takes it"
            .formatted(name, groups.stream().map(Group::name).toList()));
  }

  @Override
  public Parameters state(Parameters parameters) {
    List<Parameters> parts = parts(parameters);
    Parameters all = Parameters.of("steps", steps);
    for (int i = 0; i < groups.size(); i++) {
      all = all.andPart(groups.get(i).name(), groups.get(i).optimizer().state(parts.get(i)));
    }
    return all;
  }

  @Override
  public boolean decaysWeights() {
    return groups.stream()
        .anyMatch(group -> group.optimizer().decaysWeights() || group.decay().strength() > 0);
  }

  @Override
  public String toString() {
    return groups.stream()
        .map(Group::toString)
        .collect(Collectors.joining("; ", "ParameterGroups(", ")"));
  }
}
