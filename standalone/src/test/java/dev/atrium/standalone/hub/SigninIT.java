package dev.atrium.standalone.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.hub.keys.SecretFile;
import dev.atrium.hub.keys.Secrets;
import dev.atrium.hub.person.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SigninIT extends HubTest {

  @Inject EntityManager database;

  @Test
  void aCodeSignsOneBrowserInOnce() throws Exception {
    String address = codes.address(Person.LOCAL);

    assertThat(browser.get(address).location()).isEqualTo(hub("/"));
    assertThat(browser.get(hub("/api/me")).body()).contains("Ada");

    try (var other = new Browser(java.net.URI.create(config.origin()).getPort())) {
      assertThat(other.get(address).location()).isEqualTo(hub("/signin?refused"));
      assertThat(other.get(hub("/api/me")).status()).isEqualTo(401);
    }
  }

  @Test
  void anExpiredCodeIsRefused() throws Exception {
    String code = insertCode(Instant.now().minusSeconds(1));

    assertThat(browser.get(hub("/signin?code=" + code)).location())
        .isEqualTo(hub("/signin?refused"));
    assertThat(browser.get(hub("/api/me")).status()).isEqualTo(401);
  }

  @Test
  void theSessionCookieIsForThisHostAndForNoScript() throws Exception {
    var cookie = browser.get(codes.address(Person.LOCAL)).headers().get("set-cookie");

    assertThat(cookie).contains("Path=/").contains("Secure").contains("HttpOnly").contains("Lax");
    assertThat(cookie).doesNotContain("Domain");
  }

  @Test
  void signingOutEndsTheSession() throws Exception {
    signIn();
    assertThat(browser.get(hub("/api/me")).status()).isEqualTo(200);

    assertThat(call(HttpMethod.POST, "/signout", null).status()).isEqualTo(204);

    assertThat(browser.get(hub("/api/me")).status()).isEqualTo(401);
  }

  @Test
  void anotherSitesPageCannotActForAPerson() throws Exception {
    signIn();
    var foreign = Map.of("Origin", "http://abcdefgh.ide.localhost:8080");

    assertThat(browser.send(HttpMethod.POST, hub("/signout"), null, foreign).status())
        .isEqualTo(403);
    assertThat(browser.send(HttpMethod.POST, hub("/signout"), null, Map.of()).status())
        .isEqualTo(403);
    assertThat(browser.get(hub("/api/me")).status()).isEqualTo(200);
  }

  @Test
  void noAnswerGrantsAccessToAnotherOrigin() throws Exception {
    signIn();
    var headers = Map.of("Origin", "http://abcdefgh.ide.localhost:8080");
    var answer = browser.send(HttpMethod.GET, hub("/api/me"), null, headers);

    assertThat(answer.headers().keySet())
        .noneMatch(name -> name.startsWith("access-control"))
        .contains("content-security-policy", "x-content-type-options");
  }

  @Test
  void afterASignInAPersonComesBackToWhatTheyHadOpened() throws Exception {
    String wanted = "/open?project=abcdefgh&return=http%3A%2F%2Fx%2F";

    assertThat(browser.get(hub(wanted)).location()).startsWith(hub("/signin?return=%2Fopen%3F"));

    assertThat(browser.get(codes.address(Person.LOCAL)).location()).isEqualTo(hub(wanted));
  }

  @Test
  void onlyTheAdminTokenBuysANewAddress() throws Exception {
    String path = "/api/signin-codes";
    String admin = SecretFile.readOrCreate(config.adminToken(), Secrets::random);

    assertThat(bearer(path, "wrong").status()).isEqualTo(401);
    assertThat(call(HttpMethod.POST, path, null).status()).isEqualTo(401);
    assertThat(bearer(path, admin).body()).contains(hub("/signin?code="));
  }

  @Test
  void theNumericAddressLeadsPeopleToTheNameAndServesPrograms() throws Exception {
    String numeric = config.origin().replace("localhost", "127.0.0.1");

    assertThat(browser.get(numeric + "/trash?x").location()).isEqualTo(hub("/trash?x"));
    assertThat(browser.get(numeric + "/q/health/live").status()).isEqualTo(200);
  }

  private Browser.Answer bearer(String path, String token) throws Exception {
    return browser.send(
        HttpMethod.POST, hub(path), null, Map.of("Authorization", "Bearer " + token));
  }

  @Transactional
  String insertCode(Instant expires) {
    String code = Secrets.random();
    database
        .createNativeQuery("insert into signin_code values (:hash, :person, :expires)")
        .setParameter("hash", Secrets.sha256(code))
        .setParameter("person", Person.LOCAL)
        .setParameter("expires", expires)
        .executeUpdate();
    return code;
  }
}
