package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.TreeEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which objects, and which parts of them, have to be read for some files. Contents that several
 * files share are read once; a pack is read in one request unless large parts of it are not wanted.
 *
 * @param inline contents that need no request
 * @param fetches largest first, so that the longest transfer does not start last
 */
record FetchPlan(List<Piece> inline, List<Fetch> fetches) {

  /** A gap in a pack that is worth a request of its own. */
  private static final long WORTHWHILE_GAP_BYTES = 256 * 1024;

  /** One content: where it is in its object, and the files that have it. */
  record Piece(ContentHash hash, long offset, long length, List<TreeEntry> files) {
    private Piece(TreeEntry file, long offset) {
      this(file.hash(), offset, file.size(), new ArrayList<>(List.of(file)));
    }

    private long end() {
      return offset + length;
    }
  }

  /** One request: an object's bytes from the first piece's to the last one's. */
  record Fetch(ContentHash object, boolean whole, List<Piece> pieces) {
    long from() {
      return pieces.getFirst().offset();
    }

    long to() {
      return pieces.getLast().end();
    }

    long length() {
      return to() - from();
    }
  }

  static FetchPlan of(Collection<TreeEntry> files) {
    Map<ContentHash, Piece> inline = new LinkedHashMap<>();
    Map<ContentHash, Piece> blobs = new LinkedHashMap<>();
    Map<ContentHash, TreeMap<Long, Piece>> packs = new LinkedHashMap<>();
    for (TreeEntry file : files) {
      if (file.size() == 0) {
        add(inline, file.hash(), file, 0);
        continue;
      }
      switch (file.content()) {
        case ContentRef.Inline here -> add(inline, file.hash(), file, 0);
        case ContentRef.Blob blob -> add(blobs, blob.blob(), file, 0);
        case ContentRef.Slice slice ->
            add(
                packs.computeIfAbsent(slice.blob(), pack -> new TreeMap<>()),
                slice.offset(),
                file,
                slice.offset());
        case ContentRef.OnDisk disk ->
            throw new IllegalArgumentException("A journal's content is not in the log.");
      }
    }
    List<Fetch> fetches = new ArrayList<>();
    blobs.forEach((name, piece) -> fetches.add(new Fetch(name, true, List.of(piece))));
    packs.forEach((name, pieces) -> runs(name, pieces.values(), fetches));
    fetches.sort(Comparator.comparingLong(Fetch::length).reversed());
    return new FetchPlan(List.copyOf(inline.values()), fetches);
  }

  private static <K> void add(Map<K, Piece> pieces, K key, TreeEntry file, long offset) {
    Piece known = pieces.putIfAbsent(key, new Piece(file, offset));
    if (known == null) {
      return;
    }
    if (!known.hash().equals(file.hash())) {
      throw new IllegalArgumentException("Two contents cannot be at one place of an object.");
    }
    known.files().add(file);
  }

  private static void runs(ContentHash pack, Collection<Piece> pieces, List<Fetch> fetches) {
    List<Piece> run = new ArrayList<>();
    for (Piece piece : pieces) {
      if (!run.isEmpty() && !follows(run.getLast(), piece)) {
        fetches.add(new Fetch(pack, false, run));
        run = new ArrayList<>();
      }
      run.add(piece);
    }
    fetches.add(new Fetch(pack, false, run));
  }

  private static boolean follows(Piece last, Piece next) {
    long gap = next.offset() - last.end();
    return gap >= 0 && gap < WORTHWHILE_GAP_BYTES;
  }
}
