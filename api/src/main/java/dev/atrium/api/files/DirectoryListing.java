package dev.atrium.api.files;

import dev.atrium.api.path.ProjectPath;
import java.util.List;

/**
 * A directory's entries, directories first, then by name.
 *
 * @param truncated true if there are more than {@value #MAX_ENTRIES}
 */
public record DirectoryListing(ProjectPath path, List<FileEntry> entries, boolean truncated) {

  public static final int MAX_ENTRIES = 10_000;
}
