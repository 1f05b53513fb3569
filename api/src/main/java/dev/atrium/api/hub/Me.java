package dev.atrium.api.hub;

/** {@code GET /api/me}: who is signed in. */
public record Me(String id, String name) {}
