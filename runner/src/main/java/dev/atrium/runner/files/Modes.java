package dev.atrium.runner.files;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Permission bits as a number, 0..0777, and as the set that Java has for them. */
public final class Modes {

  /** The mode of a new file. */
  public static final int FILE = 0644;

  /** The mode of a new directory. */
  public static final int DIRECTORY = 0755;

  /** Stands for "as it was, or {@link #FILE} for a new file". */
  public static final int KEEP = -1;

  /** {@link PosixFilePermission} is declared from the owner's read bit down to others' execute. */
  private static final PosixFilePermission[] BITS = PosixFilePermission.values();

  private Modes() {}

  static int bits(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (PosixFilePermission permission : permissions) {
      mode |= 1 << (BITS.length - 1 - permission.ordinal());
    }
    return mode;
  }

  /** The set for a mode; set-user-id, set-group-id and sticky bits are dropped. */
  public static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission permission : BITS) {
      if ((mode & 1 << (BITS.length - 1 - permission.ordinal())) != 0) {
        permissions.add(permission);
      }
    }
    return permissions;
  }
}
