package dev.atrium.systemtest.installation;

import java.net.URI;

/** How somebody becomes known to an installation's hub. */
public sealed interface SignIn {

  /** An address that signs in whoever opens it, once. */
  record OneTimeAddress(URI address) implements SignIn {}

  /** A token that is typed on the sign-in page. */
  record AdminToken(String token) implements SignIn {

    /** Hides the token. */
    @Override
    public String toString() {
      return "the admin token";
    }
  }
}
