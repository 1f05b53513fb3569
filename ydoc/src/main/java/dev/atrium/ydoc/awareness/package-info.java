/**
 * Awareness: who is there and where their cursor is. It is not part of any document, and gone with
 * those who were there.
 *
 * @see <a href="https://github.com/yjs/y-protocols/blob/master/PROTOCOL.md">PROTOCOL.md of
 *     y-protocols</a>
 */
package dev.atrium.ydoc.awareness;
