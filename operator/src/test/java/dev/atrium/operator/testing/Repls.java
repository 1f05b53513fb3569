package dev.atrium.operator.testing;

import dev.atrium.crd.EnvVariable;
import dev.atrium.crd.OperatingMode;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplResources;
import dev.atrium.crd.ReplSpec;
import dev.atrium.crd.ReplStatus;
import dev.atrium.crd.ReplStorage;
import dev.atrium.crd.StorageType;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;

/** Builds Repls as an API server would hold them. */
public final class Repls {

  public static final String NAMESPACE = "team";
  public static final String PROJECT = "hellonode";

  private String name = "node";
  private String project = PROJECT;
  private String template = "node";
  private String image;
  private ReplResources resources;
  private ReplStorage storage = new ReplStorage(StorageType.EPHEMERAL, new Quantity("10Gi"), null);
  private OperatingMode mode = OperatingMode.RUNNING;
  private List<EnvVariable> env;
  private String startCommand;
  private Integer appPort = 3000;
  private ReplStatus status;
  private String created = "2026-11-21T09:00:00Z";
  private long generation = 1;

  public static Repls node() {
    return new Repls();
  }

  public Repls named(String name) {
    this.name = name;
    return this;
  }

  public Repls on(String project) {
    this.project = project;
    return this;
  }

  public Repls from(String template) {
    this.template = template;
    return this;
  }

  public Repls image(String image) {
    this.image = image;
    return this;
  }

  public Repls resources(ReplResources resources) {
    this.resources = resources;
    return this;
  }

  public Repls persistent(String size) {
    this.storage = new ReplStorage(StorageType.PERSISTENT, new Quantity(size), null);
    return this;
  }

  public Repls ephemeral(String size) {
    this.storage = new ReplStorage(StorageType.EPHEMERAL, new Quantity(size), null);
    return this;
  }

  public Repls suspended() {
    this.mode = OperatingMode.SUSPENDED;
    return this;
  }

  public Repls env(EnvVariable... env) {
    this.env = List.of(env);
    return this;
  }

  public Repls startCommand(String command) {
    this.startCommand = command;
    return this;
  }

  public Repls appPort(int port) {
    this.appPort = port;
    return this;
  }

  public Repls status(ReplStatus status) {
    this.status = status;
    return this;
  }

  public Repls created(String created) {
    this.created = created;
    return this;
  }

  public Repls generation(long generation) {
    this.generation = generation;
    return this;
  }

  public Repl build() {
    var repl = new Repl();
    repl.getMetadata().setName(name);
    repl.getMetadata().setNamespace(NAMESPACE);
    repl.getMetadata().setUid("uid-" + name);
    repl.getMetadata().setCreationTimestamp(created);
    repl.getMetadata().setGeneration(generation);
    repl.setSpec(
        new ReplSpec(
            project,
            template,
            "admin",
            image,
            resources,
            storage,
            mode,
            env,
            startCommand,
            appPort));
    repl.setStatus(status);
    return repl;
  }
}
