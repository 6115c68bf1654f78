package gradus.kernel.debug;

import java.util.ArrayList;
import java.util.List;

/** Reads a generic type from its form in class files, JVMS §4.7.9.1, as Java code writes it. */
final class Signature {
  private final String text;
  private int at;

  Signature(String text) {
    this.text = text;
  }

  /** The type; a type variable is an object of unknown class. */
  String type() {
    char kind = text.charAt(at++);
    return switch (kind) {
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'D' -> "double";
      case 'F' -> "float";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'S' -> "short";
      case 'Z' -> "boolean";
      case '[' -> type() + "[]";
      case 'T' -> {
        at = text.indexOf(';', at) + 1;
        yield "Object";
      }
      default -> classType();
    };
  }

  private String classType() {
    StringBuilder name = new StringBuilder();
    while (true) {
      char next = text.charAt(at++);
      switch (next) {
        case ';' -> {
          return name.toString();
        }
        case '<' -> name.append('<').append(String.join(", ", arguments())).append('>');
        default -> name.append(next == '/' ? '.' : next);
      }
    }
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    while (text.charAt(at) != '>') {
      switch (text.charAt(at)) {
        case '*' -> {
          at++;
          arguments.add("?");
        }
        case '+' -> {
          at++;
          arguments.add("? extends " + type());
        }
        case '-' -> {
          at++;
          arguments.add("? super " + type());
        }
        default -> arguments.add(type());
      }
    }
    at++;
    return arguments;
  }
}
