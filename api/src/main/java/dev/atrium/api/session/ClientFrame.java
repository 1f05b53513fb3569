package dev.atrium.api.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import java.util.List;

/**
 * A JSON text frame from a client on the session WebSocket {@code /ws}.
 *
 * <p>{@code id} is the client's own number for a request; the answer (or a {@code problem} frame)
 * repeats it. At most {@value #MAX_BYTES} bytes a frame.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClientFrame.FetchDir.class, name = "fetchDir"),
  @JsonSubTypes.Type(value = ClientFrame.FetchContent.class, name = "fetchContent"),
  @JsonSubTypes.Type(value = ClientFrame.UpdateContent.class, name = "updateContent"),
  @JsonSubTypes.Type(value = ClientFrame.Where.class, name = "where"),
  @JsonSubTypes.Type(value = ClientFrame.RequestTerminal.class, name = "requestTerminal"),
  @JsonSubTypes.Type(value = ClientFrame.AttachTerminal.class, name = "attachTerminal"),
  @JsonSubTypes.Type(value = ClientFrame.TerminalData.class, name = "terminalData"),
  @JsonSubTypes.Type(value = ClientFrame.TerminalCredit.class, name = "terminalCredit"),
  @JsonSubTypes.Type(value = ClientFrame.ResizeTerminal.class, name = "resizeTerminal"),
  @JsonSubTypes.Type(value = ClientFrame.CloseTerminal.class, name = "closeTerminal")
})
public sealed interface ClientFrame {

  int MAX_BYTES = 8 * 1024 * 1024;

  /** Asks for a directory; answered by {@link ServerFrame.Dir}. */
  record FetchDir(int id, ProjectPath path) implements ClientFrame {}

  /** Asks for a text file; answered by {@link ServerFrame.Content}. */
  record FetchContent(int id, ProjectPath path) implements ClientFrame {}

  /**
   * Writes a text file; answered by {@link ServerFrame.Updated} once it is acknowledged, or by a
   * {@code changed-meanwhile} problem that changes nothing.
   *
   * @param base the hash that the client's text was made from; null to create a new file
   * @param content the whole new text, or null if {@code patch} is given
   * @param patch edits of the base text in ascending order, not overlapping; null if {@code
   *     content} is given
   */
  record UpdateContent(
      int id, ProjectPath path, ContentHash base, String content, List<TextEdit> patch)
      implements ClientFrame {}

  /**
   * Tells the others where this window is; the newest one counts.
   *
   * @param path the file in front; null for none
   */
  record Where(ProjectPath path, boolean typing) implements ClientFrame {}

  /**
   * Opens a terminal, attached with {@link TerminalFrames#WINDOW_BYTES} of credit; answered by
   * {@link ServerFrame.Terminal}.
   *
   * @param run true to run the project's own command instead of a login shell
   */
  record RequestTerminal(int id, int cols, int rows, boolean run) implements ClientFrame {}

  /**
   * Attaches to a terminal that runs already; answered by {@link ServerFrame.Terminal}, whose
   * {@code from} says where the output goes on.
   *
   * @param after the sequence number up to which the client has the output; 0 for none
   */
  record AttachTerminal(int id, int terminal, long after, int cols, int rows)
      implements ClientFrame {}

  /** Types into a terminal; what a program would send as a binary frame instead. */
  record TerminalData(int terminal, String data) implements ClientFrame {}

  /** The client has consumed that many bytes of output and can take as many more. */
  record TerminalCredit(int terminal, long bytes) implements ClientFrame {}

  record ResizeTerminal(int terminal, int cols, int rows) implements ClientFrame {}

  /** Ends the terminal's processes (SIGHUP, then SIGKILL). */
  record CloseTerminal(int terminal) implements ClientFrame {}
}
