package dev.atrium.api.files;

/** What a directory entry is; only regular files can be opened. */
public enum FileKind {
  FILE,
  DIRECTORY,
  LINK,
  /** A FIFO, socket or device: listed, never opened, never saved. */
  OTHER
}
