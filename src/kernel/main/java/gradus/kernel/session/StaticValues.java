package gradus.kernel.session;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;

/**
 * What a class is given when it is first used, and never again: the values of its static variables,
 * and the constants that the compiler has copied into other classes.
 *
 * <p>A class whose code is exchanged in place keeps them, so where they have changed it must start
 * anew.
 */
final class StaticValues {
  private static final ClassFile FORMAT =
      ClassFile.of(
          ClassFile.DebugElementsOption.DROP_DEBUG, ClassFile.LineNumbersOption.DROP_LINE_NUMBERS);

  /** How the static values of each class are made, where it has any. */
  private final Map<String, List<String>> byClass = new HashMap<>();

  /** Remembers classes that the JVM now has. */
  void record(ClassBytecodes[] classes) {
    for (ClassBytecodes one : classes) {
      List<String> values = of(one.bytecodes());
      if (values.isEmpty()) {
        byClass.remove(one.name());
      } else {
        byClass.put(one.name(), values);
      }
    }
  }

  /** Whether one of the classes would keep static values that its new code does not give it. */
  boolean differ(ClassBytecodes[] classes) {
    for (ClassBytecodes one : classes) {
      if (!byClass.getOrDefault(one.name(), List.of()).equals(of(one.bytecodes()))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> of(byte[] classFile) {
    ClassModel model = FORMAT.parse(classFile);
    List<String> values = new ArrayList<>();
    for (FieldModel field : model.fields()) {
      field
          .findAttribute(Attributes.constantValue())
          .ifPresent(
              given -> values.add(field.fieldName() + " " + given.constant().constantValue()));
    }
    for (MethodModel method : model.methods()) {
      if (method.methodName().equalsString("<clinit>")) {
        method.code().stream()
            .flatMap(code -> code.elementStream())
            .filter(Instruction.class::isInstance)
            .forEach(instruction -> values.add(instruction.toString()));
      }
    }
    return values;
  }
}
