package dev.atrium.runner.files;

import dev.atrium.api.content.ContentHash;

/**
 * Content that lies forced beside the project, on its file system, waiting to be renamed into it.
 *
 * @param name its name in the staging directory
 */
public record StagedFile(String name, long size, ContentHash hash) {}
