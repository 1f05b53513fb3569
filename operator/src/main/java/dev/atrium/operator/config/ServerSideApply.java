package dev.atrium.operator.config;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Applies objects as their only manager. */
public interface ServerSideApply {

  /** The field manager of everything that the operator writes. */
  String MANAGER = "atrium-operator";

  /** Makes the object as it is given, taking over fields that others have set. */
  void apply(HasMetadata object);
}
