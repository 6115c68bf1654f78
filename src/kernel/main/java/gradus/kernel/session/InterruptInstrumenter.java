package gradus.kernel.session;

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

/** Puts checks for an {@link Interruption} into compiled classes, and a {@link ProgramExit}. */
final class InterruptInstrumenter {
  private static final System.Logger LOGGER =
      System.getLogger(InterruptInstrumenter.class.getName());

  /** What the kernel itself runs on, which must not end with a cell. */
  private static final Pattern KERNEL =
      Pattern.compile("(REPL|gradus\\.kernel|org\\.dflib|org\\.zeromq|zmq|com\\.google\\.gson)\\.");

  private final ClassLoader loader;
  private final Map<String, byte[]> batch = new HashMap<>();
  private final Set<String> instrumentedLibraries = new HashSet<>();
  private final ClassFile format =
      ClassFile.of(
          ClassFile.ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.defaultResolver()
                  .orElse(ClassHierarchyResolver.ofResourceParsing(this::source))));

  /** An instrumenter for classes that refer to those which this loader finds. */
  InterruptInstrumenter(ClassLoader loader) {
    this.loader = loader;
  }

  /** Instruments classes that may also refer to each other. */
  synchronized ClassBytecodes[] instrument(ClassBytecodes[] classes) {
    for (ClassBytecodes one : classes) {
      batch.put(one.name().replace('.', '/'), one.bytecodes());
    }
    ClassBytecodes[] instrumented = new ClassBytecodes[classes.length];
    for (int i = 0; i < classes.length; i++) {
      instrumented[i] = new ClassBytecodes(classes[i].name(), instrument(classes[i].bytecodes()));
    }
    batch.clear();
    return instrumented;
  }

  /**
   * The class with a check at the start of every method and before every jump back.
   *
   * <p>A class that refers to a missing one stays as it is: the JVM may never load the missing one.
   */
  byte[] instrument(byte[] classFile) {
    try {
      return format.transformClass(
          format.parse(classFile),
          ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Checks::new)));
    } catch (IllegalArgumentException e) {
      return classFile;
    }
  }

  /** Puts checks into the library classes of these frames; the next call of a method runs them. */
  synchronized void instrumentLibraries(StackTraceElement[] frames) {
    Agent.instrumentation()
        .ifPresent(
            instrumentation ->
                Stream.of(frames)
                    .filter(frame -> frame.getModuleName() == null)
                    .map(StackTraceElement::getClassName)
                    .filter(
                        name ->
                            !KERNEL.matcher(name).lookingAt() && instrumentedLibraries.add(name))
                    .forEach(name -> instrumentLoaded(name, instrumentation)));
  }

  private void instrumentLoaded(String name, Instrumentation instrumentation) {
    try (InputStream file = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file != null) {
        Class<?> loaded = Class.forName(name, false, loader);
        instrumentation.redefineClasses(
            new ClassDefinition(loaded, instrument(file.readAllBytes())));
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
    byte[] bytes = batch.get(name);
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
      ProgramExit.replace(code, element);
    }

    private static void insertCheck(CodeBuilder code) {
      code.invokestatic(INTERRUPTION, "check", ConstantDescs.MTD_void);
    }
  }
}
