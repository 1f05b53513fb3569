package dev.atrium.ydoc.update;

/** The kinds of shared types; a kind's ordinal is its number on the wire. */
public enum TypeKind {
  ARRAY,
  MAP,
  TEXT,
  XML_ELEMENT,
  XML_FRAGMENT,
  XML_HOOK,
  XML_TEXT;

  /** Whether a name, such as the element's, belongs to the type. */
  public boolean isNamed() {
    return this == XML_ELEMENT || this == XML_HOOK;
  }
}
