package dev.atrium.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The two encodings of Atrium's records: JSON for what people and browsers read, CBOR (RFC 8949)
 * for the log, checkpoints and the journal, where contents and paths are bytes.
 *
 * <p>Unknown properties are ignored, so an older reader survives a newer writer. Times are ISO 8601
 * in JSON. Both mappers are thread-safe and must not be reconfigured.
 */
public final class Codec {

  public static final ObjectMapper JSON = configure(JsonMapper.builder()).build();
  public static final ObjectMapper CBOR = configure(CBORMapper.builder()).build();

  private Codec() {}

  private static <
          M extends ObjectMapper, B extends com.fasterxml.jackson.databind.cfg.MapperBuilder<M, B>>
      B configure(B builder) {
    return builder
        .addModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(
                JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL));
  }
}
