package gradus.kernel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import org.jspecify.annotations.Nullable;

/**
 * Puts checks for an {@link Interruption} into compiled code: classes that have none go in, and
 * come out with them.
 */
final class InterruptInstrumenter {
  private static final System.Logger LOGGER =
      System.getLogger(InterruptInstrumenter.class.getName());

  /** What the kernel itself runs on, which must not be ended with a cell. */
  private static final Pattern KERNEL =
      Pattern.compile("(REPL|gradus\\.kernel|org\\.dflib|org\\.zeromq|zmq|com\\.google\\.gson)\\.");

  private final ClassLoader loader;
  private final Map<String, byte[]> together = new HashMap<>();
  private final Set<String> libraries = new HashSet<>();
  private final ClassFile format =
      ClassFile.of(
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.defaultResolver()
                  .orElse(ClassHierarchyResolver.ofResourceParsing(this::source))));

  /** Classes may refer to any that this loader finds. */
  InterruptInstrumenter(ClassLoader loader) {
    this.loader = loader;
  }

  /** Classes that may also refer to each other. */
  synchronized ClassBytecodes[] weave(ClassBytecodes[] classes) {
    for (ClassBytecodes one : classes) {
      together.put(one.name().replace('.', '/'), one.bytecodes());
    }
    ClassBytecodes[] woven = new ClassBytecodes[classes.length];
    for (int i = 0; i < classes.length; i++) {
      woven[i] = new ClassBytecodes(classes[i].name(), weave(classes[i].bytecodes()));
    }
    together.clear();
    return woven;
  }

  /**
   * The class with a check at the start of every method and before every jump back.
   *
   * <p>A class that refers to one which nobody finds stays as it is: the JVM may never miss it.
   */
  byte[] weave(byte[] classFile) {
    try {
      return format.transformClass(
          format.parse(classFile),
          ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Checks::new)));
    } catch (IllegalArgumentException e) {
      return classFile;
    }
  }

  /**
   * The loaded classes of libraries among these frames get checks, for the next call of their
   * methods.
   */
  synchronized void weaveLibraries(StackTraceElement[] frames) {
    Agent.instrumentation()
        .ifPresent(
            right ->
                Stream.of(frames)
                    .filter(frame -> frame.getModuleName() == null)
                    .map(StackTraceElement::getClassName)
                    .filter(name -> !KERNEL.matcher(name).lookingAt() && libraries.add(name))
                    .forEach(name -> weaveLoaded(name, right)));
  }

  private void weaveLoaded(String name, Instrumentation right) {
    try (InputStream file = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file != null) {
        Class<?> loaded = Class.forName(name, false, loader);
        right.redefineClasses(new ClassDefinition(loaded, weave(file.readAllBytes())));
      }
    } catch (IOException
        | ReflectiveOperationException
        | UnmodifiableClassException
        | LinkageError e) {
      LOGGER.log(System.Logger.Level.DEBUG, "no checks in " + name, e);
    }
  }

  private @Nullable InputStream source(ClassDesc type) {
    String descriptor = type.descriptorString();
    String name = descriptor.substring(1, descriptor.length() - 1);
    byte[] bytes = together.get(name);
    return bytes != null
        ? new ByteArrayInputStream(bytes)
        : loader.getResourceAsStream(name + ".class");
  }

  private static final class Checks implements CodeTransform {
    private static final ClassDesc INTERRUPTION = ClassDesc.of(Interruption.class.getName());

    private final Set<Label> passed = new HashSet<>();

    @Override
    public void atStart(CodeBuilder code) {
      insertCheck(code);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof LabelTarget target) {
        passed.add(target.label());
      } else if (element instanceof BranchInstruction branch && passed.contains(branch.target())) {
        insertCheck(code);
      }
      code.with(element);
    }

    private static void insertCheck(CodeBuilder code) {
      code.invokestatic(INTERRUPTION, "check", ConstantDescs.MTD_void);
    }
  }
}
