package gradus.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number of at least 1. */
final class Count implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    if (!text.matches("0*[1-9][0-9]{0,8}")) {
      throw new TypeConversionException("expected a whole number of at least 1, got " + text);
    }
    return Integer.valueOf(text);
  }
}
