package dev.atrium.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads {@code Accept-Encoding} (RFC 9110, section 12.5.3). */
final class AcceptEncoding {

  /** A content coding and the suffix of the file that is packed with it, best first. */
  enum Coding {
    BROTLI("br", ".br"),
    GZIP("gzip", ".gz");

    final String token;
    final String suffix;

    Coding(String token, String suffix) {
      this.token = token;
      this.suffix = suffix;
    }
  }

  private AcceptEncoding() {}

  /** The codings that a client takes, best first; not packing at all is always possible. */
  static List<Coding> of(String header) {
    if (header == null) {
      return List.of();
    }
    Map<String, Boolean> taken = new HashMap<>();
    for (String part : header.toLowerCase(Locale.ROOT).split(",")) {
      String[] pieces = part.split(";", 2);
      taken.put(pieces[0].strip(), pieces.length == 1 || !isZero(pieces[1]));
    }
    boolean others = taken.getOrDefault("*", false);
    return List.of(Coding.values()).stream()
        .filter(coding -> taken.getOrDefault(coding.token, others))
        .toList();
  }

  private static boolean isZero(String parameter) {
    return parameter.strip().matches("q\\s*=\\s*0(\\.0{0,3})?");
  }
}
