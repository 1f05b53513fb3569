package dev.atrium.hub.engine;

/** Where a runner answers HTTP, as the hub reaches it. */
public record ReplAddress(String host, int port) {}
