package dev.atrium.initservice.signing;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.path.InvalidPathException;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.StorageRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which requests a runner may have signed. What no rule allows is refused.
 *
 * <ul>
 *   <li>{@code GET} of records, checkpoints, blobs and plain files.
 *   <li>{@code PUT} of records, checkpoints and blobs only if they create; a blob only under its
 *       own hash.
 *   <li>{@code PUT} and {@code DELETE} of plain files.
 * </ul>
 */
final class RequestRules {

  private static final Pattern NUMBERED =
      Pattern.compile("(" + LogKeys.LOG + "|" + LogKeys.CHECKPOINTS + ")\\d{20}");
  private static final Pattern BLOB = Pattern.compile(LogKeys.BLOBS + "([0-9a-f]{64})");

  private final String prefix;
  private final long maxFileBytes;

  /**
   * @param prefix the project's
   * @param maxFileBytes the largest blob or plain file
   */
  RequestRules(String prefix, long maxFileBytes) {
    this.prefix = prefix;
    this.maxFileBytes = maxFileBytes;
  }

  /**
   * Lets a request pass or throws.
   *
   * @param field the request's place in the batch, for the problem
   * @throws ProblemException {@code invalid-field}, {@code too-large} or {@code not-allowed}
   */
  void check(StorageRequest request, String field) {
    String key = request.key();
    if (request.method() == null || key == null) {
      throw ProblemType.INVALID_FIELD.thrownFor(field, "Name a method and a key.");
    }
    if (key.startsWith(LogKeys.FILES)) {
      checkPlainKey(key, field);
    } else if (!NUMBERED.matcher(key).matches() && !BLOB.matcher(key).matches()) {
      throw notAllowed(field, "There is nothing of a runner's at that key.");
    }
    switch (request.method()) {
      case "GET" -> {}
      case "PUT" -> checkPut(request, field);
      case "DELETE" -> {
        if (!key.startsWith(LogKeys.FILES)) {
          throw notAllowed(field, "Only plain files below files/ are deleted.");
        }
      }
      default -> throw notAllowed(field, "The method is GET, PUT or DELETE.");
    }
  }

  /** The blob that a request puts, or null if it does not put one. */
  static ContentHash blobPutBy(StorageRequest request) {
    Matcher blob = BLOB.matcher(request.key());
    return request.method().equals("PUT") && blob.matches() ? new ContentHash(blob.group(1)) : null;
  }

  private void checkPut(StorageRequest request, String field) {
    if (request.sha256() == null || request.length() < 0) {
      throw ProblemType.INVALID_FIELD.thrownFor(
          field, "A PUT names the body's length and its SHA-256.");
    }
    if (!request.key().startsWith(LogKeys.FILES) && !request.createOnly()) {
      throw notAllowed(field, "Below atrium/ objects are only created, never replaced.");
    }
    ContentHash blob = blobPutBy(request);
    if (blob != null && !blob.equals(request.sha256())) {
      throw notAllowed(field, "A blob's name is the hash of its content.");
    }
    if (request.length() > bound(request.key())) {
      throw ProblemType.TOO_LARGE.thrownFor(
          field, "It may have at most " + bound(request.key()) + " bytes.");
    }
  }

  private long bound(String key) {
    if (key.startsWith(LogKeys.LOG)) {
      return LogLimits.RECORD_BYTES;
    }
    return key.startsWith(LogKeys.CHECKPOINTS) ? LogLimits.CHECKPOINT_BYTES : maxFileBytes;
  }

  private void checkPlainKey(String key, String field) {
    try {
      if (!ProjectPath.of(key.substring(LogKeys.FILES.length())).isRoot()
          && LogKeys.fits(prefix + key)) {
        return;
      }
    } catch (InvalidPathException outside) {
      throw ProblemType.INVALID_FIELD.thrownFor(field, outside.getMessage());
    }
    throw ProblemType.INVALID_FIELD.thrownFor(field, "The key is empty or too long for S3.");
  }

  private static ProblemException notAllowed(String field, String detail) {
    return ProblemType.NOT_ALLOWED.thrownFor(field, detail);
  }
}
