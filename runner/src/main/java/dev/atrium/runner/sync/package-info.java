/**
 * The way of an edit on this machine: base check, journal, disk, feed, and on to S3; and the way
 * back in of whatever else writes to the disk.
 *
 * <p>One thread, {@link dev.atrium.runner.sync.ChangeLoop}, changes the project and the index of
 * it; another, {@link dev.atrium.runner.sync.Uploader}, owns the log in S3; a third, {@link
 * dev.atrium.runner.sync.DiskWatcher}, looks at the disk and hashes. Decisions are functions beside
 * them.
 */
package dev.atrium.runner.sync;
