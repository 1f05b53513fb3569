package dev.atrium.api.token;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.OctetPrivateJwk;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs {@link Claims} with one private key (EdDSA). Thread-safe. */
public final class TokenSigner {

  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN PRIVATE KEY-----\\s([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private final OctetPrivateJwk<?, ?> key;

  private TokenSigner(OctetPrivateJwk<?, ?> key) {
    this.key = key;
  }

  /** A signer with a new Ed25519 key; keep {@link #privateJwk} somewhere only its owner reads. */
  public static TokenSigner generate() {
    var pair = Jwks.CRV.Ed25519.keyPair().build();
    return new TokenSigner(
        (OctetPrivateJwk<?, ?>) Jwks.builder().octetKeyPair(pair).idFromThumbprint().build());
  }

  /**
   * A signer with a key that is kept as text: a JWK as {@link #privateJwk} writes it (RFC 7517, RFC
   * 8037), or an unencrypted PKCS#8 key in PEM (RFC 7468, RFC 8410) as {@code openssl genpkey} and
   * Helm make it. The public half and the key's id (RFC 7638) come from the private one. An Ed448
   * key is taken as well.
   *
   * @throws IllegalArgumentException if it is no private key for EdDSA; the message quotes nothing
   *     of it
   */
  public static TokenSigner fromKey(String jwkOrPem) {
    try {
      var key = jwkOrPem.strip().startsWith("{") ? readJwk(jwkOrPem) : readPem(jwkOrPem);
      if (key instanceof EdECPrivateKey) {
        return new TokenSigner(Jwks.builder().octetKey(key).idFromThumbprint().build());
      }
    } catch (GeneralSecurityException | JwtException | IllegalArgumentException unreadable) {
      // Said below, without the cause: a parser's message may quote what it could not read.
    }
    throw new IllegalArgumentException(
        "The signing key is neither a private Ed25519 JWK nor a PKCS#8 Ed25519 key in PEM.");
  }

  private static PrivateKey readJwk(String json) {
    return Jwks.parser().build().parse(json).toKey() instanceof PrivateKey key ? key : null;
  }

  private static PrivateKey readPem(String pem) throws GeneralSecurityException {
    Matcher block = PEM.matcher(pem.strip());
    if (!block.matches()) {
      return null;
    }
    byte[] pkcs8 = Base64.getMimeDecoder().decode(block.group(1));
    return KeyFactory.getInstance("EdDSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
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
