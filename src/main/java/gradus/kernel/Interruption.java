package gradus.kernel;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.HashSet;
import java.util.Set;

/**
 * What ends the code of a cell when its reader presses stop.
 *
 * <p>A check is woven into every loop and method of cell code; while {@link #requested} is set,
 * each of them throws. A cell that catches everything cannot escape: its next turn throws again.
 */
public final class Interruption extends Error {
  private static final long serialVersionUID = 1;
  private static final ClassDesc THIS = ClassDesc.of(Interruption.class.getName());

  /** Set from the moment of an interrupt until its cell has ended. */
  @SuppressWarnings("NonFinalStaticField") // one flag for the one process that this kernel is
  static volatile boolean requested;

  private Interruption() {
    super("the cell was interrupted", null, false, false);
  }

  /** Ends the calling cell if an interrupt was requested. Public for the code of cells. */
  public static void check() {
    if (requested) {
      throw new Interruption();
    }
  }

  /** The class with a check at the start of every method and before every jump back. */
  static byte[] weave(byte[] classFile) {
    ClassFile format = ClassFile.of();
    return format.transformClass(
        format.parse(classFile),
        ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Weaver::new)));
  }

  private static final class Weaver implements CodeTransform {
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
      code.invokestatic(THIS, "check", ConstantDescs.MTD_void);
    }
  }
}
