package dev.atrium.runner.terminal;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.TerminalFrames;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Output and input of real shells, when there is much of it and viewers come and go. */
class TerminalFlowIT extends TerminalScenario {

  @Test
  void muchOutputArrivesByteForByte() throws IOException {
    int terminal = run("seq 1 300000");
    viewer.exitCode(terminal);
    assertThat(sha256(viewer.output())).isEqualTo(sha256(lines(1, 300_000)));
  }

  @Test
  void whoComesBackGoesOnAtTheByteWhereItLeft() throws IOException {
    int terminal = run("for i in $(seq 1 60); do seq $i 1000; sleep 0.03; done");
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    RecordingViewer current = viewer;
    for (int reload = 0; reload < 5; reload++) {
      RecordingViewer connection = current;
      await().until(() -> connection.bytes > 0);
      service.detach(connection);
      connection.settle();
      seen.writeBytes(connection.output());
      long next = connection.next();
      current = fixture.viewer();
      service.attach(8, terminal, next, 80, 24, current);
      assertThat(current.terminal(frame -> frame.id() == 8).from()).isEqualTo(next);
    }
    current.exitCode(terminal);
    seen.writeBytes(current.output());
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    IntStream.rangeClosed(1, 60).forEach(from -> expected.writeBytes(lines(from, 1000)));
    assertThat(sha256(seen.toByteArray())).isEqualTo(sha256(expected.toByteArray()));
  }

  @Test
  void terminalsDoNotDisturbEachOther() {
    int flooding = viewer.open(false);
    RecordingViewer typist = fixture.viewer();
    int typing = typist.open(false);
    service.input(flooding, "yes\n", viewer);
    await().until(() -> viewer.bytes > 5_000_000);
    service.input(typing, "echo $((6 * 7)) answers\n", typist);
    typist.awaitText("42 answers");
    viewer.clear();
    service.input(flooding, "\u0003", viewer);
    service.input(flooding, "echo code $?\n", viewer);
    viewer.awaitText("code 130");
    typist.close();
  }

  @Test
  void aStalledViewerHoldsTheProgramBackWithinBounds() {
    int terminal = viewer.open(false);
    viewer.stalled = true;
    service.input(terminal, "yes\n", viewer);
    await().until(() -> viewer.bytes >= TerminalFrames.WINDOW_BYTES);
    service.input(terminal, "\u0003", viewer);
    viewer.resume(terminal);
    viewer.awaitText("^C");
    assertThat(viewer.bytes).isLessThan(TerminalFrames.WINDOW_BYTES + 3L * Pace.HOLD_BYTES);
  }

  @Test
  void muchInputArrivesByteForByteAndIsGranted() {
    int terminal = viewer.open(false);
    service.input(
        terminal, "stty -echo raw; echo ready; exec head -c 700000 | sha256sum\n", viewer);
    viewer.awaitText("ready");
    byte[] bytes = new byte[700_000];
    new Random(7).nextBytes(bytes);
    for (int offset = 0; offset < bytes.length; offset += 100_000) {
      Buffer frame =
          Buffer.buffer().appendInt(terminal).appendLong(0).appendBytes(bytes, offset, 100_000);
      service.binary(frame, viewer);
    }
    viewer.awaitText(sha256(bytes));
    long granted = viewer.granted();
    assertThat(granted).isBetween(500_000L, 700_100L);
  }

  @Test
  void moreInputThanTheCreditClosesTheConnection() {
    int terminal = viewer.open(false);
    service.input(terminal, "stty -echo raw; echo ready; exec sleep 1000\n", viewer);
    viewer.awaitText("ready");
    Buffer frame =
        Buffer.buffer().appendInt(terminal).appendLong(0).appendBytes(new byte[512 * 1024 + 1]);
    service.binary(frame, viewer);
    assertThat(viewer.closed).isNull();
    service.binary(frame, viewer);
    assertThat(viewer.closed).isEqualTo(CloseCode.PROTOCOL);
  }

  @Test
  void whoDidNotAttachCannotType() {
    int terminal = viewer.open(false);
    try (RecordingViewer stranger = fixture.viewer()) {
      service.input(terminal, "echo stranger\n", stranger);
      assertThat(stranger.closed).isEqualTo(CloseCode.PROTOCOL);
    }
    service.input(terminal, "echo own\n", viewer);
    viewer.awaitText("own\r\n");
    assertThat(viewer.text()).doesNotContain("stranger");
  }

  @Test
  void aFrameShorterThanItsHeaderClosesTheConnection() {
    service.binary(Buffer.buffer("short"), viewer);
    assertThat(viewer.closed).isEqualTo(CloseCode.PROTOCOL);
  }

  /** Runs a command without a prompt around it. */
  private int run(String command) throws IOException {
    Files.writeString(root.resolve("atrium.json"), "{\"run\": \"" + command + "\"}");
    return viewer.open(true);
  }

  private static byte[] lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(line -> line + "\r\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String sha256(byte[] bytes) {
    return ContentHash.of(bytes).toString();
  }
}
