package dev.atrium.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atrium.api.access.Role;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileEntry;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.files.FileOperation;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.Checkpoint;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.FileType;
import dev.atrium.api.log.LogRecord;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.ChangedPath;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.StorageState;
import dev.atrium.api.session.TextEdit;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {

  private static final Instant AT = Instant.parse("2026-11-21T06:00:00.123456789Z");
  private static final byte[] NOT_UTF8 = {'b', (byte) 0xFF, '/', (byte) 0x80};
  private static final ContentHash HASH = ContentHash.of(new byte[] {1, 2, 3});

  @ParameterizedTest
  @MethodSource("contents")
  void everyWayToHoldContentSurvivesCbor(ContentRef content) throws IOException {
    Change change =
        Change.file(
            ProjectPath.ofBytes(NOT_UTF8), 0755, HASH, HASH, 3, content, "ann", Cause.EDIT, AT);

    Change read = roundTrip(Codec.CBOR, change, Change.class);

    assertThat(read).usingRecursiveComparison().isEqualTo(change);
  }

  static Stream<ContentRef> contents() {
    return Stream.of(
        new ContentRef.Inline(new byte[] {0, -1, 127}),
        new ContentRef.Inline(new byte[0]),
        new ContentRef.Blob(HASH),
        new ContentRef.Slice(HASH, 5_000_000_000L, 12),
        new ContentRef.OnDisk("staged-7"));
  }

  @Test
  void aRecordSurvivesCbor() throws IOException {
    ProjectPath path = ProjectPath.ofBytes(NOT_UTF8);
    LogRecord record =
        new LogRecord(
            7,
            1_795_000_000_000L,
            "id",
            AT,
            false,
            List.of(
                Change.delete(path, HASH, null, Cause.DISK, AT),
                Change.directory(path, 0700, "ann", Cause.SEED, AT),
                Change.link(path, NOT_UTF8, null, Cause.DISK, AT),
                Change.file(path, 0644, null, HASH, 3, null, null, Cause.CONFLICT_COPY, AT)
                    .withMovedFrom(ProjectPath.of("old"))));

    assertThat(roundTrip(Codec.CBOR, record, LogRecord.class))
        .usingRecursiveComparison()
        .isEqualTo(record);
  }

  @Test
  void aCheckpointSurvivesCbor() throws IOException {
    Checkpoint checkpoint =
        new Checkpoint(
            3,
            1,
            AT,
            List.of(
                new TreeEntry(
                    ProjectPath.of("a"),
                    FileType.FILE,
                    0644,
                    null,
                    HASH,
                    3,
                    new ContentRef.Slice(HASH, 0, 3))));

    assertThat(roundTrip(Codec.CBOR, checkpoint, Checkpoint.class))
        .usingRecursiveComparison()
        .isEqualTo(checkpoint);
  }

  @Test
  void contentsAndPathsAreBytesInCbor() throws IOException {
    byte[] content = new byte[1000];
    Change change =
        Change.file(
            ProjectPath.of("a"),
            0644,
            null,
            HASH,
            1000,
            new ContentRef.Inline(content),
            null,
            Cause.EDIT,
            AT);

    // Base64 would be 1,336 bytes for the content alone.
    assertThat(Codec.CBOR.writeValueAsBytes(change)).hasSizeLessThan(1_250);
  }

  @ParameterizedTest
  @MethodSource("clientFrames")
  void everyClientFrameSurvivesJson(ClientFrame frame) throws IOException {
    assertThat(roundTrip(Codec.JSON, frame, ClientFrame.class)).isEqualTo(frame);
  }

  static Stream<ClientFrame> clientFrames() {
    ProjectPath path = ProjectPath.ofBytes(NOT_UTF8);
    return Stream.of(
        new ClientFrame.FetchDir(1, ProjectPath.ROOT),
        new ClientFrame.FetchContent(2, path),
        new ClientFrame.UpdateContent(3, path, HASH, "text \u0000 🎈", null),
        new ClientFrame.UpdateContent(4, path, null, null, List.of(new TextEdit(0, 1, "x"))),
        new ClientFrame.RequestTerminal(5, 80, 24, true),
        new ClientFrame.AttachTerminal(6, 1, 1L << 40, 80, 24),
        new ClientFrame.TerminalData(1, "ls\r"),
        new ClientFrame.TerminalCredit(1, 65_536),
        new ClientFrame.ResizeTerminal(1, 132, 43),
        new ClientFrame.CloseTerminal(1));
  }

  @ParameterizedTest
  @MethodSource("serverFrames")
  void everyServerFrameSurvivesJson(ServerFrame frame) throws IOException {
    assertThat(roundTrip(Codec.JSON, frame, ServerFrame.class)).isEqualTo(frame);
  }

  static Stream<ServerFrame> serverFrames() {
    ProjectPath path = ProjectPath.ofBytes(NOT_UTF8);
    var problem = ProblemType.CHANGED_MEANWHILE.of("base", "Read it again.");
    var saved = new ServerFrame.Saved(9, 8, AT, StorageState.UNREACHABLE, problem);
    var terminal = new ServerFrame.Terminal(5, 1, "bash", false, 10, 80, 24, null);
    var entry = new FileEntry(path, FileKind.LINK, 0, 0777, AT, "target", true);
    return Stream.of(
        new ServerFrame.Loaded(
            "abcdefgh",
            "Weather station",
            "ann",
            "Ann",
            Role.OWNER,
            "http://app",
            "http://hub",
            null,
            List.of(entry),
            List.of(terminal),
            saved),
        new ServerFrame.Dir(1, path, List.of(entry), true),
        new ServerFrame.Content(2, path, HASH, "text", 0644),
        new ServerFrame.Updated(3, path, HASH, 9),
        new ServerFrame.Changed(
            List.of(new ChangedPath(path, null, true, Cause.DISK, null)), false),
        saved,
        terminal,
        new ServerFrame.TerminalCredit(1, 5),
        new ServerFrame.Seeding(1, 2, 3, 4),
        new ServerFrame.Failed(0, problem));
  }

  @Test
  void framesSayTheirTypeByName() throws IOException {
    assertThat(Codec.JSON.writeValueAsString(new ClientFrame.CloseTerminal(4)))
        .isEqualTo("{\"type\":\"closeTerminal\",\"terminal\":4}");
    assertThat(Codec.JSON.readValue("{\"op\":\"delete\",\"path\":\"a\"}", FileOperation.class))
        .isEqualTo(new FileOperation.Delete(ProjectPath.of("a"), null));
  }

  @Test
  void anOlderReaderSurvivesANewerWriter() throws IOException {
    assertThat(
            Codec.JSON.readValue(
                "{\"type\":\"closeTerminal\",\"terminal\":4,\"politely\":true}", ClientFrame.class))
        .isEqualTo(new ClientFrame.CloseTerminal(4));
  }

  private static <T> T roundTrip(ObjectMapper mapper, T value, Class<T> type) throws IOException {
    return mapper.readValue(mapper.writeValueAsBytes(value), type);
  }
}
