package dev.atrium.api.files;

import dev.atrium.api.path.ProjectPath;

/**
 * A line that matches.
 *
 * @param line 1 and up
 * @param column 1 and up, in UTF-16 units of the line
 * @param length of the match, in UTF-16 units
 * @param preview the line, cut to at most 250 units around the match
 * @param previewColumn where the match starts in the preview, 1 and up
 */
public record SearchHit(
    ProjectPath path, int line, int column, int length, String preview, int previewColumn) {}
