package dev.atrium.runner.files.rest;

import dev.atrium.api.access.Door;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.files.ProjectPaths;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.access.CurrentCaller;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.files.SearchableFiles;
import dev.atrium.runner.files.TreeWalk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /api/paths}: the files that quick open offers. */
@Path("/api/paths")
@RunOnVirtualThread
public class PathsResource {

  @Inject ProjectTree tree;
  @Inject SearchableFiles searchable;
  @Inject CurrentCaller caller;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public ProjectPaths get() throws IOException {
    caller.require(Door.READ_FILES);
    List<ProjectPath> paths = new ArrayList<>();
    TreeWalk.Result walk =
        tree.walk(
            ProjectPath.ROOT,
            searchable::includes,
            SearchableFiles.MAX_ENTRIES,
            stat -> {
              if (stat.kind() == FileKind.FILE && paths.size() <= ProjectPaths.MAX_PATHS) {
                paths.add(stat.path());
              }
            });
    boolean truncated = walk.truncated() || paths.size() > ProjectPaths.MAX_PATHS;
    return new ProjectPaths(
        paths.subList(0, Math.min(paths.size(), ProjectPaths.MAX_PATHS)), truncated);
  }
}
