package gradus.exercise;

/** What is wrong with a method although its answers, one by one, are right. */
enum Fault {
  KEEPS_STATE(
      "the same input gives another answer the second time",
      "something is kept from call to call: a variable outside of the method, or a random number without a seed"),
  SHARES_RESULTS(
      "a later call overwrites what an earlier one returned", "make a new matrix in each call"),
  READS_SPARE_NUMBERS(
      "numbers beyond the matrix are used",
      "a matrix's data array may be longer than the matrix: go by rows and columns, or up to getNumElements()");

  private final String what;
  private final String hint;

  Fault(String what, String hint) {
    this.what = what;
    this.hint = hint;
  }

  Mistake mistake() {
    return new Mistake(what, hint);
  }
}
