/**
 * The server's side of a document that many are connected to, without any sockets: what to send to
 * whom when a message comes.
 */
package dev.atrium.ydoc.room;
