package dev.atrium.ydoc.diff;

/**
 * Replaces a part of a text.
 *
 * @param index where it begins in the old text, in UTF-16 code units
 * @param deleted how many code units go
 * @param inserted what comes instead
 */
public record TextEdit(int index, int deleted, String inserted) {}
