package dev.atrium.api.token;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.OctetPrivateJwk;
import java.util.Date;

/** Signs {@link Claims} with one private key (Ed25519). Thread-safe. */
public final class TokenSigner {

  private final OctetPrivateJwk<?, ?> key;

  private TokenSigner(OctetPrivateJwk<?, ?> key) {
    this.key = key;
  }

  /** A signer with a new key; keep {@link #privateJwk} somewhere only its owner reads. */
  public static TokenSigner generate() {
    var pair = Jwts.SIG.EdDSA.keyPair().build();
    return new TokenSigner(
        (OctetPrivateJwk<?, ?>) Jwks.builder().octetKeyPair(pair).idFromThumbprint().build());
  }

  /**
   * A signer with a key that {@link #privateJwk} wrote.
   *
   * @throws IllegalArgumentException if it is not a private Ed25519 JWK (RFC 7517, RFC 8037)
   */
  public static TokenSigner fromJwk(String json) {
    if (Jwks.parser().build().parse(json) instanceof OctetPrivateJwk<?, ?> jwk) {
      return new TokenSigner(jwk);
    }
    throw new IllegalArgumentException("The signing key is not a private Ed25519 JWK.");
  }

  public String privateJwk() {
    return Jwks.UNSAFE_JSON(key);
  }

  /** The JWK set (RFC 7517) that verifiers mount: public keys only. */
  public String jwks() {
    return "{\"keys\":[" + Jwks.json(key.toPublicJwk()) + "]}";
  }

  public String sign(Claims claims) {
    JwtBuilder token =
        Jwts.builder()
            .header()
            .keyId(key.getId())
            .and()
            .audience()
            .single(claims.audience())
            .subject(claims.subject())
            .issuedAt(Date.from(claims.issuedAt()))
            .expiration(Date.from(claims.expiresAt()));
    claim(token, "name", claims.name());
    claim(token, "project", claims.project());
    claim(token, "title", claims.title());
    claim(token, "role", claims.role() == null ? null : claims.role().name());
    claim(token, "epoch", claims.epoch());
    claim(token, "sid", claims.session());
    return token.signWith(key.toKey(), Jwts.SIG.EdDSA).compact();
  }

  private static void claim(JwtBuilder token, String name, Object value) {
    if (value != null) {
      token.claim(name, value);
    }
  }
}
