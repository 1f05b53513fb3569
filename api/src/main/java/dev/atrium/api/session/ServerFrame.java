package dev.atrium.api.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.atrium.api.access.Role;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileEntry;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.Problem;
import java.time.Instant;
import java.util.List;

/** A JSON text frame from the runner on the session WebSocket {@code /ws}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ServerFrame.Loaded.class, name = "loaded"),
  @JsonSubTypes.Type(value = ServerFrame.Dir.class, name = "dir"),
  @JsonSubTypes.Type(value = ServerFrame.Content.class, name = "content"),
  @JsonSubTypes.Type(value = ServerFrame.Updated.class, name = "updated"),
  @JsonSubTypes.Type(value = ServerFrame.Changed.class, name = "changed"),
  @JsonSubTypes.Type(value = ServerFrame.Saved.class, name = "saved"),
  @JsonSubTypes.Type(value = ServerFrame.People.class, name = "people"),
  @JsonSubTypes.Type(value = ServerFrame.Terminal.class, name = "terminal"),
  @JsonSubTypes.Type(value = ServerFrame.TerminalCredit.class, name = "terminalCredit"),
  @JsonSubTypes.Type(value = ServerFrame.Seeding.class, name = "seeding"),
  @JsonSubTypes.Type(value = ServerFrame.Failed.class, name = "problem")
})
public sealed interface ServerFrame {

  /**
   * The first frame once the project's files are there.
   *
   * @param title what the project is called; its id for a program, whose token does not tell
   * @param root the root directory's entries, so that the first screen needs no second question
   * @param terminals those that run already, to attach to
   * @param runCommand what the Run button runs, or null if the project names nothing
   */
  record Loaded(
      String project,
      String title,
      String person,
      String name,
      Role role,
      String appUrl,
      String hubUrl,
      String runCommand,
      List<FileEntry> root,
      List<Terminal> terminals,
      Saved saved)
      implements ServerFrame {}

  record Dir(int id, ProjectPath path, List<FileEntry> entries, boolean truncated)
      implements ServerFrame {}

  record Content(int id, ProjectPath path, ContentHash hash, String content, int mode)
      implements ServerFrame {}

  /**
   * The write is acknowledged: it survives the process.
   *
   * @param seq the journal's number of it; {@link Saved#saved} reaching it means S3 has it
   */
  record Updated(int id, ProjectPath path, ContentHash hash, long seq) implements ServerFrame {}

  /**
   * Paths changed, on disk or by somebody.
   *
   * @param mass true where there were too many to name: re-read what is shown
   */
  record Changed(List<ChangedPath> changes, boolean mass) implements ServerFrame {}

  /**
   * How far the project is saved; sent on every change of it, at most every 100 ms.
   *
   * @param acknowledged the newest journal number
   * @param saved the newest number that S3 has; equal to the other when everything is Saved
   * @param savedAt when S3 had it; null if nothing was saved since the start
   */
  record Saved(
      long acknowledged, long saved, Instant savedAt, StorageState storage, Problem problem)
      implements ServerFrame {}

  /**
   * Who else has the project open: everybody but the window that is told. Sent on every change of
   * it, at most five times a second; nobody else is there until the first one.
   */
  record People(List<Presence> people) implements ServerFrame {}

  /**
   * A terminal opened, was attached to, or ended.
   *
   * @param id the request it answers, or 0
   * @param from the sequence number of the first output byte that follows; greater than what the
   *     client asked for if older output is gone
   * @param exitCode null while it runs
   */
  record Terminal(
      int id,
      int terminal,
      String title,
      boolean run,
      long from,
      int cols,
      int rows,
      Integer exitCode)
      implements ServerFrame {}

  /** The shell has taken that many bytes of input; the client may send as many more. */
  record TerminalCredit(int terminal, long bytes) implements ServerFrame {}

  /** The project's files are being fetched; {@code total} is 0 while unknown. */
  record Seeding(long doneBytes, long totalBytes, long doneFiles, long totalFiles)
      implements ServerFrame {}

  /** A request failed, or ({@code id} 0) something did that nobody asked for. */
  record Failed(int id, Problem problem) implements ServerFrame {}
}
