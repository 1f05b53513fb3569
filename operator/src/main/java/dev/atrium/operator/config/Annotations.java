package dev.atrium.operator.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.atrium.api.json.Codec;
import java.util.Map;

/**
 * Annotations as they stand in the configuration: a JSON object of texts, because their names do
 * not survive in the name of an environment variable.
 */
public record Annotations(Map<String, String> map) {

  /** What Contour and ingress-nginx need for WebSockets, answers without an end, and uploads. */
  static final String DEFAULT =
      """
      {"projectcontour.io/websocket-routes": "/", "projectcontour.io/response-timeout": "infinity", \
      "nginx.ingress.kubernetes.io/proxy-read-timeout": "86400", \
      "nginx.ingress.kubernetes.io/proxy-send-timeout": "86400", \
      "nginx.ingress.kubernetes.io/proxy-body-size": "0"}""";

  /**
   * @throws IllegalArgumentException if it is no JSON object of texts
   */
  public static Annotations parse(CharSequence json) {
    try {
      return new Annotations(
          Map.copyOf(
              Codec.JSON.readValue(json.toString(), new TypeReference<Map<String, String>>() {})));
    } catch (JsonProcessingException | NullPointerException malformed) {
      throw new IllegalArgumentException(
          "Annotations are a JSON object such as {\"name\": \"value\"}.", malformed);
    }
  }
}
