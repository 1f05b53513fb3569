package dev.atrium.runner.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atrium.api.json.Codec;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes REST speak the same JSON as every other wire of Atrium. */
class JsonMapper {

  @Produces
  @Singleton
  ObjectMapper objectMapper() {
    return Codec.JSON;
  }
}
