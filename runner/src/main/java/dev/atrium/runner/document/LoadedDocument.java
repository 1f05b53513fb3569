package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.TextEdit;
import dev.atrium.ydoc.Doc;
import java.util.List;

/**
 * A document as it was loaded.
 *
 * @param isNew whether nobody has seen it before, so that the journal has to get all of it with its
 *     first change
 * @param file what stands on disk
 * @param fromDisk what the disk has that the document has not, as edits of the document's text
 * @param known what the file was when the document last knew it
 * @param fileEdits the same as edits of that
 * @param recovered whether the journal had more of it than the log
 */
record LoadedDocument(
    String guid,
    ProjectPath path,
    Doc doc,
    boolean isNew,
    FileVersion file,
    List<TextEdit> fromDisk,
    ContentHash known,
    List<TextEdit> fileEdits,
    WholeStates wholes,
    boolean recovered) {}
