/** What stands in a file as text, how two texts differ, and how edits of both are joined. Pure. */
package dev.atrium.runner.document.text;
