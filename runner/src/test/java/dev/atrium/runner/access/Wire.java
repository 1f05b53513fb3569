package dev.atrium.runner.access;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sends exactly the bytes that a test spells, which no well-behaved client would. */
final class Wire {

  private final int port;

  Wire(int port) {
    this.port = port;
  }

  /** An answer; of an upgrade, only the head. */
  record Answer(int status, List<String> headers, String body) {

    /** The values of a header, in order. */
    List<String> all(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .toList();
    }

    String header(String name) {
      return all(name).isEmpty() ? null : all(name).getFirst();
    }

    /** What a browser would keep of the cookie with this name; null if it is not set. */
    String cookie(String name) {
      return all("Set-Cookie").stream()
          .filter(value -> value.startsWith(name + "=") && !value.contains("Max-Age=0;"))
          .map(value -> value.substring(name.length() + 1, value.indexOf(';')))
          .findFirst()
          .orElse(null);
    }
  }

  /** Sends a request with these header lines and no others but {@code Connection}. */
  Answer send(String method, String target, String... headerLines) {
    return send(method, target, "", headerLines);
  }

  /** Sends a JSON body as well. */
  Answer sendJson(String method, String target, String json, String... headerLines) {
    List<String> lines = new ArrayList<>(List.of(headerLines));
    lines.add("Content-Type: application/json");
    lines.add("Content-Length: " + json.length());
    return send(method, target, json, lines.toArray(String[]::new));
  }

  private Answer send(String method, String target, String body, String[] headerLines) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    boolean upgrade = false;
    for (String line : headerLines) {
      head.append(line).append("\r\n");
      upgrade |= line.startsWith("Upgrade:");
    }
    head.append(upgrade ? "Connection: Upgrade\r\n\r\n" : "Connection: close\r\n\r\n").append(body);
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      return read(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Answer read(InputStream in) throws IOException {
    String status = line(in);
    List<String> headers = new ArrayList<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      headers.add(line);
    }
    int code = Integer.parseInt(status.split(" ")[1]);
    int length =
        headers.stream()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .map(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(Integer.MAX_VALUE);
    String body = code == 101 ? "" : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Answer(code, headers, body);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
