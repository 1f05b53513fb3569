package dev.atrium.runner.terminal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a terminal runs.
 *
 * @param title what its tab shows
 * @param environment exactly its environment
 */
record Program(
    String title, List<String> command, Map<String, String> environment, Path directory) {}
