package dev.atrium.initservice.signing;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.SeedPlan;
import dev.atrium.api.storage.SignBatch;
import dev.atrium.api.storage.SignedBatch;
import dev.atrium.api.storage.SignedRequest;
import dev.atrium.api.storage.StorageRequest;
import dev.atrium.initservice.collect.BlobKeeper;
import dev.atrium.initservice.config.StorageConfig;
import dev.atrium.initservice.store.ObjectStore;
import dev.atrium.initservice.store.Parallel;
import dev.atrium.initservice.store.ProjectLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** What a runner may do with its project in S3: open it, and have requests signed. */
@ApplicationScoped
public class RunnerStorage {

  private final ObjectStore store;
  private final Epochs epochs;
  private final RequestSigner signer;
  private final BlobKeeper blobs;
  private final long maxFileBytes;

  RunnerStorage(
      ObjectStore store,
      Epochs epochs,
      RequestSigner signer,
      BlobKeeper blobs,
      StorageConfig config) {
    this.store = store;
    this.epochs = epochs;
    this.signer = signer;
    this.blobs = blobs;
    this.maxFileBytes = config.maxFileBytes();
  }

  /**
   * Makes the caller's epoch current and says what to read.
   *
   * @throws dev.atrium.api.problem.ProblemException as {@link Epochs#open}
   */
  public SeedPlan open(String id, long epoch) {
    epochs.open(id, epoch);
    ProjectLog.Newest newest = new ProjectLog(store, id).newest();
    newest.requireWhole();
    return new SeedPlan(
        epoch,
        newest.checkpoint(),
        newest.checkpoint() < 0 ? null : signGet(id, LogKeys.checkpoint(newest.checkpoint())),
        newest.records().stream().map(seq -> signGet(id, LogKeys.log(seq))).toList());
  }

  /**
   * Signs all of the requests or none.
   *
   * @throws dev.atrium.api.problem.ProblemException as {@link Epochs#require} and {@link
   *     RequestRules#check}; {@code too-many}
   */
  public SignedBatch sign(String id, long epoch, SignBatch batch) {
    List<StorageRequest> requests = batch.requests();
    if (requests == null || requests.stream().anyMatch(Objects::isNull)) {
      throw ProblemType.INVALID_FIELD.thrownFor("requests", "Name the requests to sign.");
    }
    if (requests.size() > SignBatch.MAX) {
      throw ProblemType.TOO_MANY.thrownFor(
          "requests", "Ask for at most " + SignBatch.MAX + " signatures at once.");
    }
    epochs.require(id, epoch);
    String prefix = LogKeys.project(id);
    RequestRules rules = new RequestRules(prefix, maxFileBytes);
    for (int i = 0; i < requests.size(); i++) {
      rules.check(requests.get(i), "requests[" + i + "]");
    }
    keepBlobs(prefix, requests);
    return new SignedBatch(requests.stream().map(r -> signer.sign(prefix, r)).toList());
  }

  /** Called when the project's state changes here, so that no runner is believed longer. */
  public void forget(String id) {
    epochs.forget(id);
  }

  private void keepBlobs(String prefix, List<StorageRequest> requests) {
    List<ContentHash> hashes =
        requests.stream().map(RequestRules::blobPutBy).filter(Objects::nonNull).toList();
    if (!hashes.isEmpty()) {
      Parallel.map(
          hashes,
          hash -> {
            blobs.keep(prefix, hash);
            return hash;
          });
    }
  }

  private SignedRequest signGet(String id, String key) {
    return signer.sign(LogKeys.project(id), StorageRequest.get(key));
  }
}
