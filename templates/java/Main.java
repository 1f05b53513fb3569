import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;

/** One file is enough: {@code java Main.java} compiles and runs it. */
public class Main {

  private static final Path PAGES = Path.of("public").toAbsolutePath();
  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8000"));
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);

    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/", Main::page);
    server.createContext("/api/hello", Main::hello);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.println("Listening on http://127.0.0.1:" + port);
  }

  private static void page(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    Path file = PAGES.resolve(name.isEmpty() ? "index.html" : name).normalize();
    if (!file.startsWith(PAGES) || !Files.isRegularFile(file)) {
      answer(exchange, 404, "text/plain", "Not found\n".getBytes(StandardCharsets.UTF_8));
      return;
    }
    String ending = file.toString().substring(file.toString().lastIndexOf('.') + 1);
    String type = TYPES.getOrDefault(ending, "application/octet-stream");
    answer(exchange, 200, type, Files.readAllBytes(file));
  }

  private static void hello(HttpExchange exchange) throws IOException {
    byte[] body = greeting(name(exchange)).getBytes(StandardCharsets.UTF_8);
    answer(exchange, 200, "application/json", body);
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String name(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    if (query == null || !query.startsWith("name=")) {
      return "";
    }
    return URLDecoder.decode(query.substring("name=".length()), StandardCharsets.UTF_8);
  }

  static String greeting(String name) {
    String to = name.isBlank() ? "world" : name;
    return "{\"message\":\"Hello, %s!\",\"from\":\"Java %s\"}"
        .formatted(escape(to), System.getProperty("java.version"));
  }

  /** Makes a text safe inside a JSON string. */
  private static String escape(String text) {
    StringBuilder safe = new StringBuilder();
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        safe.append('\\').append(c);
      } else if (c < ' ') {
        safe.append("\\u%04x".formatted((int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }
}
