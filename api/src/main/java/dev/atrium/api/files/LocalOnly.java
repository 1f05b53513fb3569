package dev.atrium.api.files;

/** What is made again by tools and therefore stays on one machine. */
public final class LocalOnly {

  /**
   * The default directory and file names that are neither saved nor imported, comma separated for
   * configuration.
   */
  public static final String NAMES =
      "node_modules,.venv,venv,__pycache__,.pytest_cache,.mypy_cache,target,.gradle,.m2,.cache,"
          + ".npm,.DS_Store";

  private LocalOnly() {}
}
