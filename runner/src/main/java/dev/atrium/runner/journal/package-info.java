/**
 * What makes an edit acknowledged: append-only, checksummed, forced before anybody is told. It
 * lives outside the project, with space of its own.
 */
package dev.atrium.runner.journal;
