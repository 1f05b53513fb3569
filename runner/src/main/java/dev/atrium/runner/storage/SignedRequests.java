package dev.atrium.runner.storage;

import dev.atrium.api.storage.SignedRequest;
import dev.atrium.api.storage.StorageRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Many requests, signed in batches: the first that is needed has its whole batch signed, so that
 * thousands of transfers cost a handful of calls and no signature is made long before its use.
 * Thread-safe.
 */
final class SignedRequests {

  /** Small enough that a batch is used up before it expires, large enough to be cheap. */
  private static final int BATCH = 250;

  /** How long before its end a signature is not used any more. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final StorageClient client;
  private final Clock clock;
  private final List<Batch> batches = new ArrayList<>();

  SignedRequests(StorageClient client, Clock clock, List<StorageRequest> requests) {
    this.client = client;
    this.clock = clock;
    for (int from = 0; from < requests.size(); from += BATCH) {
      batches.add(new Batch(requests.subList(from, Math.min(from + BATCH, requests.size()))));
    }
  }

  Signature get(int index) {
    return batches.get(index / BATCH).new Member(index % BATCH);
  }

  /** Gives a signature that is known already, as a seed plan brings them. */
  SignedRequests with(int index, SignedRequest signed) {
    batches.get(index / BATCH).signed.set(index % BATCH, signed);
    return this;
  }

  private final class Batch {
    private final List<StorageRequest> requests;
    private final List<SignedRequest> signed;

    Batch(List<StorageRequest> requests) {
      this.requests = List.copyOf(requests);
      this.signed = new ArrayList<>(Collections.nCopies(requests.size(), null));
    }

    private synchronized SignedRequest current(int index)
        throws StorageUnreachableException, SupersededException {
      SignedRequest known = signed.get(index);
      if (known == null || known.expiresAt().isBefore(clock.instant().plus(MARGIN))) {
        var fresh = client.sign(requests);
        for (int i = 0; i < fresh.size(); i++) {
          signed.set(i, fresh.get(i));
        }
      }
      return signed.get(index);
    }

    private final class Member implements Signature {
      private final int index;

      Member(int index) {
        this.index = index;
      }

      @Override
      public SignedRequest current() throws StorageUnreachableException, SupersededException {
        return Batch.this.current(index);
      }

      @Override
      public void refused() {
        synchronized (Batch.this) {
          signed.set(index, null);
        }
      }
    }
  }
}
