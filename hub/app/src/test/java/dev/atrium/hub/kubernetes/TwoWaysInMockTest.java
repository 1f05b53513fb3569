package dev.atrium.hub.kubernetes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.atrium.crd.Reason;
import dev.atrium.crd.ReplState;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hub's own address and a Repl's: both lead through sign-in and on. */
@QuarkusTest
class TwoWaysInMockTest extends HubAppTest {

  @Test
  void aSleepingReplsAddressLeadsThroughSignInToItsWaking() {
    String id = project();
    String ide = "http://" + id + ".ide.localhost:18080";

    String open = to(ide).get("/").then().statusCode(302).extract().header("Location");
    assertThat(open).startsWith(ClusterServices.HUB + "/open?project=" + id);
    String wanted = open.substring(ClusterServices.HUB.length());
    var stranger = toHub().urlEncodingEnabled(false).get(wanted).then().statusCode(303).extract();
    assertThat(stranger.header("Location")).startsWith(ClusterServices.HUB + "/signin");

    var signedIn =
        fromHubsPage()
            .cookies(stranger.cookies())
            .body(Map.of("token", ClusterServices.ADMIN_TOKEN))
            .post("/api/signin")
            .then()
            .statusCode(200)
            .body("next", equalTo(wanted))
            .extract();
    toHub()
        .urlEncodingEnabled(false)
        .cookies(signedIn.cookies())
        .get(wanted)
        .then()
        .statusCode(303)
        .header("Location", containsString("/start/" + id + "?return="));
    assertThat(replOf(id)).isNotNull();
  }

  @Test
  void aRunningReplWhoseWayIsNotThereYetAnswersAPageThatRefreshesItself() {
    String id = project();
    engine.start(id);
    report(replOf(id), ReplState.RUNNING, Reason.RUNNING, "");
    eventually(() -> engine.status(id).state() == dev.atrium.hub.engine.ReplState.RUNNING);

    to("http://" + id + ".ide.localhost:18080")
        .get("/")
        .then()
        .statusCode(503)
        .header("Retry-After", "1")
        .header("Refresh", "1")
        .body(containsString("The project runs"));
  }

  @Test
  void programsReachTheHandshakeByTheServicesName() {
    to("http://" + ClusterServices.INTERNAL_HOST)
        .contentType("application/json")
        .body(Map.of("code", "x", "nonce", "y", "project", "abcdefgh", "returnUrl", "z"))
        .post("/api/handshake/exchange")
        .then()
        .statusCode(401);
    to("http://" + ClusterServices.INTERNAL_HOST)
        .get("/signin")
        .then()
        .statusCode(308)
        .header("Location", ClusterServices.HUB + "/signin");
  }

  @Test
  void readyMeansThatTheDatabaseAnswersWhateverAddressTheProbeUses() {
    given()
        .baseUri("http://127.0.0.1")
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.name", hasItem(containsString("Database")));
    toHub().get("/q/metrics").then().statusCode(200);
  }
}
