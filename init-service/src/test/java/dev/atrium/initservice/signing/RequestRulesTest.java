package dev.atrium.initservice.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.storage.StorageRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestRulesTest {

  private static final ContentHash HASH = ContentHash.of(new byte[] {1});
  private static final ContentHash OTHER = ContentHash.of(new byte[] {2});
  private static final long MAX_FILE = 1000;

  private final RequestRules rules = new RequestRules("projects/abcdefgh/", MAX_FILE);

  static Stream<StorageRequest> allowed() {
    return Stream.of(
        StorageRequest.get(LogKeys.log(1)),
        StorageRequest.get(LogKeys.checkpoint(0)),
        StorageRequest.get(LogKeys.blob(HASH)),
        StorageRequest.get("files/src/main.c"),
        StorageRequest.create(LogKeys.log(9), LogLimits.RECORD_BYTES, HASH),
        StorageRequest.create(LogKeys.checkpoint(9), 5, HASH),
        StorageRequest.create(LogKeys.blob(HASH), MAX_FILE, HASH),
        StorageRequest.put("files/a b/ü%FF", 0, ContentHash.EMPTY),
        StorageRequest.create("files/x", 1, HASH),
        StorageRequest.delete("files/x"));
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void letsPass(StorageRequest request) {
    assertThatCode(() -> rules.check(request, "requests[0]")).doesNotThrowAnyException();
  }

  static Stream<StorageRequest> refused() {
    return Stream.of(
        new StorageRequest(null, LogKeys.log(1), 0, null, false),
        new StorageRequest("GET", null, 0, null, false),
        new StorageRequest("HEAD", LogKeys.log(1), 0, null, false),
        new StorageRequest("POST", "files/x", 0, HASH, false),
        new StorageRequest("get", LogKeys.log(1), 0, null, false),
        // What belongs to init-service alone.
        StorageRequest.get(LogKeys.PROJECT),
        StorageRequest.get(LogKeys.epoch(1)),
        StorageRequest.create(LogKeys.PROJECT, 1, HASH),
        StorageRequest.create(LogKeys.TRASHED, 1, HASH),
        StorageRequest.create(LogKeys.epoch(9), 1, HASH),
        // Nothing below atrium/ is replaced or deleted.
        StorageRequest.put(LogKeys.log(1), 1, HASH),
        StorageRequest.put(LogKeys.checkpoint(1), 1, HASH),
        StorageRequest.put(LogKeys.blob(HASH), 1, HASH),
        StorageRequest.delete(LogKeys.log(1)),
        StorageRequest.delete(LogKeys.blob(HASH)),
        StorageRequest.delete(LogKeys.checkpoint(1)),
        // Keys that leave the project or its rooms.
        StorageRequest.get(""),
        StorageRequest.get("files/"),
        StorageRequest.get("files"),
        StorageRequest.get("other/x"),
        StorageRequest.get("files/../atrium/log/" + "0".repeat(20)),
        StorageRequest.get("files/a/../../../other/files/x"),
        StorageRequest.get("files//x"),
        StorageRequest.get("files/./x"),
        StorageRequest.get("files/x\u0000y"),
        StorageRequest.get("../abcdefgi/files/x"),
        StorageRequest.get("/files/x"),
        StorageRequest.get("files/" + "x/".repeat(505) + "x"),
        StorageRequest.get("atrium/log/1"),
        StorageRequest.get("atrium/log/" + "0".repeat(19) + "1/x"),
        StorageRequest.get("atrium/blobs/" + HASH.hex() + "\n"),
        StorageRequest.get("atrium/blobs/" + HASH.hex().toUpperCase()),
        StorageRequest.get("atrium/blobs/../log/" + "0".repeat(20)),
        // Bodies that are not told, too large, or not what the name says.
        StorageRequest.create(LogKeys.log(1), 1, null),
        StorageRequest.put("files/x", -1, HASH),
        StorageRequest.create(LogKeys.log(1), LogLimits.RECORD_BYTES + 1L, HASH),
        StorageRequest.create(LogKeys.checkpoint(1), LogLimits.CHECKPOINT_BYTES + 1L, HASH),
        StorageRequest.create(LogKeys.blob(HASH), MAX_FILE + 1, HASH),
        StorageRequest.put("files/x", MAX_FILE + 1, HASH),
        StorageRequest.create(LogKeys.blob(HASH), 1, OTHER));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses(StorageRequest request) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> rules.check(request, "requests[3]"))
        .satisfies(refusal -> assertThat(refusal.problem().field()).isEqualTo("requests[3]"));
  }

  @Test
  void knowsWhichBlobIsPut() {
    assertThat(RequestRules.blobPutBy(StorageRequest.create(LogKeys.blob(HASH), 1, HASH)))
        .isEqualTo(HASH);
    assertThat(RequestRules.blobPutBy(StorageRequest.get(LogKeys.blob(HASH)))).isNull();
    assertThat(RequestRules.blobPutBy(StorageRequest.create(LogKeys.log(1), 1, HASH))).isNull();
  }
}
