package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.log.FileType;
import dev.atrium.runner.storage.SavedLog.ContentSource;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A content that a change brings: what it should be, and how to read it. */
record Content(ContentHash hash, long size, ContentSource source) {

  /** The content that comes with a change, or null if it brings none. */
  static Content of(PendingChange pending) {
    Change change = pending.change();
    if (change.type() != FileType.FILE) {
      return null;
    }
    if (change.content() instanceof ContentRef.Inline inline) {
      return new Content(
          change.hash(), change.size(), () -> new ByteArrayInputStream(inline.bytes()));
    }
    return pending.content() == null
        ? null
        : new Content(change.hash(), change.size(), pending.content());
  }

  /** The whole state of a document that comes with a change, or null if it brings none. */
  static Content ofDocument(PendingChange pending) {
    DocumentState document = pending.change().document();
    return document != null && document.state() instanceof ContentRef.Inline inline
        ? new Content(
            document.hash(), document.size(), () -> new ByteArrayInputStream(inline.bytes()))
        : null;
  }

  /** All of a content that is small enough to be held in memory. */
  byte[] bytes() throws ContentChangedException {
    try (InputStream in = source.open()) {
      var verified = new VerifiedInputStream(in, size, hash, ContentChangedException::new);
      return verified.readNBytes((int) size);
    } catch (ContentChangedException changed) {
      throw changed;
    } catch (IOException unreadable) {
      throw new ContentChangedException("it cannot be read");
    }
  }
}
