package dev.atrium.runner.files.rest;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.sync.ProjectChanges;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/** Answers {@code GET} of a regular file: whole, in part, or not changed since. */
@Singleton
class FileDownload {

  /** Up to here the hash is made of the very bytes that are sent. */
  private static final int IN_MEMORY_BYTES = 1024 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ProjectTree tree;
  private final ProjectChanges changes;

  @Inject
  FileDownload(ProjectTree tree, ProjectChanges changes) {
    this.tree = tree;
    this.changes = changes;
  }

  Response answer(ProjectPath path, HttpServerRequest request) throws IOException {
    SeekableByteChannel channel = tree.openRead(path);
    boolean handedOver = false;
    try {
      Content content = Content.of(channel, () -> changes.currentHash(path));
      Response response = answer(path, content, request);
      handedOver = response.getEntity() instanceof StreamingOutput && content.bytes() == null;
      return response;
    } finally {
      if (!handedOver) {
        channel.close();
      }
    }
  }

  private static Response answer(ProjectPath path, Content content, HttpServerRequest request) {
    String etag = content.hash().etag();
    Optional<Precondition> noneMatch =
        Precondition.parse(HttpHeaders.IF_NONE_MATCH, request.getHeader(HttpHeaders.IF_NONE_MATCH));
    if (noneMatch.isPresent() && noneMatch.get().matches(Optional.of(content.hash()))) {
      return FileHeaders.protect(Response.notModified().header(HttpHeaders.ETAG, etag)).build();
    }
    String ifRange = request.getHeader("If-Range");
    Optional<ByteRange> range =
        ifRange == null || ifRange.equals(etag)
            ? ByteRange.parse(request.getHeader("Range"), content.size())
            : Optional.empty();
    if (range.isPresent() && range.get() == ByteRange.UNSATISFIABLE) {
      return FileHeaders.protect(Response.status(416))
          .header("Content-Range", "bytes */" + content.size())
          .build();
    }
    ByteRange part = range.orElse(new ByteRange(0, content.size() - 1));
    Response.ResponseBuilder response =
        FileHeaders.protect(Response.status(range.isPresent() ? 206 : 200))
            .type(FileHeaders.mediaType(path))
            .header(HttpHeaders.ETAG, etag)
            .header("Accept-Ranges", "bytes")
            .header(HttpHeaders.CONTENT_LENGTH, part.length())
            .header(
                HttpHeaders.CONTENT_DISPOSITION, FileHeaders.attachment(path.name().toString()));
    range.ifPresent(
        r ->
            response.header(
                "Content-Range", "bytes " + r.first() + "-" + r.last() + "/" + content.size()));
    if (request.method() == HttpMethod.HEAD) {
      return response.build();
    }
    return response.entity((StreamingOutput) out -> content.write(part, out)).build();
  }

  /**
   * A file's content that is open.
   *
   * @param bytes all of it, or null if it is too large to be held
   */
  private record Content(SeekableByteChannel channel, byte[] bytes, long size, ContentHash hash) {

    static Content of(
        SeekableByteChannel channel, java.util.function.Supplier<Optional<ContentHash>> known)
        throws IOException {
      long size = channel.size();
      if (size > IN_MEMORY_BYTES) {
        Optional<ContentHash> hash = known.get();
        return new Content(channel, null, size, hash.isPresent() ? hash.get() : hash(channel));
      }
      ByteBuffer buffer = ByteBuffer.allocate((int) size);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // A file that shrinks meanwhile is as long as what could be read.
        continue;
      }
      byte[] bytes = java.util.Arrays.copyOf(buffer.array(), buffer.position());
      return new Content(channel, bytes, bytes.length, ContentHash.of(bytes));
    }

    void write(ByteRange part, OutputStream out) throws IOException {
      if (bytes != null) {
        out.write(bytes, (int) part.first(), (int) part.length());
        return;
      }
      try (channel) {
        channel.position(part.first());
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long left = part.length();
        while (left > 0) {
          buffer.clear().limit((int) Math.min(BUFFER_BYTES, left));
          int read = channel.read(buffer);
          if (read < 0) {
            throw new IOException("The file shrank while it was sent.");
          }
          out.write(buffer.array(), 0, read);
          left -= read;
        }
      }
    }

    private static ContentHash hash(SeekableByteChannel channel) throws IOException {
      var digest = ContentHash.newDigest();
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      while (channel.read(buffer.clear()) >= 0) {
        digest.update(buffer.flip());
      }
      return ContentHash.of(digest);
    }
  }
}
