package dev.atrium.runner.session;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.TextEdit;
import java.util.List;

/** Applies edits to the text that they were made from. Pure. */
final class TextPatch {

  static final int MAX_EDITS = 100_000;

  private TextPatch() {}

  /**
   * The base with the edits made.
   *
   * @param edits in ascending order, not overlapping, all of the base text
   * @throws ProblemException {@code invalid-field}
   */
  static String apply(String base, List<TextEdit> edits) {
    if (edits.size() > MAX_EDITS) {
      throw invalid("A patch has at most " + MAX_EDITS + " edits; send the content instead.");
    }
    StringBuilder text = new StringBuilder(base.length());
    int end = 0;
    for (TextEdit edit : edits) {
      if (edit == null || edit.text() == null || edit.length() < 0) {
        throw invalid("Every edit has an offset, a length of 0 or more, and a text.");
      }
      if (edit.offset() < end || edit.offset() > base.length() - edit.length()) {
        throw invalid(
            "The edit at offset "
                + edit.offset()
                + " overlaps the one before it or leaves the text of "
                + base.length()
                + " units.");
      }
      text.append(base, end, edit.offset()).append(edit.text());
      end = edit.offset() + edit.length();
    }
    return text.append(base, end, base.length()).toString();
  }

  private static ProblemException invalid(String detail) {
    return ProblemType.INVALID_FIELD.thrownFor("patch", detail);
  }
}
