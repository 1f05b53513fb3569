package dev.atrium.initservice.store;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.atrium.testing.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A store that goes while connections to it are pooled. The server here is made by hand, because a
 * real one cannot be made to close its connections at a chosen moment; what a real one says is not
 * proven here.
 */
class FreshConnectionsMockTest {

  private static final int POOLED = 8;

  private final ClosingServer server = new ClosingServer();
  private final S3Client client = new S3Clients().client(new TestStorage(server.endpoint()));

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void deadConnectionsOfAServerThatIsBackAreNotItsAnswer() {
    fillThePool();
    assertThatCode(this::request).doesNotThrowAnyException();
  }

  /** Leaves as many connections in the pool, each closed by the server behind its one answer. */
  private void fillThePool() {
    Stream.generate(() -> CompletableFuture.runAsync(this::request, Thread::startVirtualThread))
        .limit(POOLED)
        .toList()
        .forEach(Patience::await);
  }

  private void request() {
    client.headBucket(r -> r.bucket("any"));
  }

  /** Answers once on each connection: the first ones together, so that none is used twice. */
  private static final class ClosingServer {

    private final ServerSocket listener;
    private final CountDownLatch all = new CountDownLatch(POOLED);

    ClosingServer() {
      try {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      Thread.startVirtualThread(this::accept);
    }

    URI endpoint() {
      return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    void close() throws IOException {
      listener.close();
    }

    private void accept() {
      try {
        while (true) {
          Socket connection = listener.accept();
          Thread.startVirtualThread(() -> answer(connection));
        }
      } catch (IOException closed) {
        return;
      }
    }

    private void answer(Socket connection) {
      try (connection) {
        var lines = new BufferedReader(new InputStreamReader(connection.getInputStream()));
        while (!lines.readLine().isEmpty()) {
          continue;
        }
        all.countDown();
        Patience.await(all);
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }
  }
}
