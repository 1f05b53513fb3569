/**
 * Yjs documents: text, maps and arrays that many people change at once, and that are the same
 * everywhere once everybody has got everybody's updates.
 *
 * <p>Begin with {@link dev.atrium.ydoc.Doc}.
 */
package dev.atrium.ydoc;
