package dev.atrium.hub.kubernetes;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sign-in with the admin token; how many wrong ones are looked at is for {@code AdminTokenTest}.
 */
@QuarkusTest
class TokenSigninIT extends HubAppTest {

  @Test
  void thePageLearnsThatATokenIsAskedFor() {
    toHub().get("/api/signin").then().statusCode(200).body("way", equalTo("TOKEN"));
  }

  @Test
  void theTokenSignsInAndTheCookieIsForThisHostAndForNoScript() {
    var cookies = signIn();

    toHub().cookies(cookies).get("/api/me").then().statusCode(200).body("id", equalTo("admin"));
    fromHubsPage()
        .body(Map.of("token", ClusterServices.ADMIN_TOKEN + " "))
        .post("/api/signin")
        .then()
        .statusCode(200)
        .header("Set-Cookie", containsString("HttpOnly"))
        .header("Set-Cookie", containsString("Secure"));
  }

  @Test
  void anythingElseDoesNot() {
    for (String wrong : new String[] {"", " ", "an-admin-token-of-no-wortH"}) {
      fromHubsPage()
          .body(Map.of("token", wrong))
          .post("/api/signin")
          .then()
          .statusCode(401)
          .body("detail", containsString("admin token"))
          .header("Set-Cookie", nullValue());
    }
    fromHubsPage().body("{}").post("/api/signin").then().statusCode(401);
    fromHubsPage().post("/api/signin").then().statusCode(400);
  }

  @Test
  void aSignInWithoutAWishLeadsHome() {
    fromHubsPage()
        .cookie("__Host-atrium-next", "aHR0cHM6Ly9ldmlsLmV4YW1wbGUv")
        .body(Map.of("token", ClusterServices.ADMIN_TOKEN))
        .post("/api/signin")
        .then()
        .body("next", equalTo("/"));
  }

  @Test
  void onlyTheHubsOwnPageMaySend() {
    toHub()
        .header("Origin", "http://abcdefgh.ide.localhost:18080")
        .contentType("application/json")
        .body(Map.of("token", ClusterServices.ADMIN_TOKEN))
        .post("/api/signin")
        .then()
        .statusCode(403);
  }
}
