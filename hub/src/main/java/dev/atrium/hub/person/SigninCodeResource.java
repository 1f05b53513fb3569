package dev.atrium.hub.person;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.keys.SecretFile;
import dev.atrium.hub.keys.Secrets;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** A fresh sign-in address, for whoever can read the installation's admin token. */
@Path("/api/signin-codes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SigninCodeResource {

  @Inject HubConfig config;
  @Inject SigninCodes codes;

  @POST
  public Map<String, String> create(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    String admin = SecretFile.readOrCreate(config.adminToken(), Secrets::random);
    if (authorization == null || !Secrets.same(authorization, "Bearer " + admin)) {
      throw ProblemType.NOT_SIGNED_IN.thrown("This needs the installation's admin token.");
    }
    return Map.of("address", codes.address(Person.LOCAL));
  }
}
