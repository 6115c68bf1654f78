package gradus.tensor.vector;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import jdk.incubator.vector.FloatVector;

/**
 * Whether the processor has 16 vector registers, as x86 has without AVX-512, or 32.
 *
 * <p>The length of its vectors does not say so: with AVX-512 there are 32 registers for short ones,
 * too. The JVM knows, by its option {@code UseAVX}, which it sets to what the processor has; other
 * architectures do not have that option.
 */
final class VectorRegisters {
  static final boolean ARE_FEW = FloatVector.SPECIES_PREFERRED.length() <= 8 && areFew();

  private VectorRegisters() {}

  private static boolean areFew() {
    try {
      var options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return options != null && Integer.parseInt(options.getVMOption("UseAVX").getValue()) < 3;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
