package dev.atrium.ydoc;

import dev.atrium.ydoc.encoding.Any;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Real Yjs in a Node process; see {@code src/test/js/oracle.mjs} for what can be asked. */
public final class Oracle implements AutoCloseable {

  private final Process node;
  private final DataOutputStream requests;
  private final DataInputStream answers;

  private Oracle(Process node) {
    this.node = node;
    requests = new DataOutputStream(node.getOutputStream());
    answers = new DataInputStream(node.getInputStream());
  }

  public static Oracle start() {
    try {
      return new Oracle(
          new ProcessBuilder("node", Path.of("src/test/js/oracle.mjs").toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException("the tests of ydoc need Node.js 20 on the PATH", e);
    }
  }

  public Object ask(Map<String, ?> request) {
    try {
      byte[] body = Any.encode(request);
      requests.writeInt(body.length);
      requests.write(body);
      requests.flush();
      byte[] answer = answers.readNBytes(answers.readInt());
      Map<?, ?> decoded = (Map<?, ?>) Any.decode(answer);
      if (decoded.containsKey("error")) {
        throw new IllegalStateException("Yjs failed: " + decoded.get("error"));
      }
      return decoded.get("result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] askBytes(Map<String, ?> request) {
    return (byte[]) ask(request);
  }

  public List<?> askAll(List<? extends Map<String, ?>> requests) {
    return (List<?>) ask(Map.of("batch", requests));
  }

  @Override
  public void close() {
    node.destroy();
  }
}
