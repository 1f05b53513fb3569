package dev.atrium.api.session;

/**
 * Replaces part of a text.
 *
 * @param offset where, in UTF-16 units of the base text
 * @param length how many units go
 * @param text what comes in their place
 */
public record TextEdit(int offset, int length, String text) {}
