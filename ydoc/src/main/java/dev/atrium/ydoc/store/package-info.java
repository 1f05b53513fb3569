/**
 * The inside of a document: the items as linked lists and by client, and the algorithm that puts
 * concurrent insertions into one order (YATA). Not an API: it may change at any time.
 *
 * @see <a href="https://github.com/yjs/yjs/blob/main/INTERNALS.md">Yjs' INTERNALS.md</a>
 */
package dev.atrium.ydoc.store;
