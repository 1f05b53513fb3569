package dev.atrium.api.token;

import dev.atrium.api.access.Role;
import dev.atrium.api.problem.ProblemType;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.security.Key;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/**
 * Verifies tokens for one audience with public keys only. Thread-safe.
 *
 * <p>Everything that is wrong with a token (signature, key, audience, time, a missing claim) ends
 * as the same {@code not-signed-in} problem; only expiry is told apart, because its way out is
 * another one.
 */
public final class TokenVerifier {

  private final String audience;
  private final JwtParser parser;

  /**
   * @param jwks a JWK set (RFC 7517) of the keys that are trusted now
   * @param audience the only audience to accept, see {@link Audience}
   */
  public TokenVerifier(String jwks, String audience, Clock clock) {
    this.audience = audience;
    Map<String, Key> keys = new HashMap<>();
    for (var jwk : Jwks.setParser().build().parse(jwks).getKeys()) {
      keys.put(jwk.getId(), jwk.toKey());
    }
    this.parser =
        Jwts.parser()
            .keyLocator(header -> keys.get(String.valueOf(header.get("kid"))))
            .requireAudience(audience)
            .clock(() -> Date.from(clock.instant()))
            .build();
  }

  /**
   * What the token says, if it is to be believed.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-signed-in} if it is not
   */
  public Claims verify(String token) {
    try {
      var body = parser.parseSignedClaims(token).getPayload();
      String role = body.get("role", String.class);
      Long epoch = body.get("epoch", Long.class);
      return new Claims(
          audience,
          body.getSubject(),
          body.get("name", String.class),
          body.get("project", String.class),
          body.get("title", String.class),
          role == null ? null : Role.valueOf(role),
          epoch,
          body.get("sid", String.class),
          body.getIssuedAt().toInstant(),
          body.getExpiration().toInstant());
    } catch (ExpiredJwtException expired) {
      throw ProblemType.NOT_SIGNED_IN.thrown("The token has expired; ask for a new one.", expired);
    } catch (JwtException | IllegalArgumentException | NullPointerException refused) {
      throw ProblemType.NOT_SIGNED_IN.thrown("The token is not valid here.", refused);
    }
  }
}
