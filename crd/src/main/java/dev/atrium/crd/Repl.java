package dev.atrium.crd;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * One project's computer: files, terminals and an IDE at an address of its own.
 *
 * <p>The spec belongs to its author and is never written by the operator; the status belongs to the
 * operator. Deleting a Repl never deletes the project in S3.
 */
@Group(Repl.GROUP)
@Version(Repl.VERSION)
@Plural("repls")
@Singular("repl")
@ShortNames("rp")
@ValidationRule(
    value = "size(self.metadata.name) <= 40",
    message =
        "metadata.name may have at most 40 characters, because the names of its Service and pods are made from it")
@ValidationRule(
    value = "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')",
    message =
        "metadata.name must be a DNS label that begins with a letter: lower-case letters, digits and '-'")
@AdditionalPrinterColumn(name = "Template", jsonPath = ".spec.template", type = Type.STRING)
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.state", type = Type.STRING)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = Type.STRING)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    type = Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.ideUrl", type = Type.STRING)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public class Repl extends CustomResource<ReplSpec, ReplStatus> implements Namespaced {

  public static final String GROUP = "atrium.dev";
  public static final String VERSION = "v1alpha1";

  /** Holds a Repl back until what was edited in it is in S3, or was reported as not. */
  public static final String FINALIZER = "atrium.dev/flush";

  @Override
  protected ReplSpec initSpec() {
    return null;
  }

  @Override
  protected ReplStatus initStatus() {
    return null;
  }
}
