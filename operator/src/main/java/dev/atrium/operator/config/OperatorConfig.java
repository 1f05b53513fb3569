package dev.atrium.operator.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an installation tells its operator. */
@ConfigMapping(prefix = "atrium.operator")
public interface OperatorConfig {

  /** What stands for a project's id in {@link #ideOrigin} and {@link #appOrigin}. */
  String ID_PLACEHOLDER = "{id}";

  /** The installation's name in project bindings; it must never change. */
  @WithDefault("kubernetes")
  String cluster();

  /** The operator's own namespace. */
  String namespace();

  /** The namespaces whose Repls are looked after; all of them if none is named. */
  Optional<Set<String>> watchNamespaces();

  /** Whether replicas agree on one that works; without it there must be one replica only. */
  @WithDefault("true")
  boolean leaderElection();

  /** The name of the lease by which replicas agree. */
  @WithDefault("atrium-operator")
  String lease();

  /** The hub's origin as browsers see it, for the runners' sign-in handshake. */
  URI hubOrigin();

  /** The hub's address as runners reach it. */
  URI hubUrl();

  /** init-service's address as runners and the operator reach it. */
  URI storageUrl();

  /** The origin of IDEs, such as {@code http://{id}.ide.localhost:18080}. */
  String ideOrigin();

  /** The origin of users' apps, such as {@code http://{id}.app.localhost:18080}. */
  String appOrigin();

  /** A file with the private key that signs tokens: a JWK (RFC 7517) or PKCS#8 in PEM. */
  Path signingKey();

  /** The ConfigMap in the own namespace that gets the public keys as {@code jwks.json}. */
  @WithDefault("atrium-jwks")
  String jwksConfigMap();

  /** How long a runner's identity is good; it is renewed after half of that. */
  @WithDefault("PT12H")
  Duration identityLifetime();

  /** How long one try to save a project may take before its pod goes. */
  @WithDefault("PT25S")
  Duration flushTimeout();

  /** How long a deletion waits for a project that cannot be saved. */
  @WithDefault("PT2M")
  Duration deletionTimeout();

  /** The image of Repls that name none. */
  String runnerImage();

  /** When images are pulled: Always, IfNotPresent or Never. */
  @WithDefault("IfNotPresent")
  String imagePullPolicy();

  /** The names of Secrets that images are pulled with, in each Repl's own namespace. */
  Optional<List<String>> imagePullSecrets();

  /** What a Repl gets of a node if it does not say. */
  Resources resources();

  /** The IngressClass; the cluster's default if it is not set. */
  Optional<String> ingressClass();

  /** The annotations of every Ingress, a JSON object: WebSockets and long answers must pass. */
  @WithDefault(Annotations.DEFAULT)
  Annotations ingressAnnotations();

  /** A Secret with a certificate for both hosts, in each Repl's own namespace. */
  Optional<String> tlsSecret();

  /** Private address ranges that pods may reach all the same, such as an S3 server's. */
  Optional<List<String>> allowedCidrs();

  /** Address ranges that pods may not reach: private ones, the nodes' metadata, the cluster. */
  @WithDefault(
      "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,100.64.0.0/10,169.254.0.0/16,127.0.0.0/8,"
          + "198.18.0.0/15")
  List<String> deniedCidrs();

  /** What a Repl gets of a node if it does not say. */
  interface Resources {

    /** Processors that the scheduler sets aside. */
    @WithDefault("100m")
    String requestedCpu();

    /** Memory that the scheduler sets aside. */
    @WithDefault("384Mi")
    String requestedMemory();

    /** Space on the node's disk that the scheduler sets aside. */
    @WithDefault("512Mi")
    String requestedStorage();

    /** The most processors. */
    @WithDefault("2")
    String cpu();

    /** The most memory. */
    @WithDefault("2Gi")
    String memory();

    /** Space on the node's disk beside the project's files: logs and {@code /tmp}. */
    @WithDefault("2Gi")
    String scratch();
  }
}
