package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.LogLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where a batch's contents are to go. One edit stays one object; ten thousand small files become a
 * handful of packs.
 *
 * @param inline travel in the records; either all small contents of the batch or none
 * @param packs small contents, each list a pack of at most {@link LogLimits#PACK_BYTES}
 * @param blobs larger contents, each a blob of its own
 */
record ContentPlan(List<Content> inline, List<List<Content>> packs, List<Content> blobs) {

  /** The most bytes of contents that travel in the records of one batch. */
  static final int INLINE_TOTAL_BYTES = 256 * 1024;

  /**
   * @param contents in order; a content may come more than once
   * @param known whether S3 has a content already, so that it need not be sent; not asked for what
   *     travels inline
   */
  static ContentPlan of(Collection<Content> contents, Predicate<ContentHash> known) {
    List<Content> small = contents.stream().filter(ContentPlan::isSmall).toList();
    boolean inline = small.stream().mapToLong(Content::size).sum() <= INLINE_TOTAL_BYTES;
    List<Content> large = contents.stream().filter(content -> !isSmall(content)).toList();
    return new ContentPlan(
        inline ? distinct(small) : List.of(),
        inline ? List.of() : packs(unknown(small, known)),
        unknown(large, known));
  }

  private static boolean isSmall(Content content) {
    return content.size() <= LogLimits.INLINE_BYTES;
  }

  private static List<Content> unknown(List<Content> contents, Predicate<ContentHash> known) {
    return distinct(contents).stream().filter(content -> !known.test(content.hash())).toList();
  }

  private static List<Content> distinct(List<Content> contents) {
    Map<ContentHash, Content> byHash = new LinkedHashMap<>();
    contents.forEach(content -> byHash.putIfAbsent(content.hash(), content));
    return List.copyOf(byHash.values());
  }

  private static List<List<Content>> packs(List<Content> contents) {
    List<List<Content>> packs = new ArrayList<>();
    List<Content> open = new ArrayList<>();
    long bytes = 0;
    for (Content content : contents) {
      if (bytes + content.size() > LogLimits.PACK_BYTES) {
        packs.add(open);
        open = new ArrayList<>();
        bytes = 0;
      }
      open.add(content);
      bytes += content.size();
    }
    if (!open.isEmpty()) {
      packs.add(open);
    }
    return packs;
  }
}
