package dev.atrium.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;

/** {@code docs/reference/repl.md}, from the definition and the documented constants. */
final class ReferencePage {

  private ReferencePage() {}

  static String of(CustomResourceDefinition definition) {
    var schema = definition.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
    var page =
        new StringBuilder(
            """
            # Repl

            Generated from the classes of `crd/`. `kubectl explain repl.spec` says the same on a cluster; `k8s/examples/` has Repls a
            person would write.

            `apiVersion: atrium.dev/v1alpha1`, `kind: Repl`, short name `rp`, namespaced.
            """);
    fields(page, "spec", schema.getProperties().get("spec"));
    fields(page, "status", schema.getProperties().get("status"));
    page.append(
        "\n## Rules\n\nThe API server refuses what breaks one of these, with these words.\n\n");
    rules(schema, new ArrayList<>()).stream()
        .distinct()
        .forEach(rule -> page.append("- ").append(rule).append('\n'));
    page.append("\n## Conditions\n\n| type | when it is true |\n|---|---|\n");
    for (ConditionType type : ConditionType.values()) {
      page.append("| `%s` | %s |\n".formatted(type.value(), type.meaning()));
    }
    page.append(
        "\n## Reasons\n\nOf conditions and of Events.\n\n| reason | what it says |\n|---|---|\n");
    for (Reason reason : Reason.values()) {
      page.append("| `%s` | %s |\n".formatted(reason.value(), reason.meaning()));
    }
    return page.toString();
  }

  private static void fields(StringBuilder page, String name, JSONSchemaProps schema) {
    page.append("\n## ")
        .append(name)
        .append("\n\n| field | type | default | what it says |\n|---|---|---|---|\n");
    rows(page, name + ".", schema);
  }

  private static void rows(StringBuilder page, String prefix, JSONSchemaProps parent) {
    parent
        .getProperties()
        .forEach(
            (name, schema) -> {
              page.append(
                  "| `%s%s` | %s | %s | %s |\n"
                      .formatted(
                          prefix,
                          name,
                          type(schema),
                          fallback(schema, parent.getRequired().contains(name)),
                          schema.getDescription()));
              if (schema.getProperties() != null) {
                rows(page, prefix + name + ".", schema);
              }
              if (schema.getItems() != null
                  && schema.getItems().getSchema().getProperties() != null) {
                rows(page, prefix + name + "[].", schema.getItems().getSchema());
              }
            });
  }

  private static String type(JSONSchemaProps schema) {
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      return "quantity";
    }
    if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
      return String.join(
          ", ", schema.getEnum().stream().map(each -> "`" + each.asText() + "`").toList());
    }
    return schema.getType();
  }

  private static String fallback(JSONSchemaProps schema, boolean required) {
    if (schema.getDefault() != null) {
      var value = schema.getDefault();
      return "`" + (value.isTextual() ? value.asText() : value) + "`";
    }
    return required ? "required" : "";
  }

  private static List<String> rules(JSONSchemaProps schema, List<String> found) {
    if (schema.getXKubernetesValidations() != null) {
      schema.getXKubernetesValidations().forEach(rule -> found.add(rule.getMessage()));
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(child -> rules(child, found));
    }
    if (schema.getItems() != null) {
      rules(schema.getItems().getSchema(), found);
    }
    return found;
  }
}
