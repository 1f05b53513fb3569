package dev.atrium.runner.files.rest;

import dev.atrium.api.access.Door;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.access.CurrentCaller;
import dev.atrium.runner.config.RunnerConfig;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.sync.ProjectChanges;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;

/** {@code GET /api/archive?path=}: a directory as a zip, without what is local only. */
@Path("/api/archive")
@RunOnVirtualThread
public class ArchiveResource {

  @Inject ProjectTree tree;
  @Inject ProjectChanges changes;
  @Inject CurrentCaller caller;
  @Inject RunnerConfig config;
  @Context HttpServerRequest request;

  @GET
  public Response get() throws IOException {
    caller.require(Door.READ_FILES);
    ProjectPath directory = RequestPath.parameter(request.query(), "path").orElse(ProjectPath.ROOT);
    FileStat stat =
        tree.stat(directory)
            .orElseThrow(
                () ->
                    ProblemType.NOT_FOUND.thrownFor(
                        "path", "Nothing stands at '" + directory + "'."));
    if (stat.kind() != FileKind.DIRECTORY) {
      throw ProblemType.INVALID_FIELD.thrownFor(
          "path", "'" + directory + "' is not a directory; download it from /api/files.");
    }
    TreeArchive archive = new TreeArchive(tree, entry -> !changes.isLocalOnly(entry.path()));
    String name = directory.isRoot() ? config.project() : directory.name().toString();
    return FileHeaders.protect(Response.ok())
        .type("application/zip")
        .header(HttpHeaders.CONTENT_DISPOSITION, FileHeaders.attachment(name + ".zip"))
        .entity((StreamingOutput) out -> archive.write(directory, out))
        .build();
  }
}
