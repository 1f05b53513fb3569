package dev.atrium.api.files;

import dev.atrium.api.path.ProjectPath;
import java.util.List;

/**
 * {@code GET /api/paths}: the project's files, without local-only ones and {@code .git}, for quick
 * open.
 *
 * @param truncated true if there are more than {@value #MAX_PATHS}
 */
public record ProjectPaths(List<ProjectPath> paths, boolean truncated) {
  public static final int MAX_PATHS = 50_000;
}
