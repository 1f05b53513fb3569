package dev.atrium.initservice.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Archives to import. */
public final class Zips {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipArchiveOutputStream zip;

  private Zips() {
    zip = new ZipArchiveOutputStream(bytes);
  }

  static Zips zip() {
    return new Zips();
  }

  /** An archive of names and texts, in turn. */
  public static byte[] of(String... namesAndTexts) {
    Zips zip = zip();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      zip.file(namesAndTexts[i], 0100644, namesAndTexts[i + 1]);
    }
    return zip.bytes();
  }

  Zips directory(String name) {
    return entry(new ZipArchiveEntry(name + "/"), 040755, new byte[0]);
  }

  Zips file(String name, int unixMode, String text) {
    return file(name, unixMode, text.getBytes(StandardCharsets.UTF_8));
  }

  Zips file(String name, int unixMode, byte[] content) {
    return entry(new RawEntry(name), unixMode, content);
  }

  byte[] bytes() {
    try {
      zip.finish();
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Zips entry(ZipArchiveEntry entry, int unixMode, byte[] content) {
    try {
      entry.setUnixMode(unixMode);
      zip.putArchiveEntry(entry);
      zip.write(content);
      zip.closeArchiveEntry();
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Keeps a name as it is, where the library would tidy it. */
  private static final class RawEntry extends ZipArchiveEntry {

    private final String name;

    RawEntry(String name) {
      super(name);
      this.name = name;
    }

    @Override
    public String getName() {
      return name == null ? super.getName() : name;
    }
  }
}
