package dev.atrium.standalone.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Stands in for the runner's jar, so that the hub and the engine are tested without building it: a
 * real process that is ready at once, echoes requests and stops on SIGTERM. It proves nothing of
 * seeding, flushing, the runner's sign-in or WebSockets; the system tests do.
 */
public final class StubRunner {

  private StubRunner() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/q/health/ready", exchange -> answer(exchange, "{}"));
    server.createContext("/echo", StubRunner::echo);
    server.start();
  }

  private static void echo(HttpExchange exchange) throws IOException {
    long bytes = 0;
    byte[] buffer = new byte[1 << 16];
    try (var body = exchange.getRequestBody()) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        bytes += n;
      }
    }
    var host = exchange.getRequestHeaders().getFirst("Host");
    answer(exchange, exchange.getRequestMethod() + " " + host + " " + bytes);
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }
}
