/**
 * The byte encodings that Yjs is built on (lib0): variable-length integers, strings and the "any"
 * values, and JSON. Readers check every length before they allocate, and bound how deep values
 * nest.
 */
package dev.atrium.ydoc.encoding;
