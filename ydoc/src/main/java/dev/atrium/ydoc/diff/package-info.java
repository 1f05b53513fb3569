/**
 * Turns "the text is now this" into small edits, so that what others are typing meanwhile is not
 * lost. Pure functions, whose work is bounded whatever the texts are.
 */
package dev.atrium.ydoc.diff;
