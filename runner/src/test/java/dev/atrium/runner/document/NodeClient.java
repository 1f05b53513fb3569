package dev.atrium.runner.document;

import static dev.atrium.testing.Patience.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.api.json.Codec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A stock y-websocket client in a Node process; see {@code src/test/js/client.mjs}. */
final class NodeClient implements AutoCloseable {

  private final Process node;
  private final Writer requests;
  private final BufferedReader answers;

  NodeClient(int port, String name, Map<String, String> headers) throws IOException {
    node =
        new ProcessBuilder(
                "node",
                Path.of("src/test/js/client.mjs").toString(),
                "ws://127.0.0.1:" + port + "/collab",
                name,
                Codec.JSON.writeValueAsString(headers))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    requests = node.outputWriter(StandardCharsets.UTF_8);
    answers = node.inputReader(StandardCharsets.UTF_8);
  }

  synchronized JsonNode ask(Map<String, ?> request) {
    try {
      requests.write(Codec.JSON.writeValueAsString(request) + "\n");
      requests.flush();
      return Codec.JSON.readTree(answers.readLine()).get("answer");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  JsonNode ask(String what) {
    return ask(Map.of("do", what));
  }

  void insert(int at, String text) {
    ask(Map.of("do", "insert", "at", at, "text", text));
  }

  String text() {
    return ask("text").asText();
  }

  NodeClient synced() {
    await().until(() -> ask("synced").asBoolean());
    return this;
  }

  void awaitText(String text) {
    await().until(this::text, text::equals);
  }

  @Override
  public void close() {
    node.destroy();
  }
}
