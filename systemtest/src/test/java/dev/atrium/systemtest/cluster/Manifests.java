package dev.atrium.systemtest.cluster;

/** Repls as tests need them. */
final class Manifests {

  private Manifests() {}

  /**
   * A Repl.
   *
   * @param fields more of the spec, in YAML's flow style
   */
  static String repl(String name, String project, String fields) {
    return """
        apiVersion: atrium.dev/v1alpha1
        kind: Repl
        metadata: {name: %s}
        spec: {project: %s, %s}
        """
        .formatted(name, project, fields);
  }
}
