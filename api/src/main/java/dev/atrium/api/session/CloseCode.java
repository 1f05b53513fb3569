package dev.atrium.api.session;

/** Why a WebSocket was closed by Atrium; the private range of RFC 6455. */
public enum CloseCode {
  /** The person's role changed; connect again, and the first frame tells the new one. */
  ROLE_CHANGED(4205),
  /** A frame was not JSON, of an unknown type, or beyond a bound. */
  PROTOCOL(4400),
  /** The session expired or was revoked: sign in again. */
  SIGNED_OUT(4401),
  /** The role does not allow it. */
  NOT_ALLOWED(4403),
  /** A newer runner has the project; connect again. */
  SUPERSEDED(4409),
  /** The document's file was deleted. */
  DOCUMENT_GONE(4410),
  /** The file has another document now: take its identity, and bring offline edits over by text. */
  DOCUMENT_REPLACED(4412),
  /** The message, or the document with it, would be too large. */
  TOO_LARGE(4413),
  /** The file is no UTF-8 text, so it has no live document; use the plain file. */
  NOT_TEXT(4415),
  /** Live documents cannot be opened yet; connect again. */
  NOT_READY(4425),
  /** Too many connections or frames. */
  TOO_MANY(4429),
  /** Nothing more can be made durable: the volume is full, or its disk fails. */
  NOT_DURABLE(4507),
  /** The runner stops (suspend, update); connect again. */
  STOPPING(4503);

  private final int code;

  CloseCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
