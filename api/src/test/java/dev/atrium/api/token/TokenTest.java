package dev.atrium.api.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.api.access.Role;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import io.jsonwebtoken.security.Jwks;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

  private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofHours(12));

  private final TokenSigner signer = TokenSigner.generate();

  @Test
  void everyClaimSurvives() {
    Claims session =
        Claims.session("abcdefgh", "ann", "Ann Ö.", Role.EDITOR, "sid", NOW, LATER)
            .titled("Weather „station“");
    Claims runner = Claims.runner("abcdefgh", 1_795_000_000_000L, NOW, LATER);
    Claims hub = Claims.hubToInitService(NOW, LATER);
    Claims operator = Claims.operatorToInitService(NOW, LATER);

    assertThat(verifier(Audience.repl("abcdefgh"), NOW).verify(signer.sign(session)))
        .isEqualTo(session);
    assertThat(verifier(Audience.INIT_SERVICE, NOW).verify(signer.sign(runner))).isEqualTo(runner);
    assertThat(verifier(Audience.INIT_SERVICE, NOW).verify(signer.sign(hub))).isEqualTo(hub);
    assertThat(verifier(Audience.INIT_SERVICE, NOW).verify(signer.sign(operator)))
        .isEqualTo(operator);
  }

  @Test
  void aKeySurvivesItsFile() {
    TokenSigner reloaded = TokenSigner.fromKey(signer.privateJwk());
    Claims claims = Claims.engine("abcdefgh", NOW, LATER);

    assertThat(verifier(Audience.repl("abcdefgh"), NOW).verify(reloaded.sign(claims)))
        .isEqualTo(claims);
  }

  @Test
  void aPemKeyIsTheSameKeyAsItsJwk() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    TokenSigner pem = TokenSigner.fromKey(pem(pair.getPrivate()));
    Claims claims = Claims.runner("abcdefgh", 1, NOW, LATER);

    assertThat(TokenSigner.fromKey(pem.privateJwk()).jwks()).isEqualTo(pem.jwks());
    assertThat(
            new TokenVerifier(pem.jwks(), Audience.INIT_SERVICE, at(NOW)).verify(pem.sign(claims)))
        .isEqualTo(claims);
    assertThat(Jwks.setParser().build().parse(pem.jwks()).getKeys().iterator().next().toKey())
        .isEqualTo(pair.getPublic());
  }

  /** As {@code openssl genpkey -algorithm ed25519} wrote it. */
  @Test
  void aPemKeyOfOpensslIsRead() {
    String pem =
        """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEILcomrMwLBvB1m06cXoGqcw4TA140Bo5Pt0JXFUFF2If
        -----END PRIVATE KEY-----
        """;

    assertThat(TokenSigner.fromKey(pem).jwks())
        .contains("\"x\":\"GB4QELxcVVgoZLM1Hsj0lWn4l7CBPvPH8eKCWG67k6A\"");
  }

  @Test
  void whatIsNoSigningKeyIsRefusedAndNotQuoted() throws Exception {
    String rsa = pem(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());
    String agreement = pem(KeyPairGenerator.getInstance("X25519").generateKeyPair().getPrivate());
    String publicOnly = signer.jwks().replaceAll("^\\{\"keys\":\\[|]}$", "");
    String cut = signer.privateJwk().replace("\"d\"", "\"e\"");
    String bad = pem(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());

    for (String text :
        List.of(
            "",
            " ",
            "{}",
            "secret-text",
            "{\"secret-text\"",
            rsa,
            agreement,
            publicOnly,
            cut,
            signer.jwks(),
            bad.substring(0, bad.length() - 9),
            bad + bad,
            bad.replace("MC4", "MC5"))) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .as(text)
          .isThrownBy(() -> TokenSigner.fromKey(text))
          .withMessageStartingWith("The signing key is neither")
          .withNoCause();
    }
  }

  @Test
  void thePublicSetHoldsNoPrivateKey() {
    assertThat(signer.privateJwk()).contains("\"d\"", "\"Ed25519\"");
    assertThat(signer.jwks()).doesNotContain("\"d\"");
  }

  @Test
  void anExpiredTokenIsRefusedAndSaysSo() {
    String token = signer.sign(Claims.runner("abcdefgh", 1, NOW, LATER));

    assertThat(verifier(Audience.INIT_SERVICE, LATER.minusSeconds(1)).verify(token)).isNotNull();
    assertRefused(verifier(Audience.INIT_SERVICE, LATER.plusSeconds(1)), token, "expired");
  }

  @Test
  void aTokenForSomebodyElseIsRefused() {
    String token = signer.sign(Claims.engine("abcdefgh", NOW, LATER));

    assertRefused(verifier(Audience.repl("abcdefgi"), NOW), token, "not valid");
    assertRefused(verifier(Audience.INIT_SERVICE, NOW), token, "not valid");
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() {
    String token = TokenSigner.generate().sign(Claims.runner("abcdefgh", 1, NOW, LATER));

    assertRefused(verifier(Audience.INIT_SERVICE, NOW), token, "not valid");
  }

  @Test
  void anotherKeyUnderATrustedIdIsRefused() {
    String trusted = signer.sign(Claims.runner("abcdefgh", 1, NOW, LATER));
    String forged = TokenSigner.generate().sign(Claims.runner("abcdefgh", 2, NOW, LATER));
    String mixed =
        trusted.substring(0, trusted.indexOf('.')) + forged.substring(forged.indexOf('.'));

    assertRefused(verifier(Audience.INIT_SERVICE, NOW), mixed, "not valid");
  }

  @Test
  void aChangedClaimIsRefused() {
    String[] parts = signer.sign(Claims.runner("abcdefgh", 1, NOW, LATER)).split("\\.");
    String payload =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("abcdefgh", "abcdefgi");
    String forged =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(payload.getBytes(StandardCharsets.UTF_8));

    assertRefused(
        verifier(Audience.INIT_SERVICE, NOW),
        parts[0] + "." + forged + "." + parts[2],
        "not valid");
  }

  @Test
  void anUnsignedTokenIsRefused() {
    String header = base64("{\"alg\":\"none\"}");
    String payload =
        base64("{\"aud\":\"atrium:init-service\",\"sub\":\"hub\",\"exp\":9999999999,\"iat\":0}");

    assertRefused(verifier(Audience.INIT_SERVICE, NOW), header + "." + payload + ".", "not valid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a.b.c", "not a token", "..", "{}"})
  void whatIsNoTokenIsRefused(String text) {
    assertRefused(verifier(Audience.INIT_SERVICE, NOW), text, "not valid");
  }

  private TokenVerifier verifier(String audience, Instant at) {
    return new TokenVerifier(signer.jwks(), audience, at(at));
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }

  private static String pem(PrivateKey key) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static void assertRefused(TokenVerifier verifier, String token, String reason) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> verifier.verify(token))
        .withMessageContaining(reason)
        .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.NOT_SIGNED_IN));
  }

  private static String base64(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
