package dev.atrium.runner.session;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.runner.access.Caller;
import dev.atrium.runner.document.text.Utf8;
import dev.atrium.runner.files.FileEdits;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.OpenFiles;
import dev.atrium.runner.files.ProjectTree;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Text files as the editor opens and saves them: exact UTF-8, whole or by patch. Blocks. */
@Singleton
class Documents {

  /** The largest file that the editor opens, live or not. */
  static final int MAX_BYTES = OpenFiles.MAX_BYTES;

  private final ProjectTree tree;
  private final FileEdits edits;

  @Inject
  Documents(ProjectTree tree, FileEdits edits) {
    this.tree = tree;
    this.edits = edits;
  }

  ServerFrame.Content fetch(ClientFrame.FetchContent request) throws IOException {
    ProjectPath path = required(request.path());
    FileStat stat =
        tree.stat(path)
            .orElseThrow(
                () -> ProblemType.NOT_FOUND.thrownFor("path", "Nothing stands at '" + path + "'."));
    if (stat.kind() == FileKind.FILE && stat.size() > MAX_BYTES) {
      throw tooLarge(path);
    }
    byte[] bytes = tree.readAll(path, MAX_BYTES);
    return new ServerFrame.Content(
        request.id(), path, ContentHash.of(bytes), text(path, bytes), stat.mode());
  }

  ServerFrame.Updated update(ClientFrame.UpdateContent request, Caller author) throws IOException {
    ProjectPath path = required(request.path());
    if ((request.content() == null) == (request.patch() == null)) {
      throw ProblemType.INVALID_FIELD.thrownFor(
          "content", "Send either the whole 'content' or a 'patch'.");
    }
    String text = request.content() != null ? request.content() : patched(path, request);
    byte[] bytes =
        Utf8.encode(text)
            .orElseThrow(
                () ->
                    ProblemType.INVALID_FIELD.thrownFor(
                        request.content() != null ? "content" : "patch",
                        "The text has half of a surrogate pair, which UTF-8 cannot say."));
    if (bytes.length > MAX_BYTES) {
      throw tooLarge(path);
    }
    FileEdits.Written written =
        edits.write(path, request.base(), new ByteArrayInputStream(bytes), MAX_BYTES, author);
    return new ServerFrame.Updated(request.id(), path, written.hash(), written.seq());
  }

  private String patched(ProjectPath path, ClientFrame.UpdateContent request) throws IOException {
    if (request.base() == null) {
      throw ProblemType.INVALID_FIELD.thrownFor(
          "base", "A patch needs the hash of the text that it was made from.");
    }
    byte[] current = tree.readAll(path, MAX_BYTES);
    if (!ContentHash.of(current).equals(request.base())) {
      throw ProblemType.CHANGED_MEANWHILE.thrownFor(
          "base", "'" + path + "' is not what the patch was made from; fetch it again.");
    }
    return TextPatch.apply(text(path, current), request.patch());
  }

  private static String text(ProjectPath path, byte[] bytes) {
    return Utf8.decode(bytes)
        .orElseThrow(
            () ->
                ProblemType.NOT_TEXT.thrownFor(
                    "path", "'" + path + "' is not UTF-8 text; download it instead."));
  }

  private static ProjectPath required(ProjectPath path) {
    if (path == null || path.isRoot()) {
      throw ProblemType.INVALID_FIELD.thrownFor("path", "Name a file inside the project.");
    }
    return path;
  }

  private static ProblemException tooLarge(ProjectPath path) {
    return ProblemType.TOO_LARGE.thrownFor(
        "path",
        "'" + path + "' has more than " + MAX_BYTES + " bytes, too many to edit; download it.");
  }
}
