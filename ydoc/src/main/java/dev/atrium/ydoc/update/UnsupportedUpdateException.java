package dev.atrium.ydoc.update;

import dev.atrium.ydoc.encoding.DecodingException;

/** A well-formed update of version 2, which is not read here; the peer must send version 1. */
public final class UnsupportedUpdateException extends DecodingException {

  public UnsupportedUpdateException() {
    super("this is an update of version 2; send version 1 (encodeStateAsUpdate, 'update' events)");
  }
}
