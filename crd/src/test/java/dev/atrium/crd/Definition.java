package dev.atrium.crd;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** The definition as it is generated from the classes, and what annotations cannot say. */
final class Definition {

  /** Columns in the order that people read them; the generator sorts them by path. */
  private static final List<String> COLUMNS =
      List.of("Template", "State", "Ready", "Reason", "URL", "Age");

  private Definition() {}

  static CustomResourceDefinition generate(Path directory) throws IOException {
    new CRDGenerator()
        .customResourceClasses(Repl.class)
        .inOutputDir(directory.toFile())
        .detailedGenerate();
    try (var files = Files.list(directory)) {
      var yaml = Files.readString(files.findFirst().orElseThrow());
      var definition =
          new KubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
      tidy(definition.getSpec().getVersions().getFirst());
      return definition;
    }
  }

  private static void tidy(CustomResourceDefinitionVersion version) {
    version
        .getAdditionalPrinterColumns()
        .sort(Comparator.comparingInt(column -> COLUMNS.indexOf(column.getName())));
    var root = version.getSchema().getOpenAPIV3Schema();
    root.setRequired(List.of("spec"));
    onceEach(root);
    var conditions = root.getProperties().get("status").getProperties().get("conditions");
    conditions.setXKubernetesListType("map");
    conditions.setXKubernetesListMapKeys(List.of("type"));
    inDeclaredOrder(root.getProperties().get("spec"), ReplSpec.class);
    inDeclaredOrder(root.getProperties().get("status"), ReplStatus.class);
  }

  /** A record's component counts as a field and as a getter, and so does each of its rules. */
  private static void onceEach(JSONSchemaProps schema) {
    if (schema.getXKubernetesValidations() != null) {
      schema.setXKubernetesValidations(
          schema.getXKubernetesValidations().stream().distinct().toList());
    }
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(Definition::onceEach);
    }
    if (schema.getItems() != null) {
      onceEach(schema.getItems().getSchema());
    }
  }

  private static void inDeclaredOrder(JSONSchemaProps schema, Class<? extends Record> type) {
    var names = Arrays.stream(type.getRecordComponents()).map(each -> each.getName()).toList();
    var properties = new LinkedHashMap<String, JSONSchemaProps>();
    schema.getProperties().keySet().stream()
        .sorted(Comparator.comparingInt(names::indexOf))
        .forEach(name -> properties.put(name, schema.getProperties().get(name)));
    schema.setProperties(properties);
  }
}
