package dev.atrium.api.hub;

/**
 * The answer to {@link TokenSignin}, beside the session's cookie.
 *
 * @param next the path on the hub where the person wanted to go
 */
public record SigninDone(String next) {}
