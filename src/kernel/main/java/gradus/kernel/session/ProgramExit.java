package gradus.kernel.session;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;

/**
 * What {@code System.exit} does in a cell, and in the methods and classes that cells declare: it
 * ends the cell, not the kernel with all its variables.
 */
public final class ProgramExit extends Error {
  private static final long serialVersionUID = 1;

  private ProgramExit(int status) {
    super(
        "System.exit(%d) would end the kernel, and all variables with it; a cell ends after its last line"
            .formatted(status));
  }

  /** Public because the code of cells calls it. */
  @SuppressWarnings("DoNotCallSuggester") // called where System.exit was
  public static void exit(int status) {
    throw new ProgramExit(status);
  }

  /** The instruction, or the call of this class that replaces it. */
  static void replace(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call
        && call.owner().asInternalName().equals("java/lang/System")
        && call.name().equalsString("exit")) {
      code.invokestatic(ClassDesc.of(ProgramExit.class.getName()), "exit", call.typeSymbol());
    } else {
      code.with(element);
    }
  }
}
