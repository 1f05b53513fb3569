package dev.atrium.hub.frontdoor;

/** What a Host header asks for. */
public sealed interface Place {

  /** The hub itself. */
  record Hub() implements Place {}

  /** The hub by an address for programs; people are led to the hub's own name. */
  record InternalHub() implements Place {}

  /** A project's IDE or app host; whether there is such a project is another question. */
  record Repl(String id, String origin) implements Place {}

  /** Not ours, or not exactly ours. */
  record Unknown() implements Place {}
}
