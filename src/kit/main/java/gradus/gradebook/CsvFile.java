package gradus.gradebook;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;
import tech.tablesaw.io.csv.CsvWriteOptions;

/**
 * A table of texts as people exchange them with spreadsheets.
 *
 * @param name of the file, for errors
 * @param columns in order
 * @param rows by column
 */
record CsvFile(String name, List<String> columns, List<Map<String, String>> rows) {
  private static final int LONGEST_CELL = 1 << 20;

  /** With these a spreadsheet takes a text for a formula, which may run commands. */
  private static final String FORMULA = "=+-@\t\r＝＋－＠";

  CsvFile {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * Reads a file with a header line, separated by commas or, as some spreadsheets do, semicolons.
   */
  static CsvFile read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    try {
      String read = Files.readString(file).replaceFirst("^\uFEFF", "");
      // Two forms of an accented letter are one name.
      String text = Normalizer.normalize(read, Normalizer.Form.NFC);
      String header = text.lines().findFirst().orElse("");
      boolean semicolons = header.contains(";") && !header.contains(",");
      return of(
          name,
          Table.read()
              .usingOptions(
                  CsvReadOptions.builder(new StringReader(text))
                      .columnTypes(column -> ColumnType.STRING)
                      .missingValueIndicator("")
                      .maxCharsPerColumn(LONGEST_CELL)
                      .separator(semicolons ? ';' : ',')));
    } catch (RuntimeException | CharacterCodingException e) {
      throw new IOException(
          "%s is no table: %s; save it as CSV (UTF-8) with a header line"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static CsvFile of(String name, Table table) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (Row row : table) {
      Map<String, String> cells = new LinkedHashMap<>();
      table.columnNames().forEach(column -> cells.put(column, row.getString(column)));
      rows.add(cells);
    }
    return new CsvFile(name, table.columnNames(), rows);
  }

  /** The same with column names in lower case and cells as they were before they were harmless. */
  CsvFile requiring(String... required) throws IOException {
    List<Map<String, String>> lower = new ArrayList<>();
    for (Map<String, String> row : rows) {
      Map<String, String> cells = new LinkedHashMap<>();
      row.forEach((column, cell) -> cells.put(column.toLowerCase(Locale.ROOT), original(cell)));
      lower.add(cells);
    }
    List<String> names = columns.stream().map(column -> column.toLowerCase(Locale.ROOT)).toList();
    for (String column : required) {
      if (!names.contains(column)) {
        throw new IOException(
            "%s has no column \"%s\"; it has %s"
                .formatted(name, column, String.join(", ", columns)));
      }
    }
    return new CsvFile(name, names, lower);
  }

  /** The text of the file; no cell of it is a formula. */
  String text() {
    Table table = Table.create(name);
    for (String column : columns) {
      table.addColumns(
          StringColumn.create(
              column, rows.stream().map(row -> harmless(row.getOrDefault(column, "")))));
    }
    return text(table);
  }

  /** A table as the text of a file. */
  static String text(Table table) {
    StringWriter text = new StringWriter();
    table.write().usingOptions(CsvWriteOptions.builder(text).build());
    return text.toString();
  }

  /** The text with a mark in front where a spreadsheet would take it for a formula. */
  static String harmless(String cell) {
    String text = cell.strip();
    return begins(cell) || begins(text) ? "'" + text : text;
  }

  private static boolean begins(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
  }

  /** The text as it was before it was made harmless. */
  static String original(String cell) {
    boolean marked =
        cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0;
    return marked ? cell.substring(1) : cell;
  }
}
