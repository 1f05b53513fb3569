/**
 * Update messages (version 1) as values, apart from any document: what was inserted and deleted,
 * how that is written, merged and cut down to what a peer lacks.
 *
 * <p>Names are those of <a href="https://github.com/yjs/yjs/blob/main/INTERNALS.md">Yjs'
 * INTERNALS.md</a>: every inserted element has an id, a client and that client's clock; a struct is
 * a run of elements with consecutive clocks.
 */
package dev.atrium.ydoc.update;
