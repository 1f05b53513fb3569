package dev.atrium.api.session;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.path.ProjectPath;

/**
 * A path that changed.
 *
 * @param hash a file's new hash; null if it was deleted or is no file
 * @param deleted true if nothing stands there now
 * @param author the person's id, or null
 */
public record ChangedPath(
    ProjectPath path, ContentHash hash, boolean deleted, Cause cause, String author) {}
