package dev.atrium.api.log;

/** What stands at a path, as far as the log keeps it: FIFOs, sockets and devices are never kept. */
public enum FileType {
  FILE,
  DIRECTORY,
  LINK
}
