package dev.atrium.standalone.hub;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.access.Role;
import dev.atrium.api.hub.CodeExchange;
import dev.atrium.api.hub.RenameProject;
import dev.atrium.api.hub.SessionGrant;
import dev.atrium.api.hub.SessionRenewal;
import dev.atrium.hub.engine.ReplEngine;
import dev.atrium.hub.engine.ReplState;
import dev.atrium.hub.keys.Secrets;
import dev.atrium.hub.keys.SigningKeys;
import dev.atrium.hub.person.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HandshakeIT extends HubTest {

  private static final String NONCE = "the runner's nonce";

  @Inject ReplEngine engine;
  @Inject SigningKeys keys;
  @Inject EntityManager database;

  private String id;
  private String returnUrl;

  @BeforeEach
  void runAProject() {
    id = project(Person.LOCAL);
    returnUrl = ide(id, "/.atrium/return?to=%2F");
    engine.start(id);
    await().until(() -> engine.status(id).state() == ReplState.RUNNING);
  }

  @AfterEach
  void stopIt() {
    engine.delete(id);
    projects.forget(id);
  }

  @Test
  void aMembersCodeBuysASessionOnce() throws Exception {
    signIn();
    String code = code();

    var grant = exchange(id, code, NONCE, returnUrl).as(SessionGrant.class);

    var claims = keys.forRepl(id).verify(grant.token());
    assertThat(claims.subject()).isEqualTo(Person.LOCAL);
    assertThat(claims.name()).isEqualTo("Ada");
    assertThat(claims.title()).isEqualTo("Test");
    assertThat(claims.role()).isEqualTo(Role.OWNER);
    assertThat(exchange(id, code, NONCE, returnUrl).status()).isEqualTo(401);
  }

  @Test
  void aCodeIsForItsProjectItsNonceAndItsReturnOnly() throws Exception {
    signIn();

    assertThat(exchange("zzzzzzzz", code(), NONCE, returnUrl).status()).isEqualTo(401);
    assertThat(exchange(id, code(), "another nonce", returnUrl).status()).isEqualTo(401);
    assertThat(exchange(id, code(), NONCE, returnUrl + "x").status()).isEqualTo(401);
    assertThat(exchange(id, "no code", NONCE, returnUrl).status()).isEqualTo(401);
    assertThat(exchange(id, null, null, null).status()).isEqualTo(401);
  }

  @Test
  void aWrongExchangeUsesTheCodeUp() throws Exception {
    signIn();
    String code = code();

    exchange(id, code, "another nonce", returnUrl);

    assertThat(exchange(id, code, NONCE, returnUrl).body()).contains("code-refused");
  }

  @Test
  void anExpiredCodeIsRefused() throws Exception {
    signIn();
    String code = code();
    expire(code);

    assertThat(exchange(id, code, NONCE, returnUrl).status()).isEqualTo(401);
  }

  @Test
  void ofManyExchangesAtOnceOneWins() throws Exception {
    signIn();
    String code = code();
    Callable<Integer> attempt = () -> exchange(id, code, NONCE, returnUrl).status();

    try (var racers = Executors.newFixedThreadPool(8)) {
      var outcomes =
          racers.invokeAll(List.of(attempt, attempt, attempt, attempt, attempt, attempt)).stream()
              .map(java.util.concurrent.Future::resultNow)
              .toList();
      assertThat(outcomes).filteredOn(status -> status == 200).hasSize(1);
    }
  }

  @Test
  void whoIsNoMemberGetsNoCode() throws Exception {
    people.ensure("eve", "Eve");
    browser.get(codes.address("eve"));

    assertThat(browser.get(openAddress(returnUrl)).status()).isEqualTo(404);
    assertThat(browser.get(hub("/api/projects/" + id)).status()).isEqualTo(404);
  }

  @Test
  void aCodeIsBroughtNowhereElse() throws Exception {
    signIn();

    for (String elsewhere :
        List.of("http://evil.example/.atrium/return?to=", ide("zzzzzzzz", "/.atrium/return?to="))) {
      assertThat(browser.get(openAddress(elsewhere)).status()).isEqualTo(400);
    }
    assertThat(browser.get(openAddress(ide(id, "/elsewhere?to="))).status()).isEqualTo(400);
  }

  @Test
  void aSessionIsRenewedUntilTheSignInEnds() throws Exception {
    signIn();
    var grant = exchange(id, code(), NONCE, returnUrl).as(SessionGrant.class);

    var renewed = renew(grant.token());
    assertThat(renewed.status()).isEqualTo(200);
    assertThat(renew("garbage").status()).isEqualTo(401);

    call(HttpMethod.POST, "/signout", null);

    assertThat(renew(renewed.as(SessionGrant.class).token()).status()).isEqualTo(401);
  }

  @Test
  void aRenameReachesTheSessionWhenItIsRenewed() throws Exception {
    signIn();
    var grant = exchange(id, code(), NONCE, returnUrl).as(SessionGrant.class);

    call(HttpMethod.PATCH, "/api/projects/" + id, new RenameProject("Weather station"));

    var renewed = renew(grant.token()).as(SessionGrant.class);
    assertThat(keys.forRepl(id).verify(renewed.token()).title()).isEqualTo("Weather station");
  }

  @Test
  void aSleepingProjectIsWokenOnTheWay() throws Exception {
    signIn();
    engine.suspend(id).toCompletableFuture().join();

    var answer = browser.get(openAddress(returnUrl));

    assertThat(answer.location()).startsWith(hub("/start/" + id + "?return=%2Fopen%3F"));
    assertThat(engine.status(id).state()).isNotEqualTo(ReplState.SUSPENDED);
  }

  private String code() throws Exception {
    String location = browser.get(openAddress(returnUrl)).location();
    assertThat(location).startsWith(returnUrl + "&code=");
    return location.substring(location.lastIndexOf('=') + 1);
  }

  private String openAddress(String target) {
    String encoded = URLEncoder.encode(target, StandardCharsets.UTF_8);
    return hub("/open?project=" + id + "&nonce=" + Secrets.sha256(NONCE) + "&return=" + encoded);
  }

  private Browser.Answer exchange(String project, String code, String nonce, String target)
      throws Exception {
    var body = new CodeExchange(project, code, nonce, target);
    return browser.send(HttpMethod.POST, hub("/api/handshake/exchange"), body, Map.of());
  }

  private Browser.Answer renew(String token) throws Exception {
    var body = new SessionRenewal(id, token);
    return browser.send(HttpMethod.POST, hub("/api/handshake/renew"), body, Map.of());
  }

  @Transactional
  void expire(String code) {
    database
        .createNativeQuery(
            "update handshake_code set expires_at = now() - interval '1 second'"
                + " where code_hash = :hash")
        .setParameter("hash", Secrets.sha256(code))
        .executeUpdate();
  }
}
