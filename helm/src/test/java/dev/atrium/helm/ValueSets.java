package dev.atrium.helm;

import java.util.Map;
import java.util.stream.Stream;

/** The ways to install Atrium that invariants are checked for. */
final class ValueSets {

  static final Map<String, Object> EXTERNAL_SERVICES =
      Map.of(
          "postgresql.bundled", false,
          "postgresql.url", "jdbc:postgresql://db.example.com:6432/atrium",
          "postgresql.existingSecret", "database",
          "s3.bundled", false,
          "s3.endpoint", "https://s3.example.com",
          "s3.existingSecret", "bucket");

  static final Map<String, Object> TLS =
      Map.of(
          "scheme", "https",
          "tls.secretName", "wildcard",
          "hub.host", "atrium.example.com",
          "ideDomain", "ide.example.com",
          "appDomain", "example.net");

  static final Map<String, Object> TWO_NAMESPACES =
      Map.of("watchNamespaces[0]", "atrium-repls", "watchNamespaces[1]", "team-a");

  static final Map<String, Object> NOTHING_KEPT =
      Map.of(
          "postgresql.persistence.enabled", false,
          "s3.persistence.enabled", false,
          "networkPolicy.enabled", false,
          "replNamespace.create", false);

  static final Map<String, Object> EVERYTHING_SET =
      Map.of(
          "operator.replicas", 2,
          "initService.replicas", 3,
          "image.pullSecrets[0]", "registry",
          "signingKey.existingSecret", "keys",
          "adminToken.existingSecret", "admin",
          "hub.tolerations[0].key", "dedicated",
          "hub.nodeSelector.disk", "ssd",
          "hub.podAnnotations.team", "a",
          "hub.settings.atrium\\.hub\\.max-projects", "5",
          "networkPolicy.metricsFrom[0].namespaceSelector.matchLabels.team", "watch");

  private ValueSets() {}

  static Stream<Rendered> rendered() {
    return Stream.of(
            Map.<String, Object>of(),
            EXTERNAL_SERVICES,
            TLS,
            TWO_NAMESPACES,
            NOTHING_KEPT,
            EVERYTHING_SET)
        .map(Rendered::with);
  }
}
