package gradus.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndentationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "int f() { | 2",
        "class A { void f() { for (;;) { | 6",
        "class A { void f() { } | 2",
        "int x = | 2",
        "List.of(1, | 2",
        "f(\"{{{\", '{', /* { */ g( // { | 4",
      })
  void eachOpenBracketCountsTwoBlanks(String code, int blanks) {
    assertEquals(blanks, Indentation.after(code).length());
  }
}
