package dev.atrium.ydoc.encoding;

/** JavaScript's {@code undefined}, which the "any" encoding tells from {@code null}. */
public enum Undefined {
  INSTANCE;

  @Override
  public String toString() {
    return "undefined";
  }
}
