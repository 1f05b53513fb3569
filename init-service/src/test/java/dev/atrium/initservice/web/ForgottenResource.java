package dev.atrium.initservice.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A door whose author forgot to say who may pass. */
@Path("/storage/forgotten")
public class ForgottenResource {

  @GET
  public String read() {
    return "everybody's";
  }
}
