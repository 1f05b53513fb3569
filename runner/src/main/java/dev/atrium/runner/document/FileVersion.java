package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.runner.document.text.TextForm;

/**
 * A file as a document last knew it on disk.
 *
 * @param form how the text is written there
 */
record FileVersion(ContentHash hash, String text, TextForm form) {}
