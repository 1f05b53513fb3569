package dev.atrium.hub.person;

import dev.atrium.hub.config.HubConfig;
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

  private static final String SCHEME = "Bearer ";

  @Inject HubConfig config;
  @Inject AdminToken admin;
  @Inject SigninCodes codes;

  @POST
  public Map<String, String> create(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    boolean bearer = authorization != null && authorization.startsWith(SCHEME);
    admin.require(bearer ? authorization.substring(SCHEME.length()) : null);
    return Map.of("address", codes.address(config.person()));
  }
}
