package dev.atrium.runner.files.rest;

import dev.atrium.api.access.Door;
import dev.atrium.api.files.FileOperation;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.access.Caller;
import dev.atrium.runner.access.CurrentCaller;
import dev.atrium.runner.files.FileEdits;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** {@code POST /api/file-operations}: what is not the reading or writing of one file. */
@Path("/api/file-operations")
@RunOnVirtualThread
public class FileOperationsResource {

  @Inject FileEdits edits;
  @Inject CurrentCaller caller;

  @POST
  public Response run(InputStream body) throws IOException {
    Caller author = caller.require(Door.WRITE_FILES);
    long seq =
        switch (JsonBody.read(body, FileOperation.class)) {
          case FileOperation.CreateDirectory(ProjectPath path) ->
              edits.createDirectory(required("path", path), author);
          case FileOperation.Move(ProjectPath from, ProjectPath to) ->
              edits.move(required("from", from), required("to", to), author);
          case FileOperation.Copy(ProjectPath from, ProjectPath to) ->
              edits.copy(required("from", from), required("to", to), author);
          case FileOperation.Delete delete ->
              edits.delete(required("path", delete.path()), delete.base(), author);
        };
    return Response.noContent().header("Atrium-Acknowledged", seq).build();
  }

  private static ProjectPath required(String field, ProjectPath path) {
    if (path == null || path.isRoot()) {
      throw ProblemType.INVALID_FIELD.thrownFor(field, "Name a path inside the project.");
    }
    return path;
  }
}
