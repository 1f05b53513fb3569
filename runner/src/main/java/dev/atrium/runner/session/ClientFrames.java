package dev.atrium.runner.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;

/** Reads text frames from clients. Pure. */
final class ClientFrames {

  private ClientFrames() {}

  /** What a text frame turned out to be. */
  sealed interface Read {

    record Frame(ClientFrame frame) implements Read {}

    /** JSON, but no frame of ours; the connection lives on. */
    record Refused(ServerFrame.Failed answer) implements Read {}

    /** Not JSON at all: whoever sends this speaks another protocol. */
    record NotJson(String reason) implements Read {}
  }

  static Read read(String text) {
    try {
      ClientFrame frame = Codec.JSON.readValue(text, ClientFrame.class);
      return frame == null
          ? new Read.NotJson("A frame is a JSON object, not null")
          : new Read.Frame(frame);
    } catch (JsonMappingException notAFrame) {
      return refuse(text, notAFrame);
    } catch (JsonProcessingException notJson) {
      return new Read.NotJson("A text frame is not JSON");
    }
  }

  private static Read refuse(String text, JsonMappingException failure) {
    JsonNode node;
    try {
      node = Codec.JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      return new Read.NotJson("A text frame is not JSON");
    }
    if (!node.isObject()) {
      return new Read.NotJson("A frame is a JSON object");
    }
    Problem problem =
        failure instanceof InvalidTypeIdException
            ? ProblemType.MALFORMED_REQUEST.of(
                "type", "There is no frame of the type " + node.path("type") + ".")
            : ProblemType.MALFORMED_REQUEST.of(field(failure), failure.getOriginalMessage());
    return new Read.Refused(new ServerFrame.Failed(node.path("id").asInt(0), problem));
  }

  private static String field(JsonMappingException failure) {
    return failure.getPath().isEmpty() ? null : failure.getPath().getLast().getFieldName();
  }
}
