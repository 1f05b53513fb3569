package dev.atrium.runner.access;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** One runner in its {@link Surroundings} for every test of its doors. */
public class AccessProfile implements QuarkusTestProfile {

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(Surroundings.class));
  }
}
