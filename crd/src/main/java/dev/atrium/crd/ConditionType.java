package dev.atrium.crd;

/** What is told of every {@link Repl}. */
public enum ConditionType {
  READY("Ready", "Its address opens the IDE."),
  SEEDED("Seeded", "The project's files are in the pod."),
  WORKLOAD_AVAILABLE("WorkloadAvailable", "There is a pod, and its runner is up."),
  EXPOSED("Exposed", "An Ingress leads from both hosts to the pod."),
  UP_TO_DATE("UpToDate", "The pod is as the spec wants it; if not, the next start makes it so.");

  private final String value;
  private final String meaning;

  ConditionType(String value, String meaning) {
    this.value = value;
    this.meaning = meaning;
  }

  /** The type as it stands in {@link ReplCondition#type}. */
  public String value() {
    return value;
  }

  /** What a condition of this type says when it is true. */
  public String meaning() {
    return meaning;
  }
}
