/**
 * The messages of the y-websocket protocol, as values.
 *
 * @see <a href="https://github.com/yjs/y-protocols/blob/master/PROTOCOL.md">PROTOCOL.md of
 *     y-protocols</a>
 */
package dev.atrium.ydoc.sync;
