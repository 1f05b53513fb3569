package dev.atrium.api.hub;

/** How people sign in to an installation. */
public enum SigninWay {
  /** By an address that works once, which Atrium prints on a laptop. */
  LINK,

  /** By the installation's admin token, as a cluster keeps it in a Secret. */
  TOKEN
}
