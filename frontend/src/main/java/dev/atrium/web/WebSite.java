package dev.atrium.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.MimeMapping;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Serves a built web page from a class-path directory: {@code index.html} for {@code /} and for the
 * page's own routes, ready-packed {@code .br} and {@code .gz} siblings by {@code Accept-Encoding},
 * strong entity tags, and caching for a year where the name holds a hash of the content. What it
 * does not have goes on to the next route. Who may see the site, and its security headers, are for
 * the routes in front. Thread-safe.
 */
public final class WebSite implements Handler<RoutingContext> {

  /** The most bytes of content that one site keeps in memory. */
  public static final int CACHE_BYTES = 8 << 20;

  private final AssetStore assets;
  private final Predicate<String> pages;

  private WebSite(AssetStore assets, Predicate<String> pages) {
    this.assets = assets;
    this.pages = pages;
  }

  /**
   * A site.
   *
   * @param directory one of {@link WebAssets}
   * @param pages whether a path (normalized, with its leading slash) is a route that the page
   *     itself handles, and so gets {@code index.html}; {@code /} always is
   */
  public static WebSite of(String directory, Predicate<String> pages) {
    return new WebSite(new AssetStore(directory, CACHE_BYTES), pages);
  }

  @Override
  public void handle(RoutingContext context) {
    HttpMethod method = context.request().method();
    Optional<String> name = name(context.normalizedPath());
    if (name.isEmpty() || !(method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))) {
      context.next();
      return;
    }
    var codings = AcceptEncoding.of(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING));
    context
        .vertx()
        .executeBlocking(() -> assets.find(name.get(), codings), false)
        .onSuccess(
            asset ->
                asset.ifPresentOrElse(
                    found -> send(context, name.get(), found), () -> context.next()))
        .onFailure(context::fail);
  }

  private Optional<String> name(String path) {
    return pages.test(path) ? Optional.of("index.html") : WebPath.of(path);
  }

  private static void send(RoutingContext context, String name, Asset asset) {
    HttpServerResponse response = context.response();
    response
        .putHeader(HttpHeaders.ETAG, asset.etag())
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl(name))
        .putHeader("X-Content-Type-Options", "nosniff");
    if (asset.matches(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, contentType(name));
    if (asset.encoding() != null) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, asset.encoding());
    }
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(asset.bytes().length));
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(Buffer.buffer(asset.bytes()));
    }
  }

  private static String cacheControl(String name) {
    return WebPath.isImmutable(name) ? "private, max-age=31536000, immutable" : "no-cache";
  }

  private static String contentType(String name) {
    String type = MimeMapping.getMimeTypeForFilename(name);
    if (name.endsWith(".js") || name.endsWith(".mjs")) {
      return "text/javascript; charset=utf-8";
    }
    if (type == null) {
      return "application/octet-stream";
    }
    boolean text = type.startsWith("text/") || type.endsWith("json") || type.endsWith("xml");
    return text ? type + "; charset=utf-8" : type;
  }
}
