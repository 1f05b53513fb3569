package dev.atrium.runner.files.rest;

import dev.atrium.api.access.Door;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.access.Caller;
import dev.atrium.runner.access.CurrentCaller;
import dev.atrium.runner.config.RunnerConfig;
import dev.atrium.runner.files.FileEdits;
import dev.atrium.runner.files.FileEntries;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.sync.ProjectChanges;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * {@code /api/files/{path}}: one file as an HTTP resource whose entity tag is its content's hash
 * (RFC 9110). Every write names what it replaces.
 */
@Path("/api/files{path: (/.*)?}")
@RunOnVirtualThread
public class FilesResource {

  private static final String PREFIX = "/api/files/";
  private static final String ACKNOWLEDGED = "Atrium-Acknowledged";

  @Inject ProjectTree tree;
  @Inject ProjectChanges changes;
  @Inject FileEdits edits;
  @Inject FileEntries entries;
  @Inject FileDownload download;
  @Inject CurrentCaller caller;
  @Inject RunnerConfig config;
  @Context HttpServerRequest request;

  @GET
  public Response get(@HeaderParam("Service-Worker") String serviceWorker) throws IOException {
    caller.require(Door.READ_FILES);
    if (serviceWorker != null) {
      throw ProblemType.NOT_ALLOWED.thrown("A project's file cannot become a service worker.");
    }
    ProjectPath path = path();
    FileStat stat = tree.stat(path).orElseThrow(() -> notFound(path));
    return stat.kind() == FileKind.DIRECTORY
        ? FileHeaders.protect(Response.ok(entries.list(path), MediaType.APPLICATION_JSON_TYPE))
            .build()
        : download.answer(path, request);
  }

  @PUT
  public Response put(
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) Long length,
      InputStream body)
      throws IOException {
    Caller author = caller.require(Door.WRITE_FILES);
    ProjectPath path = path();
    ContentHash base = baseOf(path, ifMatch, ifNoneMatch);
    requireRoom(length);
    FileEdits.Written written;
    try {
      written =
          edits.write(path, base, new WholeBody(body, length), config.maxUploadBytes(), author);
    } catch (ProblemException refused) {
      throw refused.type() == ProblemType.ALREADY_EXISTS && base == null
          ? ProblemType.CHANGED_MEANWHILE.thrownFor("If-None-Match", refused.problem().detail())
          : refused;
    }
    return Response.status(base == null ? Response.Status.CREATED : Response.Status.NO_CONTENT)
        .header(HttpHeaders.ETAG, written.hash().etag())
        .header(ACKNOWLEDGED, written.seq())
        .build();
  }

  @DELETE
  public Response delete(@HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) throws IOException {
    Caller author = caller.require(Door.WRITE_FILES);
    ProjectPath path = path();
    FileStat stat = tree.stat(path).orElseThrow(() -> notFound(path));
    ContentHash base = stat.kind() == FileKind.FILE ? baseOf(path, ifMatch, null) : null;
    return Response.noContent().header(ACKNOWLEDGED, edits.delete(path, base, author)).build();
  }

  private ProjectPath path() {
    return RequestPath.below(PREFIX, request.uri());
  }

  /** What the request says that it replaces; null if it says that nothing stands there. */
  private ContentHash baseOf(ProjectPath path, String ifMatch, String ifNoneMatch) {
    Optional<Precondition> match = Precondition.parse(HttpHeaders.IF_MATCH, ifMatch);
    Optional<Precondition> noneMatch = Precondition.parse(HttpHeaders.IF_NONE_MATCH, ifNoneMatch);
    if (match.isEmpty() && !noneMatch.map(Precondition::any).orElse(false)) {
      throw ProblemType.BASE_REQUIRED.thrown(
          "Send 'If-Match' with the entity tag that you read, or 'If-None-Match: *' for a new"
              + " file.");
    }
    Optional<ContentHash> current = changes.currentHash(path);
    boolean stands =
        match.map(m -> m.matches(current)).orElse(true)
            && noneMatch.map(m -> !m.matches(current)).orElse(true);
    if (!stands) {
      throw ProblemType.CHANGED_MEANWHILE.thrownFor(
          match.isPresent() ? HttpHeaders.IF_MATCH : HttpHeaders.IF_NONE_MATCH,
          current.isPresent()
              ? "'" + path + "' now has the entity tag " + current.get().etag() + "; read it again."
              : "'" + path + "' is gone; send 'If-None-Match: *' to make it anew.");
    }
    return current.orElse(null);
  }

  /** Refuses an upload that cannot fit before any of it is taken. */
  private void requireRoom(Long length) throws IOException {
    if (length == null) {
      return;
    }
    if (length > config.maxUploadBytes()) {
      throw ProblemType.TOO_LARGE.thrown(
          "A file here may have at most " + config.maxUploadBytes() + " bytes.");
    }
    if (length > tree.usableBytes()) {
      throw ProblemType.OUT_OF_SPACE.thrown("The volume has no room for " + length + " bytes.");
    }
  }

  private static ProblemException notFound(ProjectPath path) {
    return ProblemType.NOT_FOUND.thrownFor("path", "Nothing stands at '" + path + "'.");
  }
}
