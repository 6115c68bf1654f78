package gradus.kernel;

/**
 * What can stand at the cursor.
 *
 * @param text what takes the place of the word at the cursor
 * @param type in the words of Jupyter: function, class, instance, property, keyword, module, magic
 * @param signature of a function its parameters and what it returns, else its type; may be empty
 * @param origin the class or package that declares it, "cell" for what cells declare, or empty
 */
record Completion(String text, String type, String signature, String origin) {}
