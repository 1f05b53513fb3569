/** Yjs documents on the JVM. */
module dev.atrium.ydoc {
  exports dev.atrium.ydoc;
  exports dev.atrium.ydoc.awareness;
  exports dev.atrium.ydoc.delta;
  exports dev.atrium.ydoc.diff;
  exports dev.atrium.ydoc.encoding;
  exports dev.atrium.ydoc.room;
  exports dev.atrium.ydoc.sync;
  exports dev.atrium.ydoc.update;
}
