package dev.atrium.runner.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The cookies of one request (RFC 6265, section 4.2.1), in their order. Pure.
 *
 * <p>A page of the user's app can set a cookie of the same name beside ours, unpartitioned beside
 * partitioned, so a name that comes more than once is believed in neither form.
 */
public record Cookies(List<Cookie> all) {

  /** Everything that is ours begins so; nothing of it passes to or from the user's server. */
  public static final String OURS = "__Host-atrium-";

  static final String SESSION = OURS + "session";
  static final String APP = OURS + "app";
  static final String NONCE = OURS + "nonce";

  /** One cookie as it was sent. */
  public record Cookie(String name, String value) {}

  /** Reads every {@code Cookie} header of a request. */
  public static Cookies parse(List<String> headers) {
    List<Cookie> all = new ArrayList<>();
    for (String header : headers) {
      for (String pair : header.split(";")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          all.add(
              new Cookie(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip()));
        }
      }
    }
    return new Cookies(List.copyOf(all));
  }

  boolean has(String name) {
    return all.stream().anyMatch(cookie -> cookie.name.equals(name));
  }

  /** The value, if exactly one cookie has this name. */
  Optional<String> single(String name) {
    List<String> values =
        all.stream().filter(cookie -> cookie.name.equals(name)).map(Cookie::value).toList();
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** The {@code Cookie} header of those whose names pass; empty if none do. */
  public Optional<String> header(Predicate<String> names) {
    List<String> kept =
        all.stream()
            .filter(cookie -> names.test(cookie.name))
            .map(cookie -> cookie.name + "=" + cookie.value)
            .toList();
    return kept.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", kept));
  }
}
