package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;

/** The names of a Repl's objects: each follows from the Repl alone. */
public final class Names {

  /** What all Repls of a namespace share. */
  static final String SHARED = "atrium-repl";

  private Names() {}

  /** The name of a Repl's Deployment, Service, Ingress and Secret. */
  public static String of(Repl repl) {
    return repl.getMetadata().getName() + "-repl";
  }

  /**
   * The name of a project's volume. It is the project's and not the Repl's, so that a Repl that is
   * made anew, under whatever name, finds what an earlier one could not save.
   */
  public static String volume(Repl repl) {
    return "atrium-" + repl.getSpec().project();
  }
}
