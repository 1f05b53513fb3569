package dev.atrium.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A problem detail (RFC 9457), sent as {@code application/problem+json} over HTTP and inside a
 * {@code problem} frame over WebSocket.
 *
 * @param type a stable identifier, {@code urn:atrium:problem:<kebab-case>}; documented in {@code
 *     docs/reference/problems.md}
 * @param title the same for every problem of the type
 * @param status the HTTP status code, also over WebSocket
 * @param detail what happened this time and the way out, for a person to read
 * @param field the input that is at fault, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String type, String title, int status, String detail, String field) {

  public static final String MEDIA_TYPE = "application/problem+json";
}
