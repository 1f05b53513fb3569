package dev.atrium.hub.person;

/**
 * A signed-in person.
 *
 * @param session the hash of the session's token: its id in the database
 */
public record SignedIn(String id, String name, String session) {}
