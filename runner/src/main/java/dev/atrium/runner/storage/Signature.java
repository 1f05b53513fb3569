package dev.atrium.runner.storage;

import dev.atrium.api.storage.SignedRequest;

/** A request to S3 that is signed when it is needed, and again when the signature has expired. */
interface Signature {

  SignedRequest current() throws StorageUnreachableException, SupersededException;

  /** S3 refused the signature that {@link #current} gave; sign anew at the next call. */
  void refused();
}
