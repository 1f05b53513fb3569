package dev.atrium.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code values.yaml} as its readers see it: the comment above a key explains it. A key without a
 * comment is either a heading of keys that have one, or part of the explained key that it is in.
 */
record ValuesFile(List<Value> values) {

  /**
   * @param path the key with those that it is in, joined by dots
   * @param fallback what holds if nobody sets it
   */
  record Value(String path, String comment, JsonNode fallback) {}

  private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z0-9.\\-/]+|\"[^\"]+\"):.*");

  static ValuesFile read(Path file) throws IOException {
    JsonNode tree = Rendered.YAML.readTree(file.toFile());
    List<Value> values = new ArrayList<>();
    Deque<String> path = new ArrayDeque<>();
    StringBuilder comment = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank()) {
        comment.setLength(0);
      } else if (line.strip().startsWith("#")) {
        comment.append(comment.isEmpty() ? "" : " ").append(line.strip().substring(1).strip());
      } else {
        Matcher key = KEY.matcher(line);
        if (key.matches()) {
          int depth = key.group(1).length() / 2;
          while (path.size() > depth) {
            path.removeLast();
          }
          path.addLast(key.group(2));
          if (!comment.isEmpty()) {
            String pointer = "/" + String.join("/", path);
            values.add(new Value(String.join(".", path), comment.toString(), tree.at(pointer)));
          }
        }
        comment.setLength(0);
      }
    }
    return new ValuesFile(List.copyOf(values));
  }

  boolean explains(String path) {
    return values.stream().anyMatch(value -> value.path().equals(path));
  }
}
