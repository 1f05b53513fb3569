package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.log.TreeEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses which files' contents a checkpoint gathers into new packs, so that a start needs few
 * requests however the contents came into the log. Pure.
 */
final class Repack {

  /** So many small objects are read in parallel about as fast as one; more are gathered. */
  private static final int FEW = 16;

  private Repack() {}

  /** The files to be gathered; empty if the tree is fine as it is. */
  static List<TreeEntry> choose(Collection<TreeEntry> entries) {
    List<TreeEntry> inline = new ArrayList<>();
    List<TreeEntry> smallBlobs = new ArrayList<>();
    Map<ContentHash, List<TreeEntry>> packs = new HashMap<>();
    for (TreeEntry entry : entries) {
      if (entry.type() != FileType.FILE || entry.size() == 0) {
        continue;
      }
      switch (entry.content()) {
        case ContentRef.Inline here -> inline.add(entry);
        case ContentRef.Blob blob when entry.size() <= LogLimits.INLINE_BYTES ->
            smallBlobs.add(entry);
        case ContentRef.Slice slice ->
            packs.computeIfAbsent(slice.blob(), pack -> new ArrayList<>()).add(entry);
        default -> {}
      }
    }
    packs.values().removeIf(files -> bytes(files) > LogLimits.PACK_BYTES / 2);
    List<TreeEntry> chosen = new ArrayList<>();
    if (bytes(inline) > ContentPlan.INLINE_TOTAL_BYTES) {
      chosen.addAll(inline);
    }
    if (smallBlobs.size() + packs.size() > FEW) {
      chosen.addAll(smallBlobs);
      packs.values().forEach(chosen::addAll);
    }
    return chosen;
  }

  private static long bytes(List<TreeEntry> files) {
    return files.stream().mapToLong(TreeEntry::size).sum();
  }
}
