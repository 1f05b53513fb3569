/**
 * Changes of texts and arrays as a walk from the beginning: keep so much, insert this, delete that.
 */
package dev.atrium.ydoc.delta;
