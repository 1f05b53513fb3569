package dev.atrium.operator.event;

import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jboss.logging.Logger;

/** Tells what happened to a Repl, as Kubernetes Events with the reasons of the conditions. */
@Singleton
public class Events {

  /** Whether something went as it should. */
  public enum Kind {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String value;

    Kind(String value) {
      this.value = value;
    }
  }

  private static final Logger LOG = Logger.getLogger(Events.class);
  private static final DateTimeFormatter MICRO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final String CONTROLLER = "atrium.dev/operator";

  /** The API server's bound. */
  private static final int MAX_NOTE = 1024;

  private final KubernetesClient client;
  private final Clock clock;
  private final String instance;

  @Inject
  Events(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
    this.instance = System.getenv().getOrDefault("HOSTNAME", "atrium-operator");
  }

  /**
   * Publishes an Event. What happened has happened whether or not it can be told, as in a namespace
   * that is going: a failure is logged.
   */
  public void publish(Repl repl, Kind kind, Reason reason, String message) {
    LOG.infof(
        "%s/%s: %s: %s",
        repl.getMetadata().getNamespace(), repl.getMetadata().getName(), reason.value(), message);
    try {
      client.resource(event(repl, kind, reason, message, clock.instant())).create();
    } catch (KubernetesClientException refused) {
      LOG.warnf("That could not be told as an Event: %s", refused.getMessage());
    }
  }

  private Event event(Repl repl, Kind kind, Reason reason, String message, Instant now) {
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(repl.getMetadata().getName() + "-")
        .withNamespace(repl.getMetadata().getNamespace())
        .endMetadata()
        .withEventTime(new MicroTime(MICRO_TIME.format(now)))
        .withReportingController(CONTROLLER)
        .withReportingInstance(instance)
        .withAction("Reconcile")
        .withType(kind.value)
        .withReason(reason.value())
        .withNote(message.length() > MAX_NOTE ? message.substring(0, MAX_NOTE) : message)
        .withRegarding(
            new ObjectReferenceBuilder()
                .withApiVersion(repl.getApiVersion())
                .withKind(repl.getKind())
                .withName(repl.getMetadata().getName())
                .withNamespace(repl.getMetadata().getNamespace())
                .withUid(repl.getMetadata().getUid())
                .build())
        .build();
  }
}
