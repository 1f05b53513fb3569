/**
 * Live documents: text files that many people edit at once. A browser's edit takes this way: {@link
 * dev.atrium.runner.document.CollabRoute} -> {@link dev.atrium.runner.document.LiveDocument} ->
 * {@link dev.atrium.runner.document.UpdateJournal} (acknowledged) -> {@link
 * dev.atrium.runner.document.FileSaver} (the file, and with it S3's log).
 */
package dev.atrium.runner.document;
